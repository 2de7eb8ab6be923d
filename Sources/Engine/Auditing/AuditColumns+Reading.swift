public import Fairness
import Foundation
public import Records

extension AuditColumns {
    /// What the model said and what was true, of every record that has all that was named.
    ///
    /// - Parameters:
    ///   - isCopy: whether each row is an exact copy of another; nil where that isn't known.
    ///   - erased: one a row: the records that no figure may count; nil: none.
    ///   - chosen: the rows that a filter chose; nil: all.
    /// - Throws: `Refusal`: 64 for a column that is not there, with the name that may have been meant; 65 for values that
    ///   are no outcome, score, weight or frequency, with line, column and value.
    /// - Complexity: O(rows × columns).
    public func read(
        _ table: Table, schema: Schema, settings: AuditSettings, isCopy: [Bool]? = nil, without erased: [Bool]? = nil,
        only chosen: [Bool]? = nil
    ) throws -> AuditedRows {
        try schema.validate(against: table)
        for name in named + neighbours + swapped + marked.map(\.column) { _ = try table.index(of: name) }
        var settings = settings
        var verdicts = try verdicts(table, &settings)
        let weights = try weight.map { try NumberColumn($0, of: table).weights() }
        let scores = verdicts.scores
        let rows = try rows(table, &verdicts, erased, chosen)
        var input = AuditInput(
            outcomes: outcomes(verdicts, weights, rows), groupings: try schema.groupings(in: table, rows: rows))
        verdicts.notes += singleGroups(schema, input.groupings)
        input.controls = try schema.controlGroupings(in: table, rows: rows)
        input.settings = settings
        input.names = OutcomeNames(truth: truth, prediction: prediction, score: score, weight: weight)
        input.classes = verdicts.classes.map { names, truth, prediction in
            ClassOutcomes(names: names, truth: rows.map { truth[$0] }, prediction: rows.map { prediction[$0] })
        }
        input.numbers = verdicts.numbers.map { truth, prediction in
            NumberOutcomes(truth: rows.map { truth[$0] ?? 0 }, prediction: rows.map { prediction[$0] ?? 0 })
        }
        input.features = try features(table, rows)
        if let isCopy {
            input.marks.append(RecordMark(metric: "duplicateRate", holds: rows.map { isCopy[$0] }))
        }
        input.marks += try marks(table, rows)
        if detects { input.marks.append(try table.detectorMark(rows)) }
        input.swaps = try swaps(table, rows, scores)
        return AuditedRows(rows: rows, input: input, notes: verdicts.notes, cut: verdicts.cut)
    }

    private func outcomes(_ verdicts: Verdicts, _ weights: [Double]?, _ rows: [Int]) -> Outcomes {
        let (truth, classes, scores) = (verdicts.truth, verdicts.classes, verdicts.scores)
        return Outcomes(
            truth: rows.map { truth?[$0] ?? false }, prediction: rows.map { verdicts.prediction[$0] ?? false },
            score: scores.map { scores in rows.map { scores[$0] ?? 0 } },
            weight: weights.map { weights in rows.map { weights[$0] } }, knowsTruth: truth != nil,
            right: classes.map { classes in rows.map { classes.truth[$0] == classes.prediction[$0] } })
    }

    /// The rows that are audited, ascending, each as often as it stands for records; says what was left out.
    private func rows(
        _ table: Table, _ verdicts: inout Verdicts, _ erased: [Bool]?, _ chosen: [Bool]?
    ) throws -> [Int] {
        func left(_ rows: [Int], of before: [Int], _ words: (String) -> String) -> String? {
            rows.count == before.count ? nil : words((before.count - rows.count).counted("record"))
        }
        func was(_ count: String) -> String { count.hasPrefix("1 ") ? "was" : "were" }
        let all = Array(0..<table.rowCount)
        let present = all.filter { erased?[$0] != true }
        var notes = [left(present, of: all) { "\($0) \(was($0)) erased and left out." }]
        var rows = present
        if let split {
            let column = try table.column(named: split)
            let tested = rows.filter { Self.isTest(column.text($0)) }
            guard !tested.isEmpty else {
                throw Refusal(
                    .badData, "No record of '\(split)' says 'test', so nothing was held out to audit.",
                    next:
                        "It has: \(Column.values(of: [column]).prefix(6).joined(separator: ", ")). Leave --split out to "
                        + "audit all records.")
            }
            notes.append(
                "Audited are the \(tested.count.counted("record")) whose '\(split)' says 'test'; "
                    + "\((rows.count - tested.count).grouped) others were learned from.")
            rows = tested
        }
        if let chosen {
            let matching = rows.filter { chosen[$0] }
            guard !matching.isEmpty else {
                throw Refusal(.badData, "No record matches the filter.", next: "Try it with: lethe show FILE --where …")
            }
            notes.append(
                "\(matching.count.grouped) of \(rows.count.counted("record")) match the filter, and are audited.")
            rows = matching
        }
        let told = rows.filter { row in
            (verdicts.truth.map { $0[row] != nil } ?? true) && verdicts.prediction[row] != nil
                && verdicts.scores.map { $0[row] != nil } ?? true
        }
        let parts = [truth == nil ? nil : "truth", "prediction", score == nil ? nil : "score"].compactMap(\.self)
        let what =
            parts.count == 1 ? "prediction" : parts.dropLast().joined(separator: ", ") + " or " + (parts.last ?? "")
        notes.append(left(told, of: rows) { "\($0) without \(what) \(was($0)) left out." })
        verdicts.notes += notes.compactMap(\.self)
        guard !told.isEmpty else {
            let both = truth == nil ? "a prediction" : "both truth and prediction"
            throw Refusal(.badData, "No record has \(both).", next: "Name other columns.")
        }
        guard let frequency else { return told }
        let times = try NumberColumn(frequency, of: table).frequencies()
        let repeated = told.flatMap { Array(repeating: $0, count: times[$0]) }
        guard !repeated.isEmpty else {
            throw Refusal(
                .badData, "Every frequency in '\(frequency)' of what is audited is 0.", next: "Name another column.")
        }
        verdicts.notes.append(
            "\(told.count.counted("row")) \(told.count == 1 ? "stands" : "stand") for \(repeated.count.counted("record")), "
                + "as '\(frequency)' says.")
        return repeated
    }

    /// As splits are written: "test", "Test", "testing", "held-out".
    private static func isTest(_ text: String) -> Bool {
        ["test", "testing", "held-out", "heldout", "holdout"].contains(text.lowercased())
    }

    private func features(_ table: Table, _ rows: [Int]) throws -> FeatureRows? {
        guard !neighbours.isEmpty else { return nil }
        let columns = try neighbours.map { try NumberColumn($0, of: table).complete() }
        return FeatureRows(
            width: columns.count, values: rows.flatMap { row in columns.map { $0[row] } })
    }
}
