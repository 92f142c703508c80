import TriageTestSupport

/// An error of Windows PowerShell 5.1 in one of its languages, and what it says. Identifiers and labels stay English
/// in every language; message, position line, sometimes the category and the comma before the reason do not.
struct LocalisedError: Sendable, CustomStringConvertible {
    var language: String
    var name: String
    var text: String
    /// Facts that must be read, by field.
    var facts: [String: String]

    var description: String { language + " " + name }

    /// How a language writes what stands around the identifiers.
    private struct Words {
        var language: String
        /// `At line:{line} char:{column}`, with `{file}` for the same with a script.
        var typed: String
        var inScript: String
        /// The term is not recognised.
        var notRecognised: String
        /// The category of an execution policy error, with its colon, and the comma before the reason.
        var security: String
        var scriptsDisabled: String
    }

    private static let words: [Words] = [
        Words(
            language: "en", typed: "At line:1 char:1", inScript: "At {file}:7 char:5",
            notRecognised:
                "The term 'Set-UserPhoto' is not recognized as the name of a cmdlet, function, script file, or "
                + "operable program. Check the spelling of the name, or if a path was included, verify that the path is "
                + "correct and try again.",
            security: "SecurityError: (:) [], ",
            scriptsDisabled:
                "File {file} cannot be loaded because running scripts is disabled on this system. For more "
                + "information, see about_Execution_Policies at https:/go.microsoft.com/fwlink/?LinkID=135170."),
        Words(
            language: "de", typed: "In Zeile:1 Zeichen:1", inScript: "In {file}:7 Zeichen:5",
            notRecognised: "Die Benennung \"Set-UserPhoto\" wurde nicht als Name eines Cmdlet, einer Funktion, einer "
                + "Skriptdatei oder eines ausführbaren Programms erkannt. Überprüfen Sie die Schreibweise des Namens, "
                + "oder ob der Pfad korrekt ist (sofern enthalten), und wiederholen Sie den Vorgang.",
            security: "Sicherheitsfehler: (:) [], ",
            scriptsDisabled: "Die Datei \"{file}\" kann nicht geladen werden, da die Ausführung von Skripts auf diesem "
                + "System deaktiviert ist. Weitere Informationen finden Sie unter \"about_Execution_Policies\" "
                + "(https:/go.microsoft.com/fwlink/?LinkID=135170)."),
        Words(
            language: "fr", typed: "Au caractère Ligne:1 : 1", inScript: "Au caractère {file}:7 : 5",
            notRecognised:
                "Le terme «Set-UserPhoto» n'est pas reconnu comme nom d'applet de commande, fonction, fichier "
                + "de script ou programme exécutable. Vérifiez l'orthographe du nom, ou si un chemin d'accès existe, "
                + "vérifiez que le chemin d'accès est correct et réessayez.",
            security: "Erreur de sécurité : (:) [], ",
            scriptsDisabled:
                "Impossible de charger le fichier {file}, car l’exécution de scripts est désactivée sur ce "
                + "système. Pour plus d’informations, consultez about_Execution_Policies à l’adresse "
                + "https://go.microsoft.com/fwlink/?LinkID=135170."),
        Words(
            language: "es", typed: "En línea: 1 Carácter: 1", inScript: "En {file}: 7 Carácter: 5",
            notRecognised:
                "El término 'Set-UserPhoto' no se reconoce como nombre de un cmdlet, función, archivo de script "
                + "o programa ejecutable. Compruebe si escribió correctamente el nombre o, si incluyó una ruta de acceso, "
                + "compruebe que dicha ruta es correcta e inténtelo de nuevo.",
            security: "SecurityError: (:) [], ",
            scriptsDisabled:
                "No se puede cargar el archivo {file} porque la ejecución de scripts está deshabilitada en "
                + "este sistema. Para obtener más información, consulta el tema about_Execution_Policies en "
                + "https:/go.microsoft.com/fwlink/?LinkID=135170."),
        Words(
            language: "it", typed: "In riga:1 car:1", inScript: "In {file}:7 car:5",
            notRecognised:
                "Termine 'Set-UserPhoto' non riconosciuto come nome di cmdlet, funzione, programma eseguibile o "
                + "file script. Controllare l'ortografia del nome o verificare che il percorso sia incluso e corretto, "
                + "quindi riprovare.", security: "", scriptsDisabled: ""),
        Words(
            language: "pt", typed: "No linha:1 caractere:1", inScript: "No {file}:7 caractere:5",
            notRecognised:
                "O termo 'Set-UserPhoto' não é reconhecido como nome de cmdlet, função, arquivo de script ou "
                + "programa operável. Verifique a grafia do nome ou, se um caminho tiver sido incluído, veja se o "
                + "caminho está correto e tente novamente.",
            security: "ErrodeSegurança: (:) [], ",
            scriptsDisabled:
                "O arquivo {file} não pode ser carregado porque a execução de scripts foi desabilitada neste "
                + "sistema. Para obter mais informações, consulte about_Execution_Policies em "
                + "https://go.microsoft.com/fwlink/?LinkID=135170."),
        Words(
            language: "ru", typed: "строка:1 знак:1", inScript: "{file}:7 знак:5",
            notRecognised: "Имя \"Set-UserPhoto\" не распознано как имя командлета, функции, файла сценария или "
                + "выполняемой программы. Проверьте правильность написания имени, а также наличие и правильность пути, "
                + "после чего повторите попытку.", security: "Ошибка безопасности: (:) [], ",
            scriptsDisabled:
                "Невозможно загрузить файл {file}, так как выполнение сценариев отключено в этой системе. Для "
                + "получения дополнительных сведений см. about_Execution_Policies по адресу "
                + "https:/go.microsoft.com/fwlink/?LinkID=135170."),
        Words(
            language: "ja", typed: "発生場所 行:1 文字:1", inScript: "発生場所 {file}:7 文字:5",
            notRecognised: "用語 'Set-UserPhoto' は、コマンドレット、関数、スクリプト ファイル、または操作可能なプログラムの名前として認識されません。"
                + "名前が正しく記述されていることを確認し、パスが含まれている場合はそのパスが正しいことを確認してから、再試行してください。",
            security: "セキュリティ エラー: (: ) []、",
            scriptsDisabled: "このシステムではスクリプトの実行が無効になっているため、ファイル {file} を読み込むことができません。詳細については、"
                + "「about_Execution_Policies」(https://go.microsoft.com/fwlink/?LinkID=135170) を参照してください。"),
        Words(
            language: "zh", typed: "所在位置 行:1 字符: 1", inScript: "所在位置 {file}:7 字符: 5",
            notRecognised: "无法将“Set-UserPhoto”项识别为 cmdlet、函数、脚本文件或可运行程序的名称。请检查名称的拼写，如果包括路径，请确保路径正确，"
                + "然后再试一次。", security: "SecurityError: (:) []，",
            scriptsDisabled: "无法加载文件 {file}，因为在此系统上禁止运行脚本。有关详细信息，请参阅 https:/go.microsoft.com/fwlink/?LinkID=135170 "
                + "中的 about_Execution_Policies。"),
    ]

