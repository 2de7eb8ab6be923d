import Learning
import Records

/// A table read as training data: its schema, ids and labels. Immutable; shared by every job.
struct Dataset: Sendable {
    let table: Table
    let schema: Schema
    let seed: UInt64
    let identities: Identities
    /// One label a row; nil where the target is missing, or when there is no target yet.
    let labels: [Bool?]
    private let declaredParts: [Part?]?

    init(table: Table, schema: Schema, seed: UInt64) throws {
        try schema.validate(against: table)
        self.table = table
        self.schema = schema
        self.seed = seed
        identities = try Identities(table: table, seed: seed, idColumn: schema.idColumn)
        labels = try schema.target?.labels(in: table) ?? Array(repeating: nil, count: table.rowCount)
        declaredParts = try schema.splitColumn.map { name in
            let column = try table.column(named: name)
            return try (0..<table.rowCount).map { try Self.declaredPart(column.text($0), name, table.line($0)) }
        }
    }

    /// Labels for the solver; rows without one are never among its rows.
    var knownLabels: [Bool] { labels.map { $0 ?? false } }

    /// Who trains and who is held out once `forgotten` rows are gone.
    func assignment(without forgotten: [Bool]) -> Assignment {
        let split = Split(seed: seed, testFraction: schema.testFraction)
        let half = Split(seed: seed, testFraction: 1)
        let ids = identities.ids(without: forgotten)
        var parts: [Part?] = Array(repeating: nil, count: ids.count)
        for (row, id) in ids.enumerated() {
            guard let id, labels[row] != nil else { continue }
            if let declaredParts {
                parts[row] = declaredParts[row] == .train ? .train : half.part(of: id)
            } else {
                parts[row] = split.part(of: id)
            }
        }
        return Assignment(ids: ids, parts: parts)
    }

    private static func declaredPart(_ text: String, _ column: String, _ line: Int) throws -> Part? {
        switch text.lowercased() {
        case "train", "training", "0", "false": .train
        case "test", "held-out", "heldout", "validation", "valid", "dev", "1", "true": .test
        default:
            throw Refusal(
                .badData, "Line \(line): the split column '\(column)' says '\(text)'.",
                next: "It must say 'train' or 'test' on every line, or leave --split out.")
        }
    }
}

/// Which retained rows train, and which are held out for choosing (`selection`) and for reporting (`test`).
struct Assignment: Sendable {
    let ids: [RecordID?]
    let parts: [Part?]
    let training: [Int]
    let selection: [Int]
    let test: [Int]

    init(ids: [RecordID?], parts: [Part?]) {
        self.ids = ids
        self.parts = parts
        training = parts.indices.filter { parts[$0] == .train }
        selection = parts.indices.filter { parts[$0] == .selection }
        test = parts.indices.filter { parts[$0] == .test }
    }

    /// How many ids that are gone in `later` trained here, and how many were held out; ids without a label did neither.
    func removed(in later: Assignment) -> (training: Int, heldOut: Int) {
        let remaining = Set(later.ids.compactMap { $0 })
        var training = 0
        var heldOut = 0
        for (row, id) in ids.enumerated() {
            guard let id, !remaining.contains(id) else { continue }
            switch parts[row] {
            case .train: training += 1
            case .selection, .test: heldOut += 1
            case nil: break
            }
        }
        return (training, heldOut)
    }
}
