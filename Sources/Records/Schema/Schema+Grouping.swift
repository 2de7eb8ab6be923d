extension Schema {
    /// The term that a crossing names: by its title, "mentions women", or its name alone; a column comes first.
    ///
    /// - Parameter isColumn: whether there is a column of that name.
    public func term(named name: String, isColumn: Bool) -> TermGroup? {
        isColumn ? nil : terms?.first { $0.title == name } ?? terms?.first { $0.name == name }
    }

    /// Numbers with more values than this are put in bands rather than compared value by value.
    static let mostNumbers = 20

    /// Checks that bands are of numbers and exclude each other, and that the columns of terms are there.
    ///
    /// - Throws: `Refusal`: 64 for a column that is not there, or bands that overlap; 65 for a value that is no number.
    func checkGroupings(against table: some ColumnSource) throws {
        for (name, bands) in (bands ?? [:]).sorted(by: { $0.key < $1.key }) {
            let column = try table.column(named: name)
            for (place, band) in bands.enumerated() {
                if let other = bands[..<place].first(where: band.overlaps) {
                    throw Refusal(
                        .usage, "The bands '\(other.name)' and '\(band.name)' of '\(name)' overlap.",
                        next: "Give every number one band: 25..<45 leaves 45 to the next.")
                }
            }
            if let code = column.presentCodes.first(where: { column.numbers[$0].isNaN }),
                let row = column.codes.firstIndex(of: UInt32(code))
            {
                throw Refusal(
                    .badData, "'\(name)' holds '\(column.distinct[code])' in record \(row + 1), which is no number.",
                    next: "Bands need numbers; without them its values are the groups: --groups \(name)")
            }
        }
        for term in terms ?? [] where !table.columnNames.contains(term.column) {
            throw Refusal.unknown("column", term.column, among: table.columnNames)
        }
    }

    /// Puts group columns that hold many numbers in bands, where none were given.
    ///
    /// - Returns: a sentence for each, which says how to choose others.
    public mutating func proposeBands(for table: some ColumnSource) throws -> [String] {
        var notes: [String] = []
        for name in groups where bands?[name] == nil && table.columnNames.contains(name) {
            let column = try table.column(named: name)
            guard column.kind == .number, column.presentCodes.count > Self.mostNumbers,
                let proposed = Band.proposed(for: column.codes.map { column.numbers[Int($0)] })
            else { continue }
            bands = (bands ?? [:]).merging([name: proposed]) { own, _ in own }
            let names = proposed.map(\.name).joined(separator: ",")
            notes.append(
                "'\(name)' holds \(column.presentCodes.count) numbers, compared in bands of about as many records: "
                    + "\(proposed.map(\.name).joined(separator: ", ")). Choose others: --groups '\(name):\(names)'")
        }
        return notes
    }
}
