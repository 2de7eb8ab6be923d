/// Arrow IPC, which Feather is, too; read through duckdb.
struct ArrowKind: FormatKind {
    let id = FileFormat.arrow.rawValue
    let title = "Arrow"
    let options: FormatOptions = []

    func open(_ sample: FormatSample) throws -> FoundFormat { try DelimitedKind().open(sample) }
}

extension FileFormat {
    public static let arrow = FileFormat("arrow")
}

extension ArrowKind: CopyWriting {
    func writeCopy(of table: Table, without rows: Set<Int>, _ turns: TurnExtents.Found, _ output: @escaping Output)
        throws
    {
        throw Refusal(
            .usage, "'\(table.fileName)' is an Arrow file, of which no copy without records is written.",
            next: "Write it as Parquet first, with pyarrow or with duckdb and its extension nanoarrow."
        )
    }
}
