/// An object of columns, arrays below a header, objects inside of one: written anew as JSON Lines before it is read
/// (`JSONTable`).
struct JSONTableKind: FormatKind {
    let id = FileFormat.jsonTable.rawValue
    let option = "json-table"
    let title = "JSON table"
    let phrase = "a table in JSON"
    let notJoined: (what: String, next: String)? = JSONTableKind.oneDocument

    static let oneDocument = (what: "one JSON document", next: "Write a record a line, for instance with jq -c '.[]'.")

    /// What is one does not come here.
    func open(_ sample: FormatSample) throws -> FoundFormat {
        throw Refusal(
            .badData, "'\(sample.fileName)' is no JSON of columns, of arrays or of objects inside of one.",
            next: "Leave --format out, or name another one.")
    }
}

extension FileFormat {
    public static let jsonTable = FileFormat("jsonTable")
}
