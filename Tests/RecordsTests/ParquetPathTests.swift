import Foundation
import TestSupport
import Testing

@testable import Records

let hasDuckdb = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    .contains { access("\($0)/duckdb", X_OK) == 0 }

/// Has duckdb do something, such as writing a Parquet file.
func runDuckdb(_ query: String) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["duckdb", "-init", "/dev/null", "-c", query]
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
}

/// Parquet files whose paths mean something else to duckdb; run where there is one.
@Suite(.enabled(if: hasDuckdb, "duckdb reads Parquet"))
struct ParquetPathTests {
    private func text(of path: String) throws -> String {
        let stream = try CommandStream.table([path], .parquet, asJSON: false, fileName: "f.parquet")
        var bytes: [UInt8] = []
        try withUnsafeTemporaryAllocation(byteCount: 4096, alignment: 1) { buffer in
            while case let count = try stream.read(into: buffer), count > 0 { bytes += buffer[..<count] }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test(arguments: ["plain[1].parquet", "x'*?.parquet", "a=1.parquet"])
    func `a file is itself, whatever pattern its path spells`(name: String) throws {
        let scratch = try Scratch()
        let folder = scratch.file("b=2")
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let fixture = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("fixtures/hostile/small.parquet").path
        try FileManager.default.copyItem(atPath: fixture, toPath: "\(folder)/\(name)")
        // What the names would stand for as patterns; no Parquet file, so that reading it fails.
        for other in ["plain1.parquet", "x'yz.parquet"] { _ = try scratch.write("no", to: "b=2/\(other)") }
        #expect(try text(of: "\(folder)/\(name)") == text(of: fixture))

        let copy = scratch.file("copy.parquet")
        let file = try AtomicFile(copy)
        try CommandStream.writeParquet(without: [0], of: "\(folder)/\(name)", fileName: name, file.write)
        try file.commit()
        let lines = try text(of: fixture).split(separator: "\n")
        #expect(try text(of: copy).split(separator: "\n") == [lines[0]] + lines.dropFirst(2))
    }
}
