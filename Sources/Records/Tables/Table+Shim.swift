// What the table that loads in the background will bring; until then a table is whole from the start.
extension Table {
    public convenience init(opening path: String, choice: ReadingChoice = ReadingChoice()) throws {
        if let format = choice.format, format != .delimited {
            throw Refusal(.usage, "\(format.rawValue) can't be read yet.", next: "Give a delimited file.")
        }
        var dialect: Dialect?
        if choice.delimiter != nil || choice.hasHeader != nil {
            dialect = Dialect(delimiter: choice.delimiter ?? 44, hasHeader: choice.hasHeader ?? true)
        }
        try self.init(path: path, dialect: dialect)
    }

    public convenience init(path: String, choice: ReadingChoice) throws { try self.init(opening: path, choice: choice) }

    public func load(cancellation: Cancellation?, progress: (Double) -> Void) throws {}
    public var isLoaded: Bool { true }
    public var loadedFraction: Double { 1 }
    public var reading: Reading { Reading(dialect: dialect) }
    public var sample: any ColumnSource { self }
    public func kind(of index: Int) -> Column.Kind { column(index).kind }
    public func checkUnchanged() throws { try file.checkUnchanged() }
}
