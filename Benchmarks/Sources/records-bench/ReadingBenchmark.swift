import Foundation
import Measuring
import Records

/// Opens any table, one file or many, as a person does who looks at it, beside a plain pass over its bytes.
struct ReadingBenchmark {
    let path: String

    func run() throws {
        var plain = 0.0
        func step<Result>(_ name: String, _ body: () throws -> Result) throws -> Result {
            let (measure, result) = try Measure.of(name, body)
            if name == Thresholds.plainPass { plain = measure.wall }
            let memory = Measure.memory()
            let padded = name.padding(toLength: 36, withPad: " ", startingAt: 0)
            let ratio = String(format: "%7.2f x", measure.wall / max(plain, 1e-9))
            print(
                padded, String(format: "%8.4f s  %8.4f cpu", measure.wall, measure.cpu), ratio,
                " \(memory.now) MB of its own, \(Self.resident) MB with the files' pages")
            return result
        }
        let files = try Self.files(path)
        let bytes = try step(Thresholds.plainPass) { try files.reduce(0) { try $0 + Self.pass($1) } }
        let table = try step("first screen: opened, 50 records") {
            let table = try Table(opening: path)
            for row in 0..<min(50, table.rowCount) { _ = table.record(row) }
            return table
        }
        try step("all records known") { try table.load { _ in _ = Measure.memory() } }
        try step("all records known, once more") { _ = try Table(path: path) }
        try step("a page of 50 in a thousand places") {
            for place in 0..<1000 {
                let first = (table.rowCount - 50) / 1000 * place
                for row in max(0, first)..<min(first + 50, table.rowCount) { _ = table.record(row) }
            }
        }
        print(
            "\(files.count) files, \(bytes) bytes, \(table.rowCount) records, \(table.columnNames.count) columns; peak memory "
                + "of its own \(Measure.memory().peak) MB")
    }

    /// The files themselves, without what Lethe makes of their names.
    private static func files(_ path: String) throws -> [String] {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue else {
            return [path]
        }
        return try FileManager.default.contentsOfDirectory(atPath: path).sorted().map { "\(path)/\($0)" }
    }

    /// Sums a file as 64-bit words.
    private static func pass(_ path: String) throws -> Int {
        let data = try Data(contentsOf: URL(fileURLWithPath: path), options: .alwaysMapped)
        var sum: UInt64 = 0
        data.withUnsafeBytes { bytes in
            for word in bytes.bindMemory(to: UInt64.self) { sum &+= word }
        }
        return sum == 1 ? data.count + 1 : data.count
    }

    private static var resident: Int {
        let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM") } ?? ""
        return (Int(line.filter(\.isNumber)) ?? 0) / 1024
    }
}
