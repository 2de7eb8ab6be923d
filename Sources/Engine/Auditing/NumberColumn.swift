import Records

/// A column of a table as numbers, with the place of the first one that won't do.
struct NumberColumn {
    let table: Table
    let column: Column

    init(_ name: String, of table: Table) throws {
        self.table = table
        column = try table.column(named: name)
    }

    /// - Returns: the value of every row; nil where it is missing.
    /// - Throws: `Refusal` (65) naming line, column and value of the first that is no number.
    func numbers() throws -> [Double?] {
        let isBad = column.distinct.indices.map { !column.isMissingCode[$0] && !column.numbers[$0].isFinite }
        if isBad.contains(true), let row = column.codes.firstIndex(where: { isBad[Int($0)] }) {
            throw refusal(row, "is no number.", next: "Correct it in the file, or name another column.")
        }
        return column.codes.map { column.isMissingCode[Int($0)] ? nil : column.numbers[Int($0)] }
    }

    /// How many records each row stands for: as `numbers()`, whole, none missing, none negative, and not all 0.
    ///
    /// - Throws: `Refusal` (65) also for more records together than are counted one by one.
    func frequencies() throws -> [Int] {
        let numbers = try numbers()
        if let row = numbers.firstIndex(where: { number in number.map { $0 < 0 || $0 != $0.rounded() } ?? true }) {
            throw refusal(
                row, "is no number of records.",
                next: "A frequency is a whole number of 0 or more; for weights of other kinds: --weight \(column.name)")
        }
        let total = numbers.reduce(0) { $0 + ($1 ?? 0) }
        guard total > 0 else {
            throw Refusal(
                .badData, "Every frequency in '\(column.name)' is 0, so nothing would be counted.",
                next: "Name another column, or leave --frequency out.")
        }
        guard total <= Self.mostRecords else {
            throw Refusal(
                .badData,
                "'\(column.name)' stands for \(Int(min(total, 1e15)).grouped) records, more than the "
                    + "\(Int(Self.mostRecords).grouped) that are counted one by one.",
                next: "Weigh the rows instead: --weight \(column.name)")
        }
        return numbers.map { Int($0 ?? 0) }
    }

    private static let mostRecords = 2e7
    /// Sums of squares of greater ones are infinite, of smaller ones 0.
    private static let mostWeight = 1e100

    /// What records count for: as `numbers()`, none missing, none negative, and not all 0.
    func weights() throws -> [Double] {
        let weights = try numbers()
        if let row = weights.firstIndex(where: { $0 == nil }) {
            throw refusal(
                row, "is no weight: it is missing.", next: "Give every record a weight, 0 where it doesn't count.")
        }
        if let row = weights.firstIndex(where: { ($0 ?? 0) < 0 }) {
            throw refusal(row, "is no weight: it is negative.", next: "Give weights of 0 or more.")
        }
        if let row = weights.firstIndex(where: { weight in
            (weight ?? 0) > Self.mostWeight || (weight ?? 0) > 0 && (weight ?? 0) < 1 / Self.mostWeight
        }) {
            throw refusal(
                row, "can't be summed: it is no weight from 1e-100 to 1e100.",
                next: "Divide all weights by one number: only what they are to each other counts.")
        }
        guard weights.contains(where: { ($0 ?? 0) > 0 }) else {
            throw Refusal(
                .badData, "Every weight in '\(column.name)' is 0, so nothing would be counted.",
                next: "Name another column, or leave --weight out.")
        }
        return weights.map { $0 ?? 0 }
    }

    /// As `numbers()`, and none missing.
    func complete() throws -> [Double] {
        let numbers = try numbers()
        if let row = numbers.firstIndex(where: { $0 == nil }) {
            throw refusal(row, "is missing.", next: "Fill it in the file first, or leave the column out.")
        }
        return numbers.map { $0 ?? 0 }
    }

    private func refusal(_ row: Int, _ what: String, next: String) -> Refusal {
        Refusal(
            .badData,
            "\(table.fileName(of: row)) line \(table.line(row)), column '\(column.name)': '\(column.text(row))' \(what)",
            next: next)
    }
}
