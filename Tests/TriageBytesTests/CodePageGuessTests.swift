import Testing

@testable import TriageBytes

/// Code pages are told apart by how the bytes fit their neighbours; what cannot be told is said.
struct CodePageGuessTests {
    static let sentences = [
        "Die Größe des Fotos überschreitet das zulässige Maß.",
        "Müller: das Foto ist zu groß",
        "Für das Postfach kann kein Foto gefunden werden. Überprüfen Sie die Änderung und öffnen Sie es erneut.",
        "Le terme n'est pas reconnu comme nom d'applet de commande, vérifiez qu'il est présent et réessayez.",
        "La photo a été supprimée à cause de la taille dépassée.",
        "El término no se reconoce como nombre de un cmdlet, función, archivo de script o programa ejecutable.",
        "Se produjo un error en la conexión del señor Peña; compruebe la configuración.",
        "Impossibile trovare la proprietà perché il valore è più grande.",
        "Fehler beim Ausführen: ungültiger Wert für 'Größe'\r\nZurück zur Übersicht\r\n",
        "Smörgåsbord på svenska: bilden är för stor, försök igen",
        "Telefonüberwachung",
    ]

    @Test(arguments: sentences)
    func readsSentencesWrittenByWindows(_ sentence: String) throws {
        let decoded = TextDecoder.decode(try #require(EncodedText.bytes(sentence, page: CodePage.windows1252)))
        #expect(decoded.string == sentence)
        #expect(decoded.encoding == "windows-1252")
        #expect(decoded.why.hasPrefix("likely:"))
        #expect(!decoded.hadInvalidBytes)
    }

    @Test(arguments: sentences)
    func readsSentencesWrittenByAConsole(_ sentence: String) throws {
        for page in [CodePage.cp850, CodePage.cp437] {
            guard let bytes = EncodedText.bytes(sentence, page: page) else { continue }
            let decoded = TextDecoder.decode(bytes)
            #expect(decoded.string == sentence)
            #expect(decoded.encoding == "cp850" || decoded.encoding == "cp437")
            #expect(decoded.why.hasPrefix("likely:"))
        }
    }

    @Test(arguments: [
        "Não foi possível localizar: a informação e as permissões não estão disponíveis",
        "A operação não é permitida; verifique as opções de sincronização da organização",
    ])
    func tellsPortugueseOfCp850FromCp437(_ sentence: String) throws {
        let decoded = TextDecoder.decode(try #require(EncodedText.bytes(sentence, page: CodePage.cp850)))
        #expect(decoded.string == sentence)
        #expect(decoded.encoding == "cp850")
    }

    @Test(arguments: [
        "It doesn’t show the photo – “size too large” …",
        "The user’s photo isn’t synced",
        "Preis 20 € – „Foto“ und „Bild“",
        "Wait… it’s the manager’s “new” picture\r\n • one\r\n • two\r\n",
        "« Bonjour » l’équipe",
    ])
    func readsTypographicSignsOfWindows(_ sentence: String) throws {
        let decoded = TextDecoder.decode(try #require(EncodedText.bytes(sentence, page: CodePage.windows1252)))
        #expect(decoded.string == sentence)
        #expect(decoded.encoding == "windows-1252")
    }

    @Test func readsTablesDrawnWithLines() throws {
        let table = """
            ┌──────────┬───────┐
            │ Name     │ Photo │
            ├──────────┼───────┤
            │ Anna     │ none  │
            └──────────┴───────┘
            """
        let decoded = TextDecoder.decode(try #require(EncodedText.bytes(table, page: CodePage.cp437)))
        #expect(decoded.string == table)
        #expect(decoded.encoding == "cp437")
        let doubled = "╔═══╤═══╗\r\n║ a │ b ║\r\n╚═══╧═══╝\r\n"
        let mixed = TextDecoder.decode(try #require(EncodedText.bytes(doubled, page: CodePage.cp437)))
        #expect(mixed.string == doubled)
        #expect(mixed.encoding == "cp437")
    }

    @Test(arguments: [
        "用語 'Get-Foo' は、コマンドレット、関数、スクリプト ファイル、または操作可能なプログラムの名前として認識されません。",
        "Foo-Bar : リモート サーバーがエラーを返しました: (413) 要求エンティティが大きすぎます\r\n発生場所 行:1 文字:1\r\n",
        "写真が同期されません。ﾌｧｲﾙのサイズを確認してください。",
        "表示名 : 山田太郎\r\n部署 : 営業部\r\n",
    ])
    func readsJapaneseOfWindows(_ sentence: String) throws {
        let bytes = try #require(EncodedText.shiftJIS(sentence))
        let decoded = TextDecoder.decode(bytes)
        #expect(decoded.string == sentence)
        #expect(decoded.encoding == "cp932")
        var offset = 0
        var original = 0
        for scalar in sentence.unicodeScalars {
            #expect(decoded.originalOffset(of: offset) == original)
            offset += scalar.utf8.count
            original += scalar.value < 0x80 || (0xFF61...0xFF9F).contains(scalar.value) ? 1 : 2
        }
        #expect(decoded.originalOffset(of: offset) == bytes.count)
    }

    @Test func neverTakesWesternTextForJapanese() throws {
        for sentence in Self.sentences {
            for page in [CodePage.windows1252, CodePage.cp437, CodePage.cp850] {
                guard let bytes = EncodedText.bytes(sentence, page: page) else { continue }
                #expect(TextDecoder.decode(bytes).encoding != "cp932")
            }
        }
    }

    @Test(
        arguments: [
            [0x41, 0x20, 0xA9, 0x20, 0x42],
            [0x20, 0x85, 0x20],
            [0xFF, 0x0A],
            [0xB7],
        ] as [[UInt8]])
    func saysWhatCannotBeTold(_ bytes: [UInt8]) {
        let decoded = TextDecoder.decode(bytes)
        #expect(decoded.encoding == "windows-1252")
        #expect(decoded.why.hasPrefix("undecided:"))
    }

    @Test func keepsUTF8WithAFewBadBytes() {
        let decoded = TextDecoder.decode(Array("Größe für Änne: ".utf8) + [0xFC] + Array(" Maß\nzwei".utf8))
        #expect(decoded.encoding == "utf-8")
        #expect(decoded.why == "likely: 5 valid UTF-8 sequences against 1 that are not")
        #expect(decoded.string == "Größe für Änne: \u{FFFD} Maß\nzwei")
        #expect(decoded.hadInvalidBytes)
        // Behind the bad byte the text is two bytes longer than the original.
        #expect(decoded.lineStarts.last.map(decoded.originalOffset(of:)) == decoded.byteCount - 4)
    }

    @Test func takesATextCutInsideACharacterForUTF8() {
        let decoded = TextDecoder.decode(Array("too large".utf8) + [0xE2, 0x80])
        #expect(decoded.string == "too large\u{FFFD}")
        #expect(decoded.encoding == "utf-8")
        #expect(decoded.originalOffset(of: 9) == 9)
        #expect(decoded.originalOffset(of: 12) == 11)
    }

    @Test func doesNotTakeABinaryFileForText() {
        var generator = SplitMix(seed: 7)
        let noise = (0..<20_000).map { _ in UInt8(truncatingIfNeeded: generator.next()) }
        let decoded = TextDecoder.decode(noise)
        #expect(!decoded.why.hasPrefix("certain"))
        #expect(decoded.hadInvalidBytes)
    }
}

/// A generator that gives the same numbers in every run.
struct SplitMix: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
