public import Fairness
import Foundation
public import Records

extension AuditColumns {
    /// What the model said and what was true, of every record that has both.
    ///
    /// - Parameters:
    ///   - isCopy: whether each row is an exact copy of another; nil where that isn't known.
    ///   - erased: one a row: the records that no figure may count; nil: none.
    /// - Throws: `Refusal`: 64 for a column that is not there, with the name that may have been meant; 65 for values that
    ///   are no outcome, score or weight, with line, column and value.
    /// - Complexity: O(rows × columns).
    public func read(
        _ table: Table, schema: Schema, settings: AuditSettings, isCopy: [Bool]? = nil, without erased: [Bool]? = nil
    ) throws -> AuditedRows {
        try schema.validate(against: table)
        for name in named + neighbours + swapped + marked.map(\.column) { _ = try table.index(of: name) }
        var settings = settings
        let scores = try score.map { try NumberColumn($0, of: table).scores() }
        let weights = try weight.map { try NumberColumn($0, of: table).weights() }
        var verdicts = try verdicts(table, scores, &settings)
        let present = (0..<table.rowCount).filter { erased?[$0] != true }
        if present.count < table.rowCount {
            let gone = table.rowCount - present.count
            verdicts.notes.append("\(gone.counted("record")) \(gone == 1 ? "was" : "were") erased and left out.")
        }
        let rows = present.filter { row in
            verdicts.truth[row] != nil && verdicts.prediction[row] != nil && scores.map { $0[row] != nil } ?? true
        }
        if rows.count < present.count {
            let what = scores == nil ? "truth or prediction" : "truth, prediction or score"
            let absent = present.count - rows.count
            verdicts.notes.append(
                "\(absent.counted("record")) without \(what) \(absent == 1 ? "was" : "were") left out.")
        }
        let truth = rows.map { verdicts.truth[$0] ?? false }
        try check(truth, of: table, task)
        var input = AuditInput(
            outcomes: Outcomes(
                truth: truth, prediction: rows.map { verdicts.prediction[$0] ?? false },
                score: scores.map { scores in rows.map { scores[$0] ?? 0 } },
                weight: weights.map { weights in rows.map { weights[$0] } }),
            groupings: try schema.groupings(in: table, rows: rows))
        verdicts.notes += singleGroups(schema, input.groupings)
        input.controls = try schema.controlGroupings(in: table, rows: rows)
        input.settings = settings
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

    /// Truth and prediction of every row, and what they were before they became yes or no.
    private struct Verdicts {
        var truth: [Bool?]
        var prediction: [Bool?]
        var classes: (names: [String], truth: [Int], prediction: [Int])?
        var numbers: (truth: [Double?], prediction: [Double?])?
        var notes: [String] = []
        var cut = AuditedRows.Cut()
    }

    private func verdicts(_ table: Table, _ scores: [Double?]?, _ settings: inout AuditSettings) throws -> Verdicts {
        switch task {
        case .binary: return try binary(table, scores, &settings)
        case .classes: return try classes(table)
        case .numbers: return try numbers(table)
        }
    }

    private func binary(_ table: Table, _ scores: [Double?]?, _ settings: inout AuditSettings) throws -> Verdicts {
        let truthColumn = try table.column(named: truth)
        let truth = try OutcomeColumn(truthColumn, in: table, positive: positive).isPositive
        if let prediction {
            let predicted = try OutcomeColumn(
                try table.column(named: prediction), in: table, positive: positive, truth: truthColumn)
            return Verdicts(truth: truth, prediction: predicted.isPositive)
        }
        guard let scores, let score else {
            throw Refusal(
                .usage, "Nothing says what the model predicted.",
                next: "Name the column: --prediction COL, or --score COL --threshold 0.5.")
        }
        let bound = threshold ?? 0.5
        settings.threshold = bound
        return Verdicts(
            truth: truth, prediction: scores.map { score in score.map { $0 >= bound } },
            notes: ["Predicted positive where '\(score)' is at least \(bound)."], cut: .init(bound: bound))
    }

    private func classes(_ table: Table) throws -> Verdicts {
        let (said, names) = try texts(table)
        let counts = names.indices.map { name in said.truth.count { $0 == name } }
        let wanted = try positive.map { positive in
            guard let code = names.firstIndex(of: positive) else {
                throw Refusal.unknown("class of '\(truth)'", positive, among: names)
            }
            return code
        }
        let one = wanted ?? names.indices.max { (counts[$0], $1) < (counts[$1], $0) } ?? 0
        func isOne(_ codes: [Int]) -> [Bool?] { codes.map { $0 < 0 ? nil : $0 == one } }
        return Verdicts(
            truth: isOne(said.truth), prediction: isOne(said.prediction),
            classes: (names, said.truth, said.prediction),
            notes: ["Yes/no metrics are of class '\(names[one])' against the rest; --positive CLASS chooses another."],
            cut: .init(name: names[one]))
    }

    /// A class a row, −1 where it is missing, and the classes' names by their UTF-8 bytes.
    private func texts(_ table: Table) throws -> (said: (truth: [Int], prediction: [Int]), names: [String]) {
        guard let prediction else {
            throw Refusal(.usage, "Nothing says which class the model predicted.", next: "Name it: --prediction COL.")
        }
        let columns = [try table.column(named: truth), try table.column(named: prediction)]
        func names(_ column: Column) -> Set<String> {
            Set(column.distinct.indices.filter { !column.isMissingCode[$0] }.map { column.distinct[$0] })
        }
        let all = names(columns[0]).union(names(columns[1])).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        guard (2...Schema.mostGroupValues).contains(all.count) else {
            throw Refusal(
                .badData,
                "'\(truth)' and '\(prediction)' have \(all.count.grouped) values together; "
                    + "2 to \(Schema.mostGroupValues) classes can be compared.",
                next: "Name columns of classes; for numbers: --regression.")
        }
        var place: [String: Int] = [:]
        for (index, name) in all.enumerated() { place[name] = index }
        func codes(_ column: Column) -> [Int] {
            let ofCode = column.distinct.indices.map {
                column.isMissingCode[$0] ? -1 : place[column.distinct[$0]] ?? -1
            }
            return column.codes.map { ofCode[Int($0)] }
        }
        return ((codes(columns[0]), codes(columns[1])), all)
    }

    private func numbers(_ table: Table) throws -> Verdicts {
        guard let prediction else {
            throw Refusal(.usage, "Nothing says which number the model predicted.", next: "Name it: --prediction COL.")
        }
        let truths = try NumberColumn(truth, of: table).numbers()
        let predicted = try NumberColumn(prediction, of: table).numbers()
        let sorted = truths.compactMap(\.self).sorted()
        guard !sorted.isEmpty else {
            throw Refusal(.badData, "'\(truth)' has no value in any record.", next: "Name another column.")
        }
        let bound = threshold ?? sorted[sorted.count / 2]
        func isHigh(_ numbers: [Double?]) -> [Bool?] { numbers.map { number in number.map { $0 >= bound } } }
        return Verdicts(
            truth: isHigh(truths), prediction: isHigh(predicted), numbers: (truths, predicted),
            notes: ["Yes/no metrics are of 'at least \(bound)'; --threshold NUMBER chooses another."],
            cut: .init(bound: bound))
    }

    private func check(_ truth: [Bool], of table: Table, _ task: Task) throws {
        guard let first = truth.first else {
            throw Refusal(.badData, "No record has both truth and prediction.", next: "Name other columns.")
        }
        if truth.allSatisfy({ $0 == first }) {
            throw Refusal(
                .badData,
                "The truth never changes: '\(self.truth)' is \(first ? "positive" : "negative") in all "
                    + "\(truth.count.counted("record")) of \(table.fileName), so no model can be right or wrong about it.",
                next: "Name the column of true outcomes, and --positive VALUE.")
        }
    }

    private func features(_ table: Table, _ rows: [Int]) throws -> FeatureRows? {
        guard !neighbours.isEmpty else { return nil }
        let columns = try neighbours.map { try NumberColumn($0, of: table).complete() }
        return FeatureRows(
            width: columns.count, values: rows.flatMap { row in columns.map { $0[row] } })
    }
}
