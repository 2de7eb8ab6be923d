import Fairness
import Records

/// What a model says of the records of a second file, cut into yes and no as in the first.
struct LaterPredictions {
    /// One a row; nil where there is none.
    let isPositive: [Bool?]
    let scores: [Double?]?
    let classes: [String?]?
    let numbers: [Double?]?

    /// - Parameters:
    ///   - cut: the class, or the least number, that counted as positive in the first file.
    /// - Throws: as `AuditColumns.read`, naming the second file.
    init(_ columns: AuditColumns, in table: Table, cut: AuditedRows.Cut) throws {
        do {
            // Numbers that were cut are the scores, where no other column is.
            let scored = columns.score ?? (cut.bound != nil && columns.task == .binary ? columns.prediction : nil)
            scores = try scored.map { try NumberColumn($0, of: table).numbers() }
            let column = try columns.prediction.map { try table.column(named: $0) }
            switch (columns.task, column) {
            case (.numbers, let column?):
                let said = try NumberColumn(column.name, of: table).numbers()
                numbers = said
                isPositive = said.map { number in number.map { $0 >= cut.bound ?? 0 } }
                classes = nil
            case (_, let column?) where cut.name != nil:
                let texts = column.codes.indices.map { column.isMissing($0) ? nil : column.text($0) }
                classes = texts
                isPositive = texts.map { text in text.map { $0 == cut.name } }
                numbers = nil
            case (_, let column?) where cut.bound == nil:
                isPositive = try OutcomeColumn(column, in: table, rule: cut.rule ?? .usual).isPositive
                (classes, numbers) = (nil, nil)
            case (_, _):
                isPositive = (scores ?? []).map { score in score.map { $0 >= cut.bound ?? 0.5 } }
                (classes, numbers) = (nil, nil)
            }
        } catch let refusal as Refusal {
            let isNamed = refusal.sentence.hasPrefix(table.fileName)
            throw Refusal(
                refusal.kind, isNamed ? refusal.sentence : "\(table.fileName): \(refusal.sentence)",
                next: refusal.next)
        }
    }

    /// Whether there is all of a record that is asked for.
    func holds(_ row: Int) -> Bool { isPositive[row] != nil && scores.map { $0[row] != nil } ?? true }
}
