import Canvas
import Engine
public import Records

/// What a person decided about a new file.
public struct SetUpChoices: Sendable, Hashable {
    public var schema: Schema
    public var seed: UInt64
    public var actor: String
}

/// How a new file is to be read, and what its columns are for: every field guessed, every field editable.
public struct SetUpForm: Sendable {
    /// What a column is for.
    enum Use: CaseIterable, Sendable, Hashable { case target, text, feature, group, id, subject }

    /// The lines above the columns: those that are typed, then how the file is read.
    enum Field: Int, CaseIterable, Sendable {
        case positive, heldOut, seed, name, groups
        case format, delimiter, header, quoting, skip, comment, missing, encoding, compression

        var isTyped: Bool { rawValue < 5 }
    }

    let fileName: String
    /// The file beside that is held out; nil where there is none.
    let testSetName: String?
    private let table: ObjectIdentifier
    var notices: [String]
    var recordCount: Int
    /// 0…1, once every record is known.
    var loadedFraction: Double
    let columns: [ColumnSummary]
    /// How many records the guesses and the figures of the columns are from.
    let sampleCount: Int
    let values: [String: [String]]
    /// Bands for columns of many numbers, should one be a group.
    private let bands: [String: [Band]]
    /// What is chosen so far.
    public var schema: Schema
    /// How the file is read, and what of it somebody chose.
    public let reading: Reading
    public var choice: ReadingChoice
    var fields: [TextField]
    var cursor = ListCursor()
    var isCreating = false
    /// What columns were learned from as before they got another use: they are again once they lose it.
    private var inputBefore: [String: Use] = [:]
    /// What stands for no value, while it is typed.
    var typedMissing: TextField?
    /// The choice that the file is being read anew with.
    var reopening: ReadingChoice?

    /// Starts from a guessed schema, or from what was said on the command line.
    ///
    /// - Complexity: O(bytes of the table's sample).
    public init(
        table: Table, schema: Schema, seed: UInt64 = 1, actor: String, choice: ReadingChoice = ReadingChoice()
    ) {
        fileName = table.fileName
        testSetName = table.testSetName
        self.table = ObjectIdentifier(table)
        notices = table.notices
        recordCount = table.rowCount
        loadedFraction = table.isLoaded ? 1 : min(table.loadedFraction, 0.99)
        reading = table.reading
        self.choice = choice
        let sample = table.sample
        let known = sample.columnNames.compactMap { try? sample.column(named: $0) }
        sampleCount = sample.rowCount
        columns = known.map { ColumnSummary($0) }
        var values: [String: [String]] = [:]
        for column in known {
            let present = zip(column.distinct, column.isMissingCode).lazy.filter { !$0.1 }.map(\.0)
            values[column.name] = Array(present.prefix(50))
        }
        self.values = values
        var numbers = Schema(groups: known.filter { $0.kind == .number }.map(\.name))
        _ = try? numbers.proposeBands(for: sample)
        bands = numbers.bands ?? [:]
        self.schema = schema
        fields = [
            TextField(schema.target?.positiveText ?? ""), TextField(Self.percent(schema.testFraction)),
            TextField("\(seed)"), TextField(actor), TextField(GroupWords.text(of: schema)),
        ]
        // On the columns, where letters are keys.
        cursor.move(to: shownFields.count, count: count)
    }

    /// "25", or "12.5".
    private static func percent(_ share: Double) -> String {
        let text = (share * 100).fixed(2)
        return text.hasSuffix(".00") ? String(text.dropLast(3)) : text
    }

    /// The fields that have a meaning for the file's format.
    var shownFields: [Field] {
        reading.format.kind.options.contains(.dialect)
            ? Field.allCases : Field.allCases.filter { ![.delimiter, .header, .quoting, .skip, .comment].contains($0) }
    }

    var count: Int { shownFields.count + columns.count }

    var field: Field? { shownFields.indices.contains(cursor.position) ? shownFields[cursor.position] : nil }

    var column: String? {
        let index = cursor.position - shownFields.count
        return columns.indices.contains(index) ? columns[index].name : nil
    }

    func uses(_ name: String) -> [Use] {
        var uses: [Use] = []
        if schema.target?.column == name { uses.append(.target) }
        if schema.textColumns.contains(name) { uses.append(.text) }
        if schema.features.contains(name) { uses.append(.feature) }
        if isGroup(name) { uses.append(.group) }
        if schema.idColumn == name { uses.append(.id) }
        if schema.subjectColumn == name { uses.append(.subject) }
        return uses
    }

