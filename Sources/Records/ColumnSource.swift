/// Anything that gives columns by name: a table of a file, or one made in memory.
public protocol ColumnSource: Sendable {
    var columnNames: [String] { get }
    var rowCount: Int { get }
    /// - Throws: `Refusal` when there is no such column; it says which one may have been meant.
    func column(named name: String) throws -> Column
}
