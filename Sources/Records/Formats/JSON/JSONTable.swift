/// A JSON text whose records are no objects that stand one after the other: an object of columns, arrays below a header, or
/// objects in an array that an object holds.
struct JSONTable: Sendable {
    /// The keys of the columns as JSON writes them, quotes and all; empty where records are objects.
    var keys: [[UInt8]] = []
    /// Where the fields are, record by record; empty where one is missing. Where records are objects, the objects.
    var cells: [Range<Int>] = []
    /// Every list that has an element for each record: where its elements are.
    var lists: [[Range<Int>]] = []
    /// Whether records are lines, with nothing between them.
    var areLines = false
    /// Whether the first array names the columns; nil where there is nothing to tell.
    var hasHeader: Bool?
    var rowCount = 0
    var notice = ""

    var fieldsPerRow: Int { max(1, keys.count) }

    /// What is kept of the text in a copy without `rows`: all but their elements, and a comma for each.
    func kept(without rows: Set<Int>, of count: Int) -> [Range<Int>] {
        var gone: [Range<Int>] = []
        for list in lists {
            for (row, element) in list.enumerated() where rows.contains(row) {
                if areLines {
                    gone.append(element)
                } else if let next = list.indices.dropFirst(row + 1).first(where: { _ in true }) {
                    gone.append(element.lowerBound..<list[next].lowerBound)
                } else {
                    // The last: from behind the last that stays, or all from the first on.
                    let before = list.indices.last { $0 < row && !rows.contains($0) }
                    gone.append((before.map { list[$0].upperBound } ?? element.lowerBound)..<element.upperBound)
                }
            }
        }
        var kept: [Range<Int>] = []
        var from = 0
        for range in gone.sorted(by: { ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound) }) {
            if from < range.lowerBound { kept.append(from..<range.lowerBound) }
            from = max(from, range.upperBound)
        }
        if from < count { kept.append(from..<count) }
        return kept
    }
}

extension JSONTable {
    /// Keys under which files keep their records.
    private static let wrappers: Set<String> = [
        "data", "records", "rows", "items", "results", "examples", "instances", "entries", "train", "samples",
    ]

    /// The records of one object: nil where it is a record itself.
    ///
    /// - Parameter isTable: whether somebody, or a project, knows that it is none.
    static func object(_ text: JSONText, at start: Int, isTable: Bool = false) throws(JSONFault) -> JSONTable? {
        let members = try text.members(at: start)
        guard !members.isEmpty else { return nil }
        func name(_ key: Range<Int>) -> String { text.plain(key) }
        let names = members.map { name($0.key) }
        if let data = members.first(where: {
            Self.wrappers.contains(name($0.key)) && text.bytes[$0.value.lowerBound] == 91
        }) {
            let rows = try text.elements(at: data.value.lowerBound)
            if !rows.isEmpty, rows.allSatisfy({ text.bytes[$0.lowerBound] == 123 }) {
                return JSONTable(
                    cells: rows, lists: [rows], rowCount: rows.count,
                    notice:
                        "The file is read as the objects of '\(name(data.key))'; what stands beside them is left out.")
            }
            if let columns = members.first(where: { name($0.key) == "columns" }), name(data.key) == "data",
                text.bytes[columns.value.lowerBound] == 91, rows.allSatisfy({ text.bytes[$0.lowerBound] == 91 })
            {
                let names = try text.elements(at: columns.value.lowerBound)
                var table = try Self.arrays(text, rows, names: names.map(text.asKey))
                if let index = members.first(where: { name($0.key) == "index" }) {
                    let places = try text.elements(at: index.value.lowerBound)
                    if places.count == rows.count { table?.lists.append(places) }
                }
                table?.notice = "The file is read as a list of columns' names and arrays of fields."
                return table
            }
        }
        guard Set(names).count == names.count else { return nil }
        if let table = try columns(text, members) { return table }
        return try named(text, members, isTable: isTable)
    }

    /// An object of records, each under its name, which becomes the first column: they have the same keys.
    private static func named(
        _ text: JSONText, _ members: [(key: Range<Int>, value: Range<Int>)], isTable: Bool
    ) throws(JSONFault) -> JSONTable? {
        guard members.count > 1 || isTable, members.allSatisfy({ text.bytes[$0.value.lowerBound] == 123 }) else {
            return nil
        }
        var records: [[(key: Range<Int>, value: Range<Int>)]] = []
        for member in members { records.append(try text.members(at: member.value.lowerBound)) }
        var place: [String: Int] = [:]
        var keys: [[UInt8]] = []
        var most = 0
        for record in records {
            most = max(most, record.count)
            for field in record {
                let name = text.plain(field.key)
                if place[name] == nil {
                    place[name] = keys.count
                    keys.append(Array(text.view[field.key]))
                }
            }
        }
        // What holds different things is one record, whose parts have names.
        guard most > 0, keys.count < ReadingLimits.columns,
            records.allSatisfy({ record in
                (isTable || record.count * 2 >= keys.count)
                    && Set(record.map { text.plain($0.key) }).count == record.count
            })
        else { return nil }
        var name = "name"
        while place[name] != nil { name += "_" }
        var table = JSONTable(keys: [Array("\"\(name)\"".utf8)] + keys, rowCount: members.count)
        table.lists = [members.map { $0.key.lowerBound..<$0.value.upperBound }]
        table.cells.reserveCapacity(members.count * (keys.count + 1))
        for (member, record) in zip(members, records) {
            var cells = Array(repeating: 0..<0, count: keys.count)
            for field in record { if let column = place[text.plain(field.key)] { cells[column] = field.value } }
            table.cells.append(member.key)
            table.cells += cells
        }
        table.notice = "The file is read as an object of records: the names they stand under are column '\(name)'."
        return table
    }

