/// Files that the `duckdb` command reads: Parquet and Arrow, here or far away.
enum DuckdbFormat: Sendable {
    case parquet
    /// Arrow IPC, which Feather is, too.
    case arrow

    init?(_ format: FileFormat) {
        switch format {
        case .parquet: self = .parquet
        case .arrow: self = .arrow
        default: return nil
        }
    }

    /// By the choice, or how the bytes begin; of what is far away and not fetched by the name.
    init?(of file: MappedFile, choice: ReadingChoice) {
        if let format = choice.format {
            self.init(format)
        } else if let format = Self.all.first(where: { file.bytes.starts(with: $0.magic) }) {
            self = format
        } else if !file.isRegular, RemoteFile.isAddress(file.path) {
            self.init(byName: RemoteFile.name(of: file.path))
        } else {
            return nil
        }
    }

    init?(byName name: String) {
        switch FileEnding.of(name) {
        case "parquet": self = .parquet
        case "arrow", "feather", "arrows", "ipc": self = .arrow
        default: return nil
        }
    }

    private static let all: [DuckdbFormat] = [.parquet, .arrow]

    private var magic: [UInt8] {
        switch self {
        case .parquet: Array("PAR1".utf8)
        case .arrow: Array("ARROW1".utf8)
        }
    }

    var format: FileFormat { self == .parquet ? .parquet : .arrow }
    var title: String { self == .parquet ? "Parquet" : "Arrow" }

    /// What stands before a query.
    var preparation: String { self == .parquet ? "" : "LOAD nanoarrow; " }

    /// Which part of duckdb has to be installed by hand, and from where.
    var lacking: (name: String, place: String)? { self == .parquet ? nil : ("nanoarrow", " FROM community") }

    /// The records of the files at `paths`, one after the other.
    func relation(_ paths: [String], _ options: String = "") -> String {
        let exact = paths.map { Sql.text(Sql.exactPath($0)) }
        let files = exact.count == 1 ? exact[0] : "[\(exact.joined(separator: ", "))]"
        switch self {
        case .parquet: return "read_parquet(\(files), hive_partitioning = false\(options))"
        case .arrow: return "read_arrow(\(files))"
        }
    }
}

/// What goes into a query.
enum Sql {
    /// Nothing in a text ends it.
    static func text(_ text: String) -> String { "'" + text.replacing("'", with: "''") + "'" }

    /// The name of a column.
    static func name(_ name: String) -> String { "\"" + name.replacing("\"", with: "\"\"") + "\"" }

    /// A path of one file: duckdb takes one for a pattern that other files may match.
    static func exactPath(_ path: String) -> String {
        if RemoteFile.isAddress(path) { return path }
        return path.map { "*?[".contains($0) ? "[\($0)]" : String($0) }.joined()
    }
}
