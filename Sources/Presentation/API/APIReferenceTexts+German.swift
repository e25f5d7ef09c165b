struct GermanAPIReferenceTexts: APIReferenceTexts {
    let texts: Texts
    let title = "REST-Schnittstelle"
    let search = "Pfad oder Zweck"
    let operation = "Operation"
    let purpose = "Was sie tut"
    let firstTitle = "Die erste Anfrage"
    let firstText =
        "Ein Programm weist sich mit einem Token aus. Legen Sie ihn in eine Datei namens header, in einer Zeile: Authorization: Bearer und der Token. Dann:"
    let more =
        "Listen werden mit cursor weitergelesen. ETag und If-Match verhindern, dass zwei Programme einander überschreiben. Mit Idempotency-Key lässt sich eine Anfrage wiederholen, ohne dass sie doppelt ausgeführt wird."
    let parameters = "Parameter und Kopfzeilen"
    let body = "Inhalt der Anfrage"
    let answer = "Antwort"
    let example = "Beispiel"
    let optional = "(kann fehlen)"
    func summary(_ operations: Int) -> String { texts.plural(operations, one: "Operation", other: "Operationen") }
    func refusals(_ statuses: String) -> String { "Mögliche Ablehnungen: \(statuses)." }
}
