import Canvas
import Engine
public import Records

/// What a person decided about a new file.
public struct SetUpChoices: Sendable, Hashable {
    public var schema: Schema
    public var seed: UInt64
    public var actor: String
}

/// How a new file is to be read: every field guessed, every field editable.
public struct SetUpForm: Sendable {
    /// What a column is for.
    enum Use: Sendable, Hashable { case target, text, feature, group, id, subject }

    /// The lines above the columns.
    enum Field: Int, CaseIterable, Sendable { case positive, heldOut, seed, name }

    let fileName: String
    let notices: [String]
    let recordCount: Int
    let columns: [ColumnSummary]
    private let values: [String: [String]]
    /// What is chosen so far.
    public var schema: Schema
    var fields: [TextField]
    var cursor = ListCursor()
    var isCreating = false

    /// Starts from a guessed schema, or from what was said on the command line.
    public init(table: Table, schema: Schema, seed: UInt64 = 1, actor: String) {
        fileName = table.fileName
        notices = table.notices
        recordCount = table.rowCount
        columns = table.columnNames.indices.map { ColumnSummary(table.column($0)) }
        var values: [String: [String]] = [:]
        for index in table.columnNames.indices {
            let column = table.column(index)
            let known = zip(column.distinct, column.isMissingCode).filter { !$0.1 }.map(\.0)
            values[table.columnNames[index]] = Array(known.prefix(50))
        }
        self.values = values
        self.schema = schema
        fields = [
            TextField(schema.target?.positiveText ?? ""), TextField(Self.percent(schema.testFraction)),
            TextField("\(seed)"), TextField(actor),
        ]
    }

    /// "25", or "12.5".
    private static func percent(_ share: Double) -> String {
        let text = (share * 100).fixed(2)
        return text.hasSuffix(".00") ? String(text.dropLast(3)) : text
    }

    var count: Int { Field.allCases.count + columns.count }

    var field: Field? { Field(rawValue: cursor.position) }

    var column: String? {
        let index = cursor.position - Field.allCases.count
        return columns.indices.contains(index) ? columns[index].name : nil
    }

    func uses(_ name: String) -> [Use] {
        var uses: [Use] = []
        if schema.target?.column == name { uses.append(.target) }
        if schema.textColumns.contains(name) { uses.append(.text) }
        if schema.features.contains(name) { uses.append(.feature) }
        if schema.groups.contains(name) { uses.append(.group) }
        if schema.idColumn == name { uses.append(.id) }
        if schema.subjectColumn == name { uses.append(.subject) }
        return uses
    }

    /// Gives a column a use, or takes it back.
    mutating func toggle(_ use: Use, _ name: String) {
        let has = uses(name).contains(use)
        switch use {
        case .target:
            schema.target = has ? nil : Target(column: name, positive: values[name]?.last ?? "1")
            schema.features.removeAll { $0 == name }
            schema.textColumns.removeAll { $0 == name }
            fields[Field.positive.rawValue] = TextField(schema.target?.positiveText ?? "")
        case .text:
            schema.features.removeAll { $0 == name }
            if has { schema.textColumns.removeAll { $0 == name } } else { schema.textColumns.append(name) }
        case .feature:
            schema.textColumns.removeAll { $0 == name }
            if has { schema.features.removeAll { $0 == name } } else { schema.features.append(name) }
        case .group: if has { schema.groups.removeAll { $0 == name } } else { schema.groups.append(name) }
        case .id: schema.idColumn = has ? nil : name
        case .subject: schema.subjectColumn = has ? nil : name
        }
    }

    /// The next value of the target that could be the positive one.
    mutating func nextPositive(_ step: Int) {
        guard let target = schema.target, let values = values[target.column], !values.isEmpty else { return }
        let now = values.firstIndex(of: fields[Field.positive.rawValue].text) ?? -1
        fields[Field.positive.rawValue] = TextField(values[(now + step + values.count) % values.count])
    }

    /// What was chosen.
    ///
    /// - Throws: `Refusal` naming the field that can't be read.
    func choices() throws -> SetUpChoices {
        var schema = schema
        if let target = schema.target {
            schema.target = Target(column: target.column, positive: fields[Field.positive.rawValue].text)
        }
        let heldOut = fields[Field.heldOut.rawValue].text
        guard let percent = Double(heldOut), (0..<100).contains(percent) else {
            throw Refusal(.usage, "'\(heldOut)' is not a share to hold out.", next: "Type a percentage from 0 to 99.")
        }
        schema.testFraction = percent / 100
        guard let seed = UInt64(fields[Field.seed.rawValue].text) else {
            throw Refusal(.usage, "'\(fields[Field.seed.rawValue].text)' is not a seed.", next: "Type a whole number.")
        }
        let actor = fields[Field.name.rawValue].text
        guard !actor.isEmpty else {
            throw Refusal(.usage, "Your name is empty.", next: "The journal needs to say who decided.")
        }
        return SetUpChoices(schema: schema, seed: seed, actor: actor)
    }
}

extension Dashboard {
    mutating func pressInForm(_ key: Key) -> [Effect] {
        guard var form else { return [] }
        defer { if self.form != nil { self.form = form } }
        message = nil
        switch key {
        case .enter: return startProject(&form)
        case .escape, .control("c"): return [.quit]
        case .down, .tab, .control("n"): form.cursor.move(by: 1, count: form.count)
        case .up, .backTab, .control("p"): form.cursor.move(by: -1, count: form.count)
        case .pageDown: form.cursor.move(by: 10, count: form.count)
        case .pageUp: form.cursor.move(by: -10, count: form.count)
        case .left where form.field == .positive: form.nextPositive(-1)
        case .right where form.field == .positive: form.nextPositive(1)
        default:
            if let field = form.field {
                _ = form.fields[field.rawValue].take(key)
            } else if let name = form.column {
                if name == form.schema.target?.column, [.char("x"), .char("f"), .char(" ")].contains(key) {
                    message = Message(
                        text: "\(name) is the target, which can't be learned from: t takes that back.", isRefusal: true)
                    return []
                }
                switch key {
                case .char("t"): form.toggle(.target, name)
                case .char("x"): form.toggle(.text, name)
                case .char("f"), .char(" "): form.toggle(.feature, name)
                case .char("g"): form.toggle(.group, name)
                case .char("i"): form.toggle(.id, name)
                case .char("u"): form.toggle(.subject, name)
                case .char("j"): form.cursor.move(by: 1, count: form.count)
                case .char("k"): form.cursor.move(by: -1, count: form.count)
                case .char("q"), .char("Q"): return [.quit]
                default: break
                }
            }
        }
        return []
    }

    private mutating func startProject(_ form: inout SetUpForm) -> [Effect] {
        guard !form.isCreating else { return [] }
        do {
            let choices = try form.choices()
            form.isCreating = true
            return [.create(choices)]
        } catch {
            message = Message(text: "\(error)", isRefusal: true)
            return []
        }
    }
}