    /// An object of columns: an array of fields each, or an object of them by row number.
    private static func columns(
        _ text: JSONText, _ members: [(key: Range<Int>, value: Range<Int>)]
    ) throws(JSONFault) -> JSONTable? {
        var lists: [[Range<Int>]] = []
        var values: [[Range<Int>]] = []
        var rowNumbers: [String]?
        for member in members {
            switch text.bytes[member.value.lowerBound] {
            case 91:
                let elements = try text.elements(at: member.value.lowerBound)
                lists.append(elements)
                values.append(elements)
            case 123:
                let fields = try text.members(at: member.value.lowerBound)
                let numbers = fields.map { text.plain($0.key) }
                guard numbers.allSatisfy(FieldText.isInteger), rowNumbers == nil || rowNumbers == numbers else {
                    return nil
                }
                rowNumbers = numbers
                lists.append(fields.map { $0.key.lowerBound..<$0.value.upperBound })
                values.append(fields.map(\.value))
            default: return nil
            }
        }
        let rows = values[0].count
        guard rows > 0, values.allSatisfy({ $0.count == rows }) else { return nil }
        var table = JSONTable(keys: members.map { Array(text.view[$0.key]) }, lists: lists, rowCount: rows)
        table.cells.reserveCapacity(rows * values.count)
        for row in 0..<rows { for column in values { table.cells.append(column[row]) } }
        table.notice = "The file is read as an object of columns."
        return table
    }

    /// Arrays of fields; the first may hold the names.
    ///
    /// - Parameter names: the keys of the columns, where they stand elsewhere.
    static func arrays(
        _ text: JSONText, _ rows: [Range<Int>], names: [[UInt8]]?, hasHeader: Bool? = nil
    ) throws(JSONFault) -> JSONTable? {
        var fields: [[Range<Int>]] = []
        for row in rows { fields.append(try text.elements(at: row.lowerBound)) }
        guard let first = fields.first, !first.isEmpty else { return nil }
        var table = JSONTable(rowCount: rows.count)
        var rows = rows
        var keys = names
        if names == nil {
            let texts = fields.prefix(200).map { $0.map(text.plain) }
            let areTexts = first.allSatisfy { text.bytes[$0.lowerBound] == 34 }
            let header = hasHeader ?? (areTexts && DelimitedHeader(texts[0], above: Array(texts.dropFirst())).isHeader)
            table.hasHeader = header
            if header {
                keys = first.map(text.asKey)
                rows.removeFirst()
                fields.removeFirst()
            }
        }
        let width = max(keys?.count ?? 0, fields.map(\.count).max() ?? 0)
        guard !fields.isEmpty, width <= ReadingLimits.columns else { return nil }
        var made = keys ?? []
        while made.count < width { made.append(Array("\"column \(made.count + 1)\"".utf8)) }
        table.keys = made
        table.lists = [rows]
        table.rowCount = rows.count
        table.cells.reserveCapacity(rows.count * width)
        for row in fields {
            table.cells += row
            for _ in row.count..<width { table.cells.append(0..<0) }
        }
        let named = keys == nil ? "without names" : "below their names"
        table.notice = "The file is read as arrays of fields \(named)."
        return table
    }
}

extension JSONText {
    var view: SourceView { SourceView(start: bytes, count: count) }

    /// The keys and values of the object at `start`.
    func members(at start: Int) throws(JSONFault) -> [(key: Range<Int>, value: Range<Int>)] {
        var members: [(key: Range<Int>, value: Range<Int>)] = []
        var traits: Traits = []
        var i = skipSpace(start + 1)
        if try byte(i) == 125 { return [] }
        while true {
            guard try byte(i) == 34 else { throw unexpected("a key", at: i) }
            let key = i..<(try string(i + 1, &traits) + 1)
            i = skipSpace(key.upperBound)
            guard try byte(i) == 58 else { throw unexpected("':'", at: i) }
            i = skipSpace(i + 1)
            let end = try anyValue(i, 1, &traits)
            members.append((key, i..<end))
            i = skipSpace(end)
            let mark = try byte(i)
            if mark == 125 { return members }
            guard mark == 44 else { throw unexpected("a comma or '}'", at: i) }
            i = skipSpace(i + 1)
        }
    }

    /// The elements of the array at `start`.
    func elements(at start: Int) throws(JSONFault) -> [Range<Int>] {
        var elements: [Range<Int>] = []
        var traits: Traits = []
        var i = skipSpace(start + 1)
        if try byte(i) == 93 { return [] }
        while true {
            let end = try anyValue(i, 1, &traits)
            elements.append(i..<end)
            i = skipSpace(end)
            let mark = try byte(i)
            if mark == 93 { return elements }
            guard mark == 44 else { throw unexpected("a comma or ']'", at: i) }
            i = skipSpace(i + 1)
        }
    }

    /// A value as a text: a string without quotes and escapes, anything else as it stands.
    func plain(_ value: Range<Int>) -> String {
        guard !value.isEmpty, bytes[value.lowerBound] == 34 else {
            return String(decoding: view[value], as: UTF8.self)
        }
        var output: [UInt8] = []
        JSONEscapes.append(SourceView(rebasing: view[(value.lowerBound + 1)..<(value.upperBound - 1)]), to: &output)
        return String(decoding: output, as: UTF8.self)
    }

    /// A value as a key: a string as it stands, anything else in quotes.
    func asKey(_ value: Range<Int>) -> [UInt8] {
        if bytes[value.lowerBound] == 34 { return Array(view[value]) }
        let text = view[value].flatMap { $0 == 34 || $0 == 92 ? [92, $0] : $0 < 32 ? [32] : [$0] }
        return [34] + text + [34]
    }
}
