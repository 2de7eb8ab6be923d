import Engine
import Foundation
import Records
import TestSupport
import Testing

/// What `show --csv` writes is what was read: the same columns, the same texts, and of a table the same ids.
@Suite struct ReadBackTests {
    private static let fixtures: String = {
        var root = URL(fileURLWithPath: #filePath)
        for _ in 0..<3 { root.deleteLastPathComponent() }
        return root.appendingPathComponent("fixtures").path
    }()

    private static let names: [String] = {
        let folders = ["hostile", "conversations"]
        return folders.flatMap { folder -> [String] in
            let path = fixtures + "/" + folder
            let files = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
            return files.filter { !$0.hasPrefix("expected") && !$0.hasSuffix(".md") && !$0.hasSuffix(".parquet") }
                .map { folder + "/" + $0 }
        }.sorted()
    }()

    private func written(_ table: Table, _ scratch: Scratch) throws -> Table {
        let names = table.fileColumnNames
        let columns = try names.map(table.index)
        var lines = [CSV.line(names)]
        for row in 0..<table.rowCount { lines.append(CSV.line(columns.map { table.field(row, $0) })) }
        return try Table(path: try scratch.write(lines.joined(separator: "\n") + "\n", to: "back.csv"))
    }

    private func texts(_ table: Table) throws -> [[String]] {
        let columns = try table.fileColumnNames.map(table.index)
        return (0..<table.rowCount).map { row in columns.map { table.field(row, $0) } }
    }

    @Test(arguments: names)
    func `every fixture that is read is written and read back alike`(name: String) throws {
        guard let table = try? Table(path: Self.fixtures + "/" + name), table.rowCount > 0 else { return }
        let back = try written(table, try Scratch())
        #expect(back.fileColumnNames == table.fileColumnNames)
        #expect(try texts(back) == texts(table))
        // Where a record has the columns that it has, and not those of a header, its id says which.
        guard table.reading.format == .delimited else { return }
        // Bytes that are no text are written as the signs they are shown as.
        if try texts(table).joined().contains(where: { $0.contains("\u{FFFD}") }) { return }
        #expect(try Identities(table: back, seed: 1).ids == Identities(table: table, seed: 1).ids)
    }

    @Test func `tables of every kind of text are written and read back alike`() throws {
        for seed in 1...60 { try roundTrip(seed: seed) }
    }

    private func roundTrip(seed: Int) throws {
        var random = Seeded(UInt64(seed))
        let pieces = [
            "a", "b", "1", "-3.5", " ", ",", ";", "\t", "|", "\"", "\"\"", "'", "\\", "\n", "\r", "\r\n", "#", "//",
            "\u{FEFF}", "\u{1}", "é", "日本", "NA", "null", "=", "@", "{", "}", "[", "]", ":", "2024-01-02", "",
        ]
        func text() -> String {
            (0..<Int.random(in: 0...4, using: &random)).map { _ in
                pieces[Int.random(in: 0..<pieces.count, using: &random)]
            }.joined()
        }
        let width = Int.random(in: 1...4, using: &random)
        let names = (0..<width).map { "column \($0)" }
        let rows = (0..<Int.random(in: 1...12, using: &random)).map { _ in (0..<width).map { _ in text() } }
        let lines = ([names] + rows).map { CSV.line($0) + "\n" }.joined()
        let table = try Table(path: try Scratch().write(lines, to: "back.csv"))
        #expect(table.columnNames == names, "\(lines.debugDescription)")
        let read = (0..<table.rowCount).map { row in names.indices.map { table.field(row, $0) } }
        #expect(
            read.map { $0.map { Array($0.utf8) } } == rows.map { $0.map { Array($0.utf8) } },
            "\(lines.debugDescription)")
    }
}
