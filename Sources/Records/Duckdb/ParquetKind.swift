/// Parquet, of which duckdb makes delimited text or JSON Lines before it is read (`DuckdbFormat`).
struct ParquetKind: FormatKind {
    let id = FileFormat.parquet.rawValue
    let title = "Parquet"
    let options: FormatOptions = []

    func open(_ sample: FormatSample) throws -> FoundFormat { try DelimitedKind().open(sample) }
}

extension FileFormat {
    public static let parquet = FileFormat("parquet")
}

extension ParquetKind: CopyWriting {
    func writeCopy(of table: Table, without rows: Set<Int>, _ turns: TurnExtents.Found, _ output: @escaping Output)
        throws
    {
        try CommandStream.writeParquet(
            without: rows, turns.elements, of: table.source.file.nameForOthers, fileName: table.fileName, output)
    }
}
