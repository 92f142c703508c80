/// What a column of a ticket system's export holds.
enum ExportRole: String, Sendable, CaseIterable {
    case id, subject, body, created, sender
    /// What only ticket systems have: a status, a priority, a queue. Proves an export, and is not read.
    case other
}

/// The names columns of ticket systems' exports have, in the languages their makers and users write.
enum ExportNames {
    /// The role a column's name tells; nil when it tells none.
    static func role(of name: String) -> ExportRole? {
        let folded = fold(name)
        if let role = roles[folded] { return role }
        // `fields.summary`, `body.content`, `Ticket / Subject`: the last part tells, or the one before a mere `content`.
        let parts = name.split(whereSeparator: { ".[]/>:".unicodeScalars.contains($0.unicodeScalars.first ?? " ") })
            .map { fold(String($0)) }.filter { !$0.isEmpty }
        guard parts.count > 1, let last = parts.last else { return nil }
        if let role = roles[last], !holders.contains(last) { return role }
        return roles[parts[parts.count - 2]]
    }

    /// True for a name that only a ticket's id has; an `id` everything has.
    static func isTicketID(_ name: String) -> Bool { ticketIDs.contains(fold(name)) }

    /// Lower case, letters and digits only.
    static func fold(_ name: String) -> String {
        String(
            String.UnicodeScalarView(
                name.lowercased().unicodeScalars.filter {
                    $0.properties.isAlphabetic || $0.properties.numericType != nil || $0 == "#"
                }))
    }

    private static let holders: Set<String> = ["content", "value", "text", "name", "emailaddress", "address"]

    private static let ticketIDs: Set<String> = Set(
        words(
            """
            ticket ticketid ticketnumber ticketno ticketnr ticketkey incident incidentid incidentnumber incidentno case \
            caseid casenumber caseno issuekey issueid requestid requestnumber ticketnummer ticketnr vorgang vorgangsnummer \
            vorgangsnr fallnummer anfragenummer störungsnummer ticketn numéroticket numéroduticket numérodeticket nticket \
            númeroticket númerodeticket numerodeticket idticket iddeticket numeroticket numerodelticket bilhete \
            númerodochamado chamado zaaknummer meldingsnummer ticketnummer numerzgłoszenia nrzgłoszenia zgłoszenie \
            ärendenummer ärende sagsnummer saksnummer číslotiketu biletnumarası номерзаявки номеробращения заявка \
            обращение тикет チケット番号 チケットid 受付番号 管理番号 问题编号 工单号 工单编号 工單編號 티켓번호 티켓id
            """))

    private static let roles: [String: ExportRole] = {
        var roles: [String: ExportRole] = [:]
        for word in ticketIDs { roles[word] = .id }
        for (role, text) in lists { for word in words(text) { roles[word] = role } }
        return roles
    }()

    private static func words(_ text: String) -> [String] {
        text.split(separator: " ").map { fold(String($0)) }
    }

    private static let lists: [(ExportRole, String)] = [
        (.id, "id nr no # number key ref reference numéro número numero nummer kennung номер 番号 编号 編號 번호"),
        (
            .subject,
            """
            subject title summary shortdescription headline topic betreff titel kurzbeschreibung zusammenfassung objet \
            sujet titre résumé asunto título resumen oggetto titolo assunto resumo onderwerp samenvatting temat tytuł \
            ämne rubrik emne aihe otsikko тема заголовок 件名 題名 タイトル 主题 标题 主旨 標題 主題 제목 konu başlık předmět tárgy
            """
        ),
        (
            .body,
            """
            body bodytext description text message content contents comment comments details detail notes worknotes \
            initialmessage firstmessage problem problemdescription issuedescription longdescription fulldescription \
            plainbody beschreibung nachricht inhalt langbeschreibung problembeschreibung anfrage kommentar kommentare \
            contenu détails commentaire commentaires descriptionduproblème descripción mensaje cuerpo comentario \
            comentarios detalles descrizione testo messaggio corpo commento commenti descrição mensagem comentário \
            comentários beschrijving bericht omschrijving inhoud opmerkingen opis treść wiadomość beskrivning \
            meddelande beskrivelse besked kuvaus viesti описание сообщение текст комментарий комментарии 本文 内容 説明 詳細 \
            コメント 描述 正文 详情 說明 描述內容 설명 내용 본문 açıklama mesaj popis zpráva leírás üzenet
            """
        ),
        (
            .created,
            """
            created createdat createdon createddate createdtime createddatetime creationdate creationtime opened \
            openedat openedon submitted submittedat submittedon submitdate reported reportedat reportedon received \
            receivedat receiveddatetime date timestamp erstellt erstelltam erstellungsdatum angelegt angelegtam \
            eröffnet eröffnetam gemeldetam eingang eingangsdatum datum créé crééle datedecréation ouvertle \
            datedouverture creado creadoel fechadecreación fechacreación fecha creato creatoil datadicreazione \
            datacreazione criado criadoem datadecriação datadeabertura aangemaakt aangemaaktop aanmaakdatum utworzono \
            datautworzenia skapad skapaddatum oprettet oprettetdato opprettet luotu создано датасоздания датаобращения \
            作成日 作成日時 受付日 受付日時 登録日時 创建时间 创建日期 提交时间 建立時間 建立日期 생성일 작성일 oluşturulma oluşturulmatarihi \
            vytvořeno létrehozva
            """
        ),
        (
            .sender,
            """
            requester requesteremail requestermail from sender submitter submitteremail reporter reporteremail caller \
            callerid openedby requestedby contact contactemail customer customeremail emailaddress melder anforderer \
            antragsteller absender kunde demandeur expéditeur solicitante remitente richiedente mittente remetente \
            aanvrager melder zgłaszający заявитель отправитель 依頼者 報告者 差出人 申请人 提交人 发件人
            """
        ),
        (
            .other,
            """
            status state ticketstatus priority prio severity urgency impact assignee assignedto assignmentgroup \
            queue category subcategory tickettype issuetype resolution resolvedat closedat closed updated updatedat \
            organization tags sla product component zustand priorität dringlichkeit bearbeiter zugewiesenan kategorie \
            warteschlange statut état priorité assignéà catégorie estado prioridad asignadoa categoría stato priorità \
            assegnatoa prioridade prioriteit categorie priorytet prioritet prioriteetti статус приоритет исполнитель \
            категория ステータス 状態 優先度 担当者 カテゴリ 状态 优先级 处理人 狀態 優先順序 상태 우선순위 담당자 durum öncelik
            """
        ),
    ]
}
