/// The little words that turn or weaken a statement, of the languages tickets are written in. Words of the language, not of
/// the topic.
enum LanguageWords {
    static let byRole: [(ProseRole, [String])] = [
        (.negation, negations), (.denial, denials), (.doubt, doubts), (.condition, conditions), (.limit, limits),
        (.complement, ["that", "dass", "daß", "que", "che"]),
        (.forWhom, ["for", "für", "bei", "pour", "chez", "para", "per"]),
        (.ofWhom, ["of", "von", "de", "di", "da", "do"]),
    ]

    /// What sets one statement against another without a comma: "OWA shows it but Teams does not". Languages that write a
    /// comma there need none, and a word that means something else, too ("ma", "aber"), is none.
    static let contrasts = ["but", "whereas", "mais", "pero"]

    /// What stands before something of whoever writes.
    static let owns = [
        "my", "mein", "meine", "meinem", "meinen", "meines", "ma", "mon", "mes", "mi", "mis", "minha", "meu", "mio",
        "mia", "моё", "мое", "мой", "моя", "мою", "моего", "моей", "моем", "私の", "我的",
    ]

    /// What may stand between that and the thing, which stays the writer's own: "my new photo". Any other word may be
    /// somebody: "my users photo".
    static let betweenOwn: Set<String> = [
        "own", "new", "old", "current", "correct", "latest", "updated", "recent", "previous", "work", "corporate",
        "profile", "neues", "neue", "neuem", "neuen", "altes", "alte", "alten", "eigenes", "aktuelles", "aktuelle",
        "nouvelle", "nouvel", "ancienne", "propre", "nueva", "nuevo", "antigua", "nuova", "vecchia", "nova", "antiga",
        "новое", "новую", "новая", "старое", "старую", "старая",
    ]

    /// What people and mail programs write in the last line before what somebody else wrote.
    static let wrote: Set<String> = [
        "wrote", "writes", "said", "says", "reported", "reports", "schrieb", "schreibt", "meldet", "écrit", "escribió",
        "escribe", "scritto", "scrive", "escreveu", "escreve", "написал", "написала", "пишет", "forwarded",
        "weitergeleitet", "follows", "below",
    ]

    private static let negations = [
        "not", "no longer", "never", "no", "without", "cannot", "can't", "won't", "don't", "doesn't", "didn't", "isn't",
        "aren't", "wasn't", "weren't", "hasn't", "haven't", "hadn't", "couldn't", "wouldn't", "shouldn't", "cant",
        "dont", "doesnt", "didnt", "isnt", "hardly", "rarely", "seldom", "barely", "instead of", "rather than",
        "nicht", "kein", "keine", "keinem", "keinen", "keines", "keins", "nie", "niemals", "ohne", "kaum", "selten",
        "statt", "anstatt", "pas", "plus jamais", "jamais", "sans", "rarement", "non", "nunca", "tampoco", "jamás",
        "sin", "não", "nao", "sem", "também não", "senza", "raramente", "neanche", "nemmeno", "neppure", "не", "нет",
    ]

    private static let denials = [
        "neither", "nor", "none", "nobody", "no one", "noone", "nowhere", "no client", "weder", "keiner", "niemand",
        "niemandem", "nirgends", "nirgendwo", "ni", "aucun", "aucune", "personne", "nulle part", "né", "nè", "nessun",
        "nessuno", "nessuna", "nem", "ninguém", "nenhum", "nenhuma", "nadie", "ningún", "ninguno", "ninguna", "ни",
        "никто", "нигде",
    ]

    private static let doubts = [
        "whether", "should", "would", "could", "might", "maybe", "perhaps", "possibly", "probably", "supposed",
        "claims",
        "claim", "claimed", "assume", "assumed", "guess", "believe", "think", "thought", "allegedly", "apparently",
        "vielleicht", "ob", "sollte", "sollten", "soll", "müsste", "könnte", "würde", "angeblich", "vermutlich",
        "wahrscheinlich", "möglicherweise", "glaube", "glauben", "behauptet", "si", "se", "peut-être", "devrait",
        "devraient", "pourrait", "probablement", "debería", "deberían", "quizás", "quizá", "tal vez", "dovrebbe",
        "dovrebbero", "forse", "deveria", "deveriam", "talvez",
    ]