    /// All errors in all languages.
    static let all: [LocalisedError] = words.flatMap { words in
        [notRecognised(words), photo413(words)] + (words.security.isEmpty ? [] : [scriptsDisabled(words)])
    }

    private static func notRecognised(_ words: Words) -> LocalisedError {
        LocalisedError(
            language: words.language, name: "not recognised",
            text: """
                Set-UserPhoto : \(words.notRecognised)
                \(words.typed)
                + Set-UserPhoto -Identity anna.berg@contoso.example -PictureData $pic
                + ~~~~~~~~~~~~~
                    + CategoryInfo          : ObjectNotFound: (Set-UserPhoto:String) [], CommandNotFoundException
                    + FullyQualifiedErrorId : CommandNotFoundException

                """,
            facts: [
                "category": "ObjectNotFound", "target": "Set-UserPhoto", "targetType": "String",
                "reason": "CommandNotFoundException", "errorId": "CommandNotFoundException", "line": "1", "column": "1",
                "message": words.notRecognised,
            ])
    }

    private static func photo413(_ words: Words) -> LocalisedError {
        let errorId =
            "[Server=AM0PR07MB5555,RequestId=5d0c7a54-5f2e-4b1a-9a57-1f0b7c1f2a10,TimeStamp=2/1/2021 9:12:44 AM] "
            + "[FailureCategory=Cmdlet-CmdletProxyException] 9E701B98,"
            + "Microsoft.Exchange.Management.RecipientTasks.SetUserPhoto"
        let script = "C:\\Scripts\\Photos\\Set-Photos.ps1"
        return LocalisedError(
            language: words.language, name: "413",
            text: """
                Error on proxy command 'Set-UserPhoto -Identity:'ole.brandt@contoso.example' -Confirm:$False' to server \
                AM0PR07MB5555.eurprd07.prod.outlook.com: Server version 15.20.4930.0000, Proxy method PSWS:
                Request return error with following error message:
                The remote server returned an error: (413) Request Entity Too Large...
                [Server=AM0PR07MB5555,RequestId=5d0c7a54-5f2e-4b1a-9a57-1f0b7c1f2a10,TimeStamp=2/1/2021 9:12:44 AM] .
                \(words.inScript.replacing("{file}", with: script))
                +     Set-UserPhoto $user -PictureData $pic -Confirm:$false
                +     ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
                    + CategoryInfo          : NotSpecified: (:) [Set-UserPhoto], CmdletProxyException
                    + FullyQualifiedErrorId : \(errorId)
                    + PSComputerName        : outlook.office365.com

                """,
            facts: [
                "cmdlet": "Set-UserPhoto", "category": "NotSpecified", "reason": "CmdletProxyException",
                "errorId": errorId, "psComputerName": "outlook.office365.com", "script": script, "line": "7",
                "column": "5", "httpStatus": "413", "proxyMethod": "PSWS", "serverVersion": "15.20.4930.0000",
                "server": "AM0PR07MB5555.eurprd07.prod.outlook.com",
            ])
    }

    private static func scriptsDisabled(_ words: Words) -> LocalisedError {
        let message = words.scriptsDisabled.replacing("{file}", with: "C:\\Scripts\\Set-Photos.ps1")
        return LocalisedError(
            language: words.language, name: "scripts disabled",
            text: """
                .\\Set-Photos.ps1 : \(message)
                \(words.typed)
                + .\\Set-Photos.ps1
                + ~~~~~~~~~~~~~~~~
                    + CategoryInfo          : \(words.security)PSSecurityException
                    + FullyQualifiedErrorId : UnauthorizedAccess

                """,
            facts: [
                "reason": "PSSecurityException", "errorId": "UnauthorizedAccess", "line": "1", "column": "1",
                "message": message,
            ])
    }
}
