import Records

/// A column of a table as a yes/no outcome.
struct OutcomeColumn {
    /// One a row; nil where the value is missing.
    let isPositive: [Bool?]
    /// The rule that the column was read by.
    let rule: OutcomeRule
    /// What was assumed, a sentence; nil where nothing was.
    let note: String?

    /// - Parameters:
    ///   - rule: what counts as positive; where it says nothing of this column and its values are yes and no by
    ///     themselves, they are read so, and a note says it.
    ///   - other: for predictions the column of the truth, for which a value may be meant that is never predicted.
    /// - Throws: `Refusal` (65) for more than two values, or where nothing says which one is positive.
    init(_ column: Column, in table: Table, rule: OutcomeRule, other: Column? = nil) throws {
        let present = column.presentCodes
        guard !present.isEmpty else {
            throw Refusal(.badData, "'\(column.name)' has no value in any record.", next: "Name another column.")
        }
        var used = rule
        var note: String?
        if !rule.divides(column) {
            if column.isYesOrNo {
                used = .usual
                if rule != .usual, let other, rule.divides(other) {
                    note = "'\(column.name)' is yes or no by itself: 1, true and yes count as positive in it."
                }
            } else if !Self.isKnown(column, rule, other) {
                throw Self.unclear(column, present, rule, in: table)
            }
        }
        let spoken = column.spokenCount
        if spoken > 2 {
            switch used {
            case .usual: throw Self.tooMany(column, present, spoken, in: table)
            case .values(let values):
                let others = present.filter { !used.holds(column, $0) }.prefix(6).map { "'\(column.distinct[$0])'" }
                note =
                    "\(values.map { "'\($0)'" }.joined(separator: ", ")) of '\(column.name)' "
                    + "\(values.count == 1 ? "counts" : "count") as positive against "
                    + "\(others.joined(separator: ", "))\(spoken - values.count > others.count ? ", …" : "")."
            case .bound: break
            }
        }
        let values = column.distinct.indices.map { code -> Bool? in
            column.isMissingCode[code] ? nil : used.holds(column, code)
        }
        isPositive = column.codes.map { values[Int($0)] }
        self.rule = used
        self.note = note
    }

    /// Whether a column that never is positive says so in words that are known: those of the other column, or those of a
    /// bound that all its numbers lie on one side of.
    private static func isKnown(_ column: Column, _ rule: OutcomeRule, _ other: Column?) -> Bool {
        if case .bound = rule { return column.presentCodes.allSatisfy { !column.numbers[$0].isNaN } }
        guard let other, column.spokenCount <= 2 else { return false }
        return rule.divides(other)
            && column.presentCodes.allSatisfy { code in
                other.holds(column.distinct[code]) || column.isNo(code)
            }
    }

    private static func unclear(_ column: Column, _ present: [Int], _ rule: OutcomeRule, in table: Table) -> Refusal {
        if case .bound(let bound) = rule {
            let row = column.codes.firstIndex { present.contains(Int($0)) && column.numbers[Int($0)].isNaN } ?? 0
            return Refusal(
                .badData,
                "\(table.fileName(of: row)) line \(table.line(row)): '\(column.text(row))' in '\(column.name)' is no number.",
                next: "'\(bound.side.rawValue)\(bound.value)' needs numbers; name a value with --positive VALUE.")
        }
        let spoken = column.spokenCount
        if spoken > 2 { return tooMany(column, present, spoken, in: table) }
        let choices = present.prefix(2).map { "--positive '\(column.distinct[$0])'" }.joined(separator: " or ")
        return Refusal(
            .badData, "No value of '\(column.name)' counts as positive.", next: "Say which one does, with \(choices).")
    }

    private static func tooMany(_ column: Column, _ present: [Int], _ count: Int, in table: Table) -> Refusal {
        let some = present.prefix(4).map { column.distinct[$0] }.joined(separator: ", ")
        let row = column.codes.firstIndex { code in present.dropFirst(2).contains(Int(code)) } ?? 0
        let middle = present.map { column.numbers[$0] }.filter { !$0.isNaN }.sorted()
        return Refusal(
            .badData,
            "'\(column.name)' has \(count) values (\(some)\(present.count > 4 ? ", …" : ""); the third on line "
                + "\(table.line(row))); a yes/no outcome has two.",
            next: column.kind == .number
                ? "Say from which on it is positive: --positive '>=\(middle[middle.count / 2])'. If classes: --classes; "
                    + "if numbers: --regression."
                : "Say which count as positive: --positive VALUE,VALUE; for several classes: --classes.")
    }
}

extension Column {
    /// Whether a value says no.
    func isNo(_ code: Int) -> Bool { numbers[code] == 0 || OutcomeRule.no.contains(distinct[code].lowercased()) }
}