    /// Gives a column a use, or takes it back.
    mutating func toggle(_ use: Use, _ name: String) {
        let has = uses(name).contains(use)
        switch use {
        case .target:
            giveBackTarget()
            if !has {
                takeInput(of: name)
                schema.target = Target(column: name, positive: values[name]?.last ?? "1")
            }
            fields[Field.positive.rawValue] = TextField(schema.target?.positiveText ?? "")
        case .text:
            if has { giveBackInput(of: name) } else { takeInput(of: name) }
            if !has { schema.textColumns.append(name) }
        case .feature:
            if has { giveBackInput(of: name) } else { takeInput(of: name) }
            if !has { schema.features.append(name) }
        case .group: toggleGroup(name, has)
        case .id: schema.idColumn = has ? nil : name
        case .subject: schema.subjectColumn = has ? nil : name
        }
    }

    private func isGroup(_ name: String) -> Bool {
        schema.groups.contains(name) || schema.terms?.contains { $0.column == name } == true
    }

    /// A column of many numbers is compared in bands, one of text by the terms that it mentions.
    private mutating func toggleGroup(_ name: String, _ has: Bool) {
        if has {
            schema.groups.removeAll { $0 == name }
            schema.bands?[name] = nil
            schema.terms?.removeAll { $0.column == name }
        } else if columns.first(where: { $0.name == name })?.kind == .text {
            schema.terms = (schema.terms ?? []) + TermGroup.identities(in: name)
        } else {
            schema.groups.append(name)
            if let own = bands[name] { schema.bands = (schema.bands ?? [:]).merging([name: own]) { $1 } }
        }
        if schema.bands?.isEmpty == true { schema.bands = nil }
        if schema.terms?.isEmpty == true { schema.terms = nil }
        fields[Field.groups.rawValue] = TextField(GroupWords.text(of: schema))
    }

    /// Follows the line of groups as it is typed; what can't be read yet changes nothing.
    mutating func followGroups() {
        guard let read = try? groups() else { return }
        (schema.groups, schema.bands, schema.terms) = (read.groups, read.bands, read.terms)
    }

    /// What the line of groups says.
    private func groups() throws -> Schema {
        var read = Schema()
        try GroupWords(fields[Field.groups.rawValue].text, among: columns.map(\.name)).apply(to: &read)
        for name in read.groups where !columns.contains(where: { $0.name == name }) {
            throw Refusal.unknown("column", name, among: columns.map(\.name))
        }
        return read
    }

    /// Takes the target back; the column is learned from again as it would have been.
    private mutating func giveBackTarget() {
        guard let target = schema.target else { return }
        schema.target = nil
        giveBackInput(of: target.column)
    }

    /// Takes a column out of what is learned from, and remembers as what it was there.
    private mutating func takeInput(of name: String) {
        inputBefore[name] = uses(name).first { $0 == .feature || $0 == .text }
        schema.features.removeAll { $0 == name }
        schema.textColumns.removeAll { $0 == name }
    }

    /// Gives a column the use that it had before the one that it has now as an input, or as the target.
    private mutating func giveBackInput(of name: String) {
        schema.features.removeAll { $0 == name }
        schema.textColumns.removeAll { $0 == name }
        switch inputBefore.removeValue(forKey: name) {
        case .text: schema.textColumns.append(name)
        case .feature: schema.features.append(name)
        default: break
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
        let read = try groups()
        (schema.groups, schema.bands, schema.terms) = (read.groups, read.bands, read.terms)
        let actor = fields[Field.name.rawValue].text
        guard !actor.isEmpty else {
            throw Refusal(.usage, "Your name is empty.", next: "The journal needs to say who decided.")
        }
        return SetUpChoices(schema: schema, seed: seed, actor: actor)
    }

    // MARK: Following the file

    /// Whether a snapshot is of the file that the form is about, without a project.
    func isAbout(_ snapshot: Snapshot) -> Bool {
        snapshot.browsing != nil && ObjectIdentifier(snapshot.table) == table
    }

    /// Follows the file as it loads.
    mutating func follow(_ snapshot: Snapshot) {
        recordCount = snapshot.counts.records
        loadedFraction = snapshot.browsing?.loadedFraction ?? 1
        if loadedFraction == 1 { notices = snapshot.table.notices }
    }

    /// Nothing is being done any more: it was refused, or given up.
    mutating func stopWaiting() {
        isCreating = false
        reopening = nil
    }

    /// This form of a file that was read anew, with what a person typed in the one before.
    func keeping(_ before: SetUpForm) -> SetUpForm {
        var form = self
        for field in [Field.heldOut, .seed, .name] { form.fields[field.rawValue] = before.fields[field.rawValue] }
        if columns.map(\.name) == before.columns.map(\.name) {
            form.schema = before.schema
            for field in [Field.positive, .groups] { form.fields[field.rawValue] = before.fields[field.rawValue] }
        }
        if let field = before.field, let place = form.shownFields.firstIndex(of: field) {
            form.cursor.move(to: place, count: form.count)
        }
        return form
    }
}
