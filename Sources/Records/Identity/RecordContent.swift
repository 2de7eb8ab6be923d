/// What of a record its learning id is made of.
///
/// The names of the columns that the file's header gives, and the record's texts in them; then, of columns that are there
/// because some record has them (keys of JSON objects, indices, fields behind the header's last), the name and the text
/// where this record has one, in the order of the names' bytes. So no record's id depends on what another record holds, and
/// the ids of a copy without some records are those after forgetting them.
struct RecordContent: Sendable {
    /// The seed and the names that every record has.
    let prefix: MessageParts
    private let given: [Int]
    private let open: [(column: Int, name: String)]

    /// - Parameters:
    ///   - areOpen: whether no column is a header's.
    ///   - without: a column that is no part of it.
    init(columnNames: [String], seed: UInt64, areOpen: Bool = false, without left: String? = nil) {
        let isOpen = columnNames.map { areOpen || HeaderNames.isMadeUp($0) }
        let taken = columnNames.indices.filter { columnNames[$0] != left }
        given = taken.filter { !isOpen[$0] }
        open = taken.filter { isOpen[$0] }.map { ($0, columnNames[$0]) }
            .sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
        var prefix = MessageParts()
        prefix.append(seed)
        for column in given { prefix.append(columnNames[column]) }
        self.prefix = prefix
    }

    func append(_ fields: RecordFields, to message: inout MessageParts) {
        let isByParts = fields.format.forEachPart(of: fields.spans, in: fields.view) { part in
            switch part {
            case .name(let name): message.append(name)
            case .bytes(let range): message.append { $0.append(contentsOf: fields.view[range]) }
            }
        }
        guard !isByParts else {
            // A matrix beside the file gives every record its numbers.
            for column in fields.spans.count..<fields.fileCount { message.append { fields.append(column, to: &$0) } }
            return
        }
        for column in given { message.append { fields.append(column, to: &$0) } }
        for (column, name) in open where !fields.isEmpty(column) {
            message.append(name)
            message.append { fields.append(column, to: &$0) }
        }
    }

    func append(_ texts: [String], to message: inout MessageParts) {
        for column in given { message.append(texts[column]) }
        for (column, name) in open where !texts[column].isEmpty {
            message.append(name)
            message.append(texts[column])
        }
    }
}
