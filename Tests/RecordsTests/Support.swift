import Foundation
import Records
import Synchronization
import Testing

/// A folder for one test; all of them go when the tests end.
struct Scratch {
    let path: String

    private static let root: String = {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("lethe-\(UUID().uuidString)").path
        atexit { try? FileManager.default.removeItem(atPath: Scratch.root) }
        return folder
    }()

    init() throws {
        path = Self.root + "/" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    func file(_ name: String = "data.csv") -> String { path + "/" + name }

    func write(_ bytes: [UInt8], to name: String = "data.csv") throws -> String {
        try Data(bytes).write(to: URL(fileURLWithPath: file(name)))
        return file(name)
    }

    func write(_ text: String, to name: String = "data.csv") throws -> String { try write(Array(text.utf8), to: name) }

    /// A table of the text.
    static func table(_ text: String, dialect: Dialect? = nil) throws -> Table {
        try Table(path: Scratch().write(text), dialect: dialect)
    }
}

/// SplitMix64 (Steele, Lea, Flood 2014, doi:10.1145/2660193.2660195).
struct Seeded: RandomNumberGenerator {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
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
