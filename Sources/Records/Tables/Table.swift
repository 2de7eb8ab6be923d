import Crypto
import Synchronization

/// A delimited text file, mapped into memory and indexed; fields are parsed when asked for.
///
/// ```swift
/// let table = try Table(path: "compas.csv")
/// table.rowCount                            // 7214
/// try table.column(named: "race").text(0)   // "Other"
/// ```
public final class Table: ColumnSource {
    public let path: String
    public let fileName: String
    /// Names as the file has them; missing and repeated ones made unique ("column 1", "name 2"), said in `notices`.
    public let columnNames: [String]
    /// Records, the header not counted.
    public let rowCount: Int
    public let dialect: Dialect
    /// What was guessed or repaired, one sentence each.
    public let notices: [String]
    /// SHA-256 of the file's bytes, in hexadecimal.
    public let digest: String

    let file: FileBytes
    let layout: TableLayout
    private let slots: [ColumnSlot]

    /// Opens and indexes a file, guessing its delimiter where no dialect is given.
    ///
    /// - Throws: `Refusal`: 66 for a file that is missing, a directory or unreadable; 65 for one that is empty, not
    ///   UTF-8, ragged, without records, or with a quote left open; each names the line. 64 for a dialect that can't be.
    /// - Complexity: O(bytes).
    public init(path: String, dialect: Dialect? = nil) throws {
        let fileName = path.split(separator: "/").last.map(String.init) ?? path
        let file = try FileBytes(path: path)
        let layout = try TableLayout(file.bytes, fileName: fileName, dialect: dialect)
        var hash = SHA256()
        hash.update(bufferPointer: UnsafeRawBufferPointer(file.bytes))
        self.path = path
        self.fileName = fileName
        self.file = file
        self.layout = layout
        columnNames = layout.columnNames
        rowCount = layout.index.starts.count
        self.dialect = layout.dialect
        notices = layout.notices
        digest = Hexadecimal.text(hash.finalize())
        slots = layout.columnNames.map { _ in ColumnSlot() }
    }

    /// The text of one field, unquoted.
    ///
    /// - Complexity: O(bytes of the record).
    public func field(_ row: Int, _ column: Int) -> String {
        precondition(columnNames.indices.contains(column), "no column \(column)")
        var scanner = scanner(at: row)
        for _ in 0..<column { _ = scanner.next() }
        return scanner.text(scanner.next())
    }

    /// The texts of one record, unquoted.
    public func record(_ row: Int) -> [String] {
        var scanner = scanner(at: row)
        return scanner.record()
    }

    /// The 1-based line of the file on which the record begins.
    ///
    /// - Complexity: O(log records with line ends inside).
    public func line(_ row: Int) -> Int { layout.index.line(row) }

    /// - Throws: `Refusal` (64) when there is no such column; it says which one may have been meant.
    public func index(of name: String) throws -> Int {
        guard let index = columnNames.firstIndex(of: name) else {
            throw Refusal.unknown("column", name, among: columnNames)
        }
        return index
    }

    /// A whole column, built when first asked for and kept.
    ///
    /// - Complexity: O(bytes of the file), once.
    public func column(_ index: Int) -> Column {
        slots[index].column { build(index) }
    }

    public func column(named name: String) throws -> Column { column(try index(of: name)) }

    func scanner(at row: Int) -> FieldScanner {
        FieldScanner(
            file.bytes, delimiter: dialect.delimiter, terminator: layout.terminator, at: layout.index.starts[row])
    }

    private func build(_ index: Int) -> Column {
        var scanner = scanner(at: 0)
        var texts = TextCodes()
        var codes: [UInt32] = []
        codes.reserveCapacity(rowCount)
        var unescaped: [UInt8] = []
        for start in layout.index.starts {
            scanner.position = start
            for _ in 0..<index { _ = scanner.next() }
            let field = scanner.next()
            if field.isEscaped {
                unescaped.removeAll(keepingCapacity: true)
                scanner.append(field, to: &unescaped)
                codes.append(unescaped.withUnsafeBufferPointer { texts.code(for: $0) })
            } else {
                codes.append(texts.code(for: UnsafeBufferPointer(rebasing: file.bytes[field.range])))
            }
        }
        return Column(name: columnNames[index], codes: codes, distinct: texts.distinct)
    }
}

/// Holds one column once it is built; whoever comes meanwhile waits for it and for no other.
private final class ColumnSlot: Sendable {
    private let built = Mutex<Column?>(nil)

    func column(_ build: () -> Column) -> Column {
        built.withLock { built in
            if let built { return built }
            let column = build()
            built = column
            return column
        }
    }
}
