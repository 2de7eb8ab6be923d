internal import Synchronization

extension Table {
    /// How the columns make a conversation; nil where they make none.
    public var dialogue: DialogueShape? { state.withLock { $0.dialogue } }

    /// The record as a conversation; nil where the table holds none.
    ///
    /// - Complexity: O(bytes of a few records).
    public func dialogue(of row: Int) -> Dialogue? { dialogue.map { shape in shape.dialogue { field(row, $0) } } }

    /// The columns that are made of conversations, those for the search at the end.
    var derived: [DerivedColumn] { dialogue?.derived ?? [] }

    /// What a detector looks through: the columns of the file, of conversations what is said in them.
    public var scannedColumns: [String] { searchedColumns }

    /// Whether what a column is made of is in the file already, so that writing it out would say it twice.
    public func isDerived(_ column: Int) -> Bool { column >= fileColumnNames.count }

    /// Whether columns are there because some record has them, as keys of objects are, and not by a header.
    var hasOpenColumns: Bool { current.format.hasOpenColumns }

    /// The name of any column, those for the search included.
    func name(of column: Int) -> String { derivedColumn(column)?.name ?? columnNames[column] }

    func derivedColumn(_ column: Int) -> DerivedColumn? {
        guard let dialogue else { return nil }
        let index = column - fileColumnNames.count
        return dialogue.derived.indices.contains(index) ? dialogue.derived[index] : nil
    }

    /// A column for the search alone.
    func hiddenIndex(of name: String) -> Int? {
        derived.firstIndex { $0.name == name }.map { fileColumnNames.count + $0 }
    }

    /// Records that are looked at to tell conversations.
    private static let looked = 64

    /// Looks at the first records; called once, when these are known.
    func findDialogue() {
        guard !current.format.holdsOnlyNumbers else { return }
        let names = fileColumnNames
        var present = [Int](repeating: 0, count: names.count)
        var found = present
        var bytes: [UInt8] = []
        forEachRecord(in: 0..<min(rowCount, Self.looked)) { fields in
            for column in 0..<min(fields.spans.count, names.count) where !fields.isEmpty(column) {
                present[column] += 1
                bytes.removeAll(keepingCapacity: true)
                fields.append(column, to: &bytes)
                if bytes.withUnsafeBufferPointer({ ConversationScan.turns(in: $0) }) != nil { found[column] += 1 }
            }
        }
        let shape = DialogueShape(names: names) { $0 < found.count && found[$0] > 0 && found[$0] * 2 > present[$0] }
        state.withLock { state in
            state.dialogue = shape
            if let shape { state.notices.append(shape.notice) }
        }
    }

    /// Calls `body` with the text of a derived column in each of `rows`, ascending.
    func forEachText(
        of derived: DerivedColumn, in rows: Range<Int>, _ body: (Int, UnsafeBufferPointer<UInt8>) throws -> Void
    ) rethrows {
        var output: [UInt8] = []
        if derived.shared.count + derived.sides.count == 1 {
            return try forEachText(of: derived.shared.first ?? derived.sides[0], in: rows) { row, field in
                output.removeAll(keepingCapacity: true)
                derived.append(field, to: &output)
                try output.withUnsafeBufferPointer { try body(row, $0) }
            }
        }
        try forEachRecord(in: rows) { fields in
            output.removeAll(keepingCapacity: true)
            derived.append(to: &output) { fields.append($0, to: &$1) }
            try output.withUnsafeBufferPointer { try body(fields.row, $0) }
        }
    }
}
