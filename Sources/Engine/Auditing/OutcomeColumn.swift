import Records

/// A column of a table as a yes/no outcome.
struct OutcomeColumn {
    /// One a row; nil where the value is missing.
    let isPositive: [Bool?]

    /// - Parameters:
    ///   - positive: the value that counts as positive, or ">=0.5"; nil: 1, true or yes.
    ///   - truth: for predictions the values of the truth, among which a prediction that never changes has to be.
    /// - Throws: `Refusal` (65) for more than two values, or where nothing says which one is positive.
    init(_ column: Column, in table: Table, positive: String?, truth: Column? = nil) throws {
        if let positive, case .atLeast(let bound) = Target(column: column.name, positive: positive).positive {
            isPositive = try Self.atLeast(bound, column, in: table)
            return
        }
        let values = column.distinct.indices.map { code -> Bool? in
            if column.isMissingCode[code] { return nil }
            return Self.isPositive(column, code, positive)
        }
        let present = column.distinct.indices.filter { values[$0] != nil }
        let spoken = Set(present.map { column.numbers[$0].isNaN ? column.distinct[$0] : "\(column.numbers[$0])" })
        guard !present.isEmpty else {
            throw Refusal(.badData, "'\(column.name)' has no value in any record.", next: "Name another column.")
        }
        guard spoken.count <= 2 else { throw Self.tooMany(column, present, spoken.count, in: table) }
        let isKnown = truth.map { Self.isValue(column, present, of: $0) } ?? false
        guard values.contains(true) || (spoken.count == 1 && isKnown) else {
            throw Refusal(
                .badData, "No value of '\(column.name)' counts as positive.",
                next: "Say which one does: --positive \(present.first.map { column.distinct[$0] } ?? "VALUE")")
        }
        isPositive = column.codes.map { values[Int($0)] }
    }

    private static func isPositive(_ column: Column, _ code: Int, _ positive: String?) -> Bool {
        if let positive { return column.distinct[code] == positive || column.numbers[code] == Double(positive) }
        return column.numbers[code] == 1 || ["true", "yes", "y"].contains(column.distinct[code].lowercased())
    }

    private static func isValue(_ column: Column, _ present: [Int], of truth: Column) -> Bool {
        present.allSatisfy { code in
            truth.distinct.contains(column.distinct[code])
                || (!column.numbers[code].isNaN && truth.numbers.contains(column.numbers[code]))
                || ["0", "false", "no", "n"].contains(column.distinct[code].lowercased()) || column.numbers[code] == 0
        }
    }

    private static func atLeast(_ bound: Double, _ column: Column, in table: Table) throws -> [Bool?] {
        try column.codes.indices.map { row in
            guard !column.isMissing(row) else { return nil }
            guard !column.number(row).isNaN else {
                throw Refusal(
                    .badData,
                    "\(table.fileName) line \(table.line(row)): '\(column.text(row))' in '\(column.name)' is no number.",
                    next: "'>=\(bound)' needs numbers; name a value with --positive VALUE.")
            }
            return column.number(row) >= bound
        }
    }

    private static func tooMany(_ column: Column, _ present: [Int], _ count: Int, in table: Table) -> Refusal {
        let some = present.prefix(4).map { column.distinct[$0] }.joined(separator: ", ")
        let row = column.codes.firstIndex { code in present.dropFirst(2).contains(Int(code)) } ?? 0
        return Refusal(
            .badData,
            "'\(column.name)' has \(count) values (\(some)\(present.count > 4 ? ", …" : ""); the third on line "
                + "\(table.line(row))); a yes/no outcome has two.",
            next: column.kind == .number
                ? "If these are scores: --score \(column.name) --threshold 0.5. If classes: --classes; if numbers: --regression."
                : "Name a column with two values, or --positive VALUE; for several classes: --classes.")
    }
}
