import Learning
import Records

/// A table read as training data: its schema, ids and labels. Immutable; shared by every job.
struct Dataset: Sendable {
    let table: Table
    let schema: Schema
    let seed: UInt64
    /// Which columns were asked for; nil where those of the schema were.
    let roles: ColumnRoles?
    let identities: Identities
    /// One label a row; nil where the target is missing, or when there is no target yet.
    let labels: [Bool?]
    /// The part that a test set beside, or a split column, puts each row into; nil in it: one half or the other of what is
    /// held out.
    let declaredParts: [Part?]?
    /// The part of every id: a hash of it says which, unless that is declared.
    let partOfID: [Part]
    /// Whether it was made of what was kept.
    let isKept: Bool
    /// Rows that were forgotten when that was kept.
    let wereForgotten: [Int]

    /// - Parameter kept: what was kept of this table, schema and seed.
    init(table: Table, schema: Schema, seed: UInt64, roles: ColumnRoles? = nil, kept: KeptRecords? = nil) throws {
        if let kept, let labels = kept.labels {
            self.table = table
            self.schema = schema
            self.seed = seed
            self.roles = roles
            identities = kept.identities
            self.labels = labels
            declaredParts = kept.declaredParts
            isKept = true
            wereForgotten = kept.forgotten
            partOfID =
                kept.partOfID ?? Self.parts(of: identities.ids, declared: declaredParts, schema, seed)
            return
        }
        isKept = kept != nil
        wereForgotten = kept?.forgotten ?? []
        try schema.validate(against: table)
        self.table = table
        self.schema = schema
        self.seed = seed
        self.roles = roles
        identities = try kept?.identities ?? Identities(table: table, seed: seed, idColumn: schema.idColumn)
        labels = try schema.target?.labels(in: table) ?? Array(repeating: nil, count: table.rowCount)
        declaredParts =
            try Self.testSetParts(table)
            ?? schema.splitColumn.map { name in
                let column = try table.column(named: name)
                // Validated above: every value names a part.
                let parts = column.distinct.map(SplitNames.part)
                // Where there is no part to choose by, half of what is held out is.
                let isHalved = !parts.contains(.selection) || !parts.contains(.test)
                return column.codes.map { code in
                    let part = parts[Int(code)] ?? .test
                    return part == .train || !isHalved ? part : nil
                }
            }
        partOfID = Self.parts(of: identities.ids, declared: declaredParts, schema, seed)
    }

    /// - Complexity: O(records), a hash each, on all cores.
    private static func parts(
        of ids: [RecordID], declared: [Part?]?, _ schema: Schema, _ seed: UInt64
    ) -> [Part] {
        // Of what is declared to be held out, half is to choose by.
        let split = Split(seed: seed, testFraction: declared == nil ? schema.testFraction : 1)
        return Parallel.map(ids.count, piece: 4096) { split.part(of: ids[$0]) }
    }

    /// The records of the file train, those of the test set beside are held out; nil where there is none.
    private static func testSetParts(_ table: Table) -> [Part?]? {
        guard let first = table.firstTestRow else { return nil }
        return (0..<table.rowCount).map { $0 < first ? .train : nil }
    }

    /// Labels for the solver; rows without one are never among its rows.
    var knownLabels: [Bool] { labels.map { $0 ?? false } }

    /// Who trains and who is held out once `forgotten` rows are gone.
    func assignment(without forgotten: [Bool]) -> Assignment {
        let ids = identities.ids(without: forgotten)
        var parts: [Part?] = Array(repeating: nil, count: ids.count)
        for (row, id) in ids.enumerated() {
            guard let id, labels[row] != nil else { continue }
            parts[row] = declaredParts?[row] ?? partOfID[learningRow(row, id)]
        }
        return Assignment(ids: ids, parts: parts) { learningRow($0, ids[$0]) }
    }

    /// The row that stands for an id in learning: the one that has it while nothing is forgotten. Of identical records the
    /// last ones are forgotten, so those that stay take the ids, and with them the places, of the first ones.
    private func learningRow(_ row: Int, _ id: RecordID?) -> Int {
        if identities.ids[row] == id { return row }
        return identities.twins(of: row).first { identities.ids[$0] == id } ?? row
    }
}

/// Which retained rows train, and which are held out for choosing (`selection`) and for reporting (`test`).
struct Assignment: Sendable {
    let ids: [RecordID?]
    let parts: [Part?]
    let training: [Int]
    /// For each of `training` the row that stands for it in learning.
    let learning: [Int]
    let selection: [Int]
    let test: [Int]

    init(ids: [RecordID?], parts: [Part?], learningRow: (Int) -> Int) {
        self.ids = ids
        self.parts = parts
        training = parts.indices.filter { parts[$0] == .train }
        learning = training.map(learningRow)
        selection = parts.indices.filter { parts[$0] == .selection }
        test = parts.indices.filter { parts[$0] == .test }
    }

    /// The rows that a model is fitted to, ascending.
    var learningRows: [Int] { learning.sorted() }

    /// How many ids that are gone in `later` trained here, and how many were held out; ids without a label did neither.
    func removed(in later: Assignment) -> (training: Int, heldOut: Int) {
        // Ids move between identical records alone.
        let moved = ids.indices.filter { ids[$0] != later.ids[$0] }
        let remaining = Set(moved.compactMap { later.ids[$0] })
        var training = 0
        var heldOut = 0
        for row in moved {
            guard let id = ids[row], !remaining.contains(id) else { continue }
            switch parts[row] {
            case .train: training += 1
            case .selection, .test: heldOut += 1
            case nil: break
            }
        }
        return (training, heldOut)
    }
}
