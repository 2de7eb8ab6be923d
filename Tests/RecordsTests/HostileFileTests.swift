import Foundation
import TestSupport
import Testing

@testable import Records

/// The files of `fixtures/hostile`, each with what has to come of it: the records, what is announced, or the refusal.
///
/// `LETHE_RECORD=1 swift test --filter HostileFile` writes the expectations anew; read the difference before you keep it.
struct HostileFileTests {
    static let folder: String = {
        var root = URL(fileURLWithPath: #filePath)
        for _ in 0..<3 { root.deleteLastPathComponent() }
        return root.appendingPathComponent("fixtures/hostile").path
    }()

    static let names: [String] =
        ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [])
        // Parquet is read where there is a duckdb (`ParquetPathTests` says when it is skipped).
        .filter { !$0.hasPrefix("expected") && !$0.hasSuffix(".md") && (hasDuckdb || !$0.hasSuffix(".parquet")) }
        .sorted()

    @Test func `there are hostile files`() {
        #expect(Self.names.count > 70)
    }

    @Test(arguments: names)
    func `a hostile file gives what is expected of it`(name: String) throws {
        let outcome = Self.outcome(of: Self.folder + "/" + name)
        let path = Self.folder + "/expected/" + name + ".txt"
        if ProcessInfo.processInfo.environment["LETHE_RECORD"] != nil {
            try outcome.write(toFile: path, atomically: true, encoding: .utf8)
        }
        let expected = try String(contentsOfFile: path, encoding: .utf8)
        #expect(outcome == expected)
    }

    @Test func `every file has as many records as a slow reader counts`() throws {
        var counted: [FileFormat: Int] = [:]
        for name in Self.names {
            guard let table = try? Table(path: Self.folder + "/" + name), table.reading.compression == .none,
                table.reading.encoding == .utf8 || table.reading.encoding == .windows1252
            else { continue }
            let bytes = try Array(Data(contentsOf: URL(fileURLWithPath: Self.folder + "/" + name)))
            var expected = SlowCount(bytes, hasHeader: table.reading.dialect?.hasHeader).records(
                in: table.reading.format)
            if let format = table.current.format as? DelimitedFormat, let dialect = table.reading.dialect,
                dialect.quoting != .none, !dialect.skipsBlanks, table.reading.format == .delimited
            {
                expected =
                    SlowReader(
                        delimiter: dialect.delimiter, terminator: format.terminator, fields: format.fieldCount,
                        comment: dialect.comment, keepsFullComments: dialect.keepsFullComments,
                        backslash: dialect.quoting == .backslash, splits: format.splits
                    ).records(bytes, from: format.firstRecord).count
            }
            guard let expected else { continue }
            counted[table.reading.format, default: 0] += 1
            #expect(table.rowCount == expected, "\(name)")
        }
        #expect(counted[.delimited, default: 0] > 40, "\(counted)")
        for format in [FileFormat.jsonLines, .jsonArray, .jsonObjects, .jsonTable, .arff, .libsvm] {
            #expect(counted[format, default: 0] > 0, "\(format)")
        }
        #expect(counted[.jsonLines, default: 0] > 3 && counted[.jsonTable, default: 0] > 3, "\(counted)")
    }

    @Test(arguments: names)
    func `a copy without some records of a hostile file holds the others, ids and all`(name: String) throws {
        guard let table = try? Table(path: Self.folder + "/" + name), table.rowCount > 1 else { return }
        let scratch = try Scratch()
        for gone in [Set([0]), Set([table.rowCount - 1]), Set(stride(from: 0, to: table.rowCount, by: 2))]
        where gone.count < table.rowCount {
            let path = scratch.file("copy-\(name)")
            try table.writeCopy(without: gone, to: path, ifTaken: .replaced)
            let copy = try Table(path: path, choice: ReadingChoice(table.reading))
            let kept = (0..<table.rowCount).filter { !gone.contains($0) }
            // A dotted name that collides with a nested one has its second name only beside the other.
            if name == "dotted-and-nested.jsonl" { continue }
            let forgotten = (0..<table.rowCount).map { gone.contains($0) }
            let ids = try Identities(table: table, seed: 1).ids(without: forgotten).compactMap { $0 }
            #expect(try Identities(table: copy, seed: 1).ids == ids)
            // Indices are columns only where none is large.
            if name == "many-indices.svm" { continue }
            // Columns may be fewer, where only what was removed had them.
            let columns = try copy.columnNames.map(table.index)
            #expect(bytes(copy.records) == bytes(kept.map { row in columns.map { table.field(row, $0) } }))
        }
    }

    /// What comes of a file, for people to read.
    static func outcome(of path: String) -> String {
        do {
            let table = try Table(path: path)
            let reading = table.reading
            var how = [reading.format.rawValue, reading.encoding.rawValue]
            if reading.compression != .none { how.append(reading.compression.rawValue) }
            if let dialect = reading.dialect {
                how += [dialect.delimiterName, dialect.hasHeader ? "header" : "no header", "quotes \(dialect.quoting)"]
            }
            var lines = ["read as \(how.joined(separator: ", "))", "records \(table.rowCount)"]
            lines += table.notices.map { "notice  \($0)" }
            let shown = min(8, table.columnNames.count)
            lines.append(
                "columns \(table.columnNames.count): \(table.columnNames.prefix(shown).map(quoted).joined(separator: " "))"
            )
            for row in 0..<min(12, table.rowCount) {
                let fields = table.record(row).prefix(shown).map(quoted)
                lines.append("line \(table.line(row)): \(fields.joined(separator: " "))")
            }
            return lines.joined(separator: "\n") + "\n"
        } catch let refused as Refusal {
            return "refused \(refused.kind.exitReason.rawValue)\n\(refused.sentence)\n\(refused.nextStep)\n"
        } catch {
            return "failed \(error)\n"
        }
    }

    /// The text in quotes, with whatever is not plain as its number; long ones by their beginning and length.
    private static func quoted(_ text: String) -> String {
        var shown = ""
        for scalar in text.unicodeScalars.prefix(60) {
            let isPlain =
                scalar.value >= 32 && scalar.value != 127 && scalar.value < 0x250
                && !(0x80...0x9F).contains(scalar.value)
            shown += isPlain ? String(scalar) : "<\(String(scalar.value, radix: 16))>"
        }
        let rest = text.unicodeScalars.count - 60
        return "‹\(shown)›" + (rest > 0 ? "+\(rest)" : "")
    }
}
