/// Which bytes of a file go when turns go, and the records stay.
struct TurnExtents {
    let table: Table
    private let format: any RecordFormat
    private let marks: RecordMarks
    private let view: SourceView

    init(_ table: Table) {
        self.table = table
        (format, marks) = table.current
        view = table.source.text.view
    }

    /// What goes, as it stands in the text.
    struct Found {
        /// Ascending.
        var extents: [Range<Int>] = []
        /// The records of which no turn would be left, which go as a whole.
        var emptied: Set<Int> = []
        /// By column and record, which elements of its list go: what duckdb is asked for.
        var elements: [String: [Int: Set<Int>]] = [:]
    }

    /// - Throws: `Refusal` (64) for turns that can't go alone: those of Arrow, of transcripts, and of columns that hold one
    ///   text.
    /// - Complexity: O(bytes of the records).
    func found(_ turns: [Int: Set<TurnPlace>]) throws -> Found {
        var all = Found()
        let isJSON = format.fieldsAreJSON
        guard !format.holdsOnlyNumbers, table.reading.format != .arrow, table.source.original == nil else {
            throw Refusal(
                .usage,
                "Single turns can be left out of JSON, delimited and Parquet files, and '\(table.fileName)' is none.",
                next: "Leave out the records with --where, or convert the file to JSON Lines first.")
        }
        for (row, places) in turns.sorted(by: { $0.key < $1.key }) where !places.isEmpty {
            var spans: [FieldSpan] = []
            let position = table.position(of: row, format, marks, view)
            format.fields(at: position, in: view, into: &spans)
            if isJSON, Self.repeatsKey(SourceView(rebasing: view[format.extent(at: position, in: view)])) {
                throw repeated(row)
            }
            var left = 0
            var gone: [Range<Int>] = []
            for part in table.dialogue?.parts ?? [] where part.isConversation {
                let removed = Set(places.filter { $0.column == part.name }.map(\.index))
                guard let cell = format.cell(spans[part.column], in: view) else {
                    guard !removed.isEmpty else {
                        left += 1
                        continue
                    }
                    throw oneText(part.name, row)
                }
                try cell.bytes.withUnsafeBufferPointer { field in
                    guard let scanned = ConversationScan.turns(in: field) else {
                        if removed.isEmpty { return }
                        throw oneText(part.name, row)
                    }
                    left += scanned.indices.count { !removed.contains($0) }
                    if removed.isEmpty { return }
                    // A list of Parquet's, or an array: no transcript, and no text that holds one.
                    let isList = field.first(where: { $0 > 32 }) == 91 && (isJSON || table.reading.format != .parquet)
                    guard isList else { throw oneText(part.name, row) }
                    if !isJSON, Self.repeatsKey(field) { throw repeated(row) }
                    let extents = Self.extents(scanned.map(\.extent), without: removed)
                    guard let extents = cell.places(of: extents) else { throw oneText(part.name, row) }
                    gone += extents
                    all.elements[part.name, default: [:]][row] = removed
                }
            }
            let known = Set((table.dialogue?.parts ?? []).filter(\.isConversation).map(\.name))
            if let other = places.first(where: { !known.contains($0.column) }) { throw oneText(other.column, row) }
            if left == 0 { all.emptied.insert(row) } else { all.extents += gone }
        }
        all.extents.sort { $0.lowerBound < $1.lowerBound }
        return all
    }

    private func repeated(_ row: Int) -> Refusal {
        Refusal(
            .usage,
            "'\(table.fileName(of: row))', line \(table.line(row)): a key stands twice there, and only the last is shown, so that a "
                + "copy without the turn could keep the first.",
            next: "Leave out the whole record, with --where row:\(row + 1).")
    }

    private func oneText(_ column: String, _ row: Int) -> Refusal {
        Refusal(
            .usage,
            "'\(table.fileName(of: row))', line \(table.line(row)): column '\(column)' is one text there, of which no turn can be "
                + "left out alone.",
            next: "Leave out the whole record, with --where row:\(row + 1).")
    }

    /// Whether some object of a record, at any depth, has a key twice.
    private static func repeatsKey(_ bytes: SourceView) -> Bool {
        guard let json = JSONText(bytes, isLine: false) else { return false }
        var isRepeated = false
        func look(_ start: Int) throws(JSONFault) {
            let first = try json.byte(start)
            let isObject = first == 123
            guard !isRepeated, isObject || first == 91 else { return }
            var keys: Set<[UInt8]> = []
            _ = try json.forEachMember(at: start) { member throws(JSONFault) in
                if isObject {
                    var key: [UInt8] = []
                    JSONEscapes.append(json.view(member.key), to: &key)
                    if !keys.insert(key).inserted { isRepeated = true }
                }
                try look(member.value.lowerBound)
            }
        }
        do throws(JSONFault) { try look(json.skipSpace(0)) } catch { return true }
        return isRepeated
    }

    /// What goes of an array when some of its elements go: with each the comma before or behind it.
    static func extents(_ elements: [Range<Int>], without removed: Set<Int>) -> [Range<Int>] {
        var extents: [Range<Int>] = []
        var index = 0
        while index < elements.count {
            guard removed.contains(index) else {
                index += 1
                continue
            }
            let first = index
            while index < elements.count, removed.contains(index) { index += 1 }
            if index < elements.count {
                extents.append(elements[first].lowerBound..<elements[index].lowerBound)
            } else if first > 0 {
                extents.append(elements[first - 1].upperBound..<elements[index - 1].upperBound)
            } else {
                extents.append(elements[first].lowerBound..<elements[index - 1].upperBound)
            }
        }
        return extents
    }
}
