import Journal
import Records

// What is covered on the screen: the texts of records that were called toxic or private.
extension Snapshot {
    /// Whether the text of a record is veiled, as far as policy and decisions go.
    ///
    /// - Parameter coveredAgain: records that were shown and covered again.
    public func isVeiled(_ row: Int, coveredAgain: Set<Int> = []) -> Bool {
        if browsing?.coversTexts == true { return true }
        return policy.veil && mask(of: row).isSensitive && (!revealed.contains(row) || coveredAgain.contains(row))
    }

    /// Whether a veiled record's field is covered. Texts are, as a whole; in a table without texts, what identifies or
    /// classifies stays readable.
    public func veilCovers(_ column: Int, of row: Int) -> Bool {
        let (kind, name) = (table.kind(of: column), table.columnNames[column])
        if kind == .text || schema.textColumns.contains(name) || table.dialogue?.takesPart(name) == true { return true }
        let isPrivate = browsing?.coversTexts == true || mask(of: row).has(.private)
        return isPrivate && (kind == .identifier || schema.subjectColumn == name)
    }

    /// The texts of a column that veiled records have, shown before or not; nil where all of them are covered.
    ///
    /// - Complexity: O(records).
    func veiledTexts(of column: String) throws -> Set<String>? {
        let index = try table.index(of: column)
        if browsing?.coversTexts == true { return veilCovers(index, of: 0) ? nil : [] }
        guard policy.veil else { return [] }
        return Set(
            flags.indices.lazy.filter { flags[$0].isSensitive && veilCovers(index, of: $0) }.map {
                table.field($0, index)
            })
    }
}
