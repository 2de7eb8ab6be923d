import Records

/// Two groups of records, by the values of a column.
public struct GroupSides: Hashable, Codable, Sendable {
    public var column: String
    public var first: String
    public var second: String

    public init(column: String, first: String, second: String) {
        (self.column, self.first, self.second) = (column, first, second)
    }

    /// Which side each row is on: 1 the first, 2 the second, 0 neither. A value that no row has is no mistake: its records may
    /// be forgotten.
    ///
    /// - Throws: `Refusal` where `table` lacks the column.
    func sides(in table: some ColumnSource) throws -> [UInt8] {
        let column = try table.column(named: column)
        let sides = column.distinct.indices.map { code -> UInt8 in
            if column.isMissingCode[code] { return 0 }
            return column.distinct[code] == first ? 1 : column.distinct[code] == second ? 2 : 0
        }
        return column.codes.map { sides[Int($0)] }
    }
}
