import Foundation
import Records
import Synchronization
import TestSupport
import Testing

extension Scratch {
    /// A table of the text.
    static func table(_ text: String, dialect: Dialect? = nil) throws -> Table {
        try Table(path: Scratch().write(text), choice: ReadingChoice(dialect))
    }
}

extension ReadingChoice {
    /// Nothing is found out of how fields are written.
    init(_ dialect: Dialect?) {
        self.init()
        guard let dialect else { return }
        delimiter = dialect.delimiter
        hasHeader = dialect.hasHeader
        quoting = dialect.quoting
        comment = dialect.comment
    }
}

/// The refusal that `body` throws.
func refusal(_ body: () throws -> some Any) throws -> Refusal {
    try #require(throws: Refusal.self) { _ = try body() }
}

/// Where the data sets are that are not ours.
enum SharedData {
    static let folder: String = {
        if let given = ProcessInfo.processInfo.environment["LETHE_SHARED"] { return given }
        var root = URL(fileURLWithPath: #filePath)
        for _ in 0..<3 { root.deleteLastPathComponent() }
        return root.deletingLastPathComponent().appendingPathComponent("shared").path
    }()

    static let isThere = FileManager.default.fileExists(atPath: folder + "/data/compas.csv")

    /// A table of one of the data sets, opened once for all tests.
    static func table(_ name: String) throws -> Table {
        try opened.withLock { opened in
            if let table = opened[name] { return table }
            let table = try Table(path: folder + "/data/" + name)
            opened[name] = table
            return table
        }
    }

    private static let opened = Mutex<[String: Table]>([:])
}

extension Table {
    var records: [[String]] { (0..<rowCount).map(record) }
}

/// The bytes of a text: texts that Unicode takes for equal may differ in them.
func bytes(_ records: [[String]]) -> [[[UInt8]]] { records.map { $0.map { Array($0.utf8) } } }