    private static let conditions = [
        "if", "unless", "expect", "expects", "expected", "expecting", "hope", "hopes", "hoped", "hoping", "hopefully",
        "want", "wants", "wanted", "wish", "make sure", "makes sure", "ensure", "until", "till", "as soon as",
        "as long as", "once", "when", "whenever", "in case", "provided", "assuming", "wenn", "falls", "sofern",
        "sobald",
        "solange", "bis", "hoffe", "hoffen", "hofft", "hoffentlich", "erwarte", "erwarten", "erwartet", "möchte",
        "möchten", "sicherstellen", "stellen Sie sicher", "quand", "lorsque", "dès que", "jusqu'à", "espère",
        "espérons", "espérais", "souhaite", "voudrais", "assurez-vous", "cuando", "en cuanto", "tan pronto como",
        "hasta", "espero", "esperamos", "esperaba", "quiero", "asegúrese", "quando", "non appena", "appena", "finché",
        "spero", "speriamo", "vorrei", "até", "assim que", "esperava", "quero", "если", "когда", "пока",
    ]

    private static let limits = [
        "only for", "only with", "except for", "except", "sometimes", "occasionally", "normally", "usually", "used to",
        "nur für", "nur bei", "außer", "manchmal", "gelegentlich", "normalerweise", "meistens", "früher",
        "seulement pour", "sauf", "parfois", "normalement", "d'habitude", "solo para", "sólo para", "excepto",
        "a veces", "normalmente", "solo per", "tranne", "a volte", "só para", "somente para", "apenas para", "exceto",
        "às vezes", "иногда", "обычно", "только для",
    ]

    /// Words with a capital and "'s" that name nobody.
    static let nobody: Set<String> = [
        "it", "that", "this", "he", "she", "here", "there", "what", "who", "where", "how", "let", "today", "yesterday",
        "everyone", "everybody", "someone", "somebody", "one", "user", "customer", "client",
    ]

    /// Words before a colon that name nobody: "Update: OWA shows it", "Hi Ben: OWA shows it".
    static let labels: Set<String> = [
        "actual", "actually", "after", "again", "all", "answer", "attention", "background", "before", "behavior",
        "behaviour", "bug", "but", "case", "cause", "comment", "conclusion", "current", "currently", "dear",
        "description",
        "details", "error", "example", "facts", "finally", "first", "fyi", "good", "hello", "hi", "history",
        "important",
        "incident", "info", "information", "issue", "later", "mail", "message", "monday", "tuesday", "wednesday",
        "thursday", "friday", "saturday", "sunday", "morning", "new", "news", "next", "note", "now", "observation",
        "old",
        "photo", "problem", "ps", "question", "reality", "request", "result", "results", "second", "situation",
        "solution",
        "state", "status", "step", "subject", "summary", "symptom", "symptoms", "test", "then", "ticket", "title",
        "update",
        "users", "warning", "yes", "no",
        // Places and machines, where somebody looked.
        "browser", "computer", "desktop", "external", "externally", "home", "inside", "internal", "internally",
        "laptop",
        "mac", "mobile", "notebook", "office", "outside", "pc", "phone", "remote", "tablet", "vpn", "web", "windows",
        "work", "arbeit", "arbeitsplatz", "büro", "daheim", "extern", "handy", "intern", "rechner", "zuhause", "bureau",
        "domicile", "maison", "portable", "casa", "oficina", "trabajo", "ufficio",
        "achtung", "aktuell", "anfrage", "antwort", "bemerkung", "benutzer",
        "beschreibung",
        "betreff", "danach", "davor", "ergebnis", "fall", "fehler", "foto", "frage", "gestern", "guten", "hallo",
        "heute",
        "hinweis", "ist", "jetzt", "kommentar", "kunde", "kundin", "liebe", "lieber", "lösung", "montag", "dienstag",
        "mittwoch", "donnerstag", "freitag", "samstag", "sonntag", "nachher", "nachtrag", "notiz", "nutzer", "resultat",
        "sehr", "stand", "symptome", "tag", "verhalten", "vorher", "zusammenfassung", "zustand", "aujourd'hui", "après",
        "avant", "bonjour", "client", "erreur", "état", "hier", "maintenant", "problème", "remarque", "réponse",
        "résultat",
        "salut", "utilisateur", "ahora", "antes", "después", "estado", "hola", "hoy", "nota", "problema", "resultado",
        "usuario", "ayer", "ciao", "dopo", "ieri", "oggi", "ora", "prima", "risultato", "stato", "utente", "agora",
        "depois", "hoje", "ontem", "olá",
    ]
}
