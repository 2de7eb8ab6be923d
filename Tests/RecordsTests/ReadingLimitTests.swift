import Foundation
import TestSupport
import Testing

@testable import Records

/// What is too long, too wide, too deep or never ends is refused by its place, with the limit.
@Suite struct ReadingLimitTests {
    private static let mebibyte = 1 << 20

    private func text(_ count: Int, of byte: String = "x") -> String { String(repeating: byte, count: count) }

    // MARK: The first record

    @Test func `a header longer than the sample of guesses is read whole`() throws {
        let names = (0..<2000).map { "\($0)-\(text(300))" }
        let line = names.joined(separator: ";") + "\n"
        #expect(line.utf8.count > 512 << 10)
        let row = (0..<2000).map { "\($0)" }.joined(separator: ";") + "\n"
        let table = try Scratch.table(line + row + row)
        #expect(table.columnNames == names)
        #expect(table.rowCount == 2)
        #expect(table.field(1, 1999) == "1999")
    }

    @Test func `a first record without an end is refused with the limit and its line`() throws {
        let endless = try refusal { try Scratch.table("\n\n" + text(Self.mebibyte, of: "ab,")) }
        #expect(endless.kind == .badData)
        #expect(
            endless.sentence
                == "'data.csv', line 3: the first record is longer than 1 MiB, so that its columns can't be told.")
        let word = try refusal { try Scratch.table(text(2 * Self.mebibyte)) }
        #expect(word.sentence.contains("line 1: the first record is longer than 1 MiB"))
        let quote = try refusal { try Scratch.table("a,\"b\n" + text(Self.mebibyte, of: "1,2,3\n")) }
        #expect(
            quote.sentence.hasPrefix("'data.csv', line 1: the quote that opens field 2 is not closed within 1 MiB"))
        #expect(quote.nextStep.contains("--quoting none"))
    }

    @Test func `the next step of an endless first record works: names first, then records as long`() throws {
        let table = try Scratch.table("a,b\n1," + text(2 * Self.mebibyte) + "\n2,y\n")
        #expect(table.rowCount == 2)
        #expect(table.field(0, 1).utf8.count == 2 * Self.mebibyte)
    }

    @Test func `more columns than a table may have are refused, with both numbers`() throws {
        let most = 1 << 14
        let wide = { (columns: Int) in
            (0..<columns).map { "c\($0)" }.joined(separator: ",") + "\n" + text(columns - 1, of: "1,") + "1\n"
        }
        #expect(try Scratch.table(wide(most)).columnNames.count == most)
        let refused = try refusal { try Scratch.table(wide(most + 1)) }
        #expect(refused.kind == .badData)
        #expect(
            refused.sentence
                == "'data.csv', line 1: the first record has 16385 fields, more than 16384, the most that a table may have."
        )
    }

    @Test func `names of thousands of columns that are alike, or missing, are made unique as those of a few`() throws {
        let alike = HeaderNames(Array(repeating: "a", count: 16_000)).names
        #expect(alike.prefix(3) == ["a", "a 2", "a 3"] && alike.last == "a 16000")
        #expect(Set(alike).count == 16_000)
        // The names that nameless columns would get are taken by others.
        let taken = HeaderNames(Array(repeating: "", count: 8000) + (1...8000).map { "column \($0)" }).names
        #expect(taken[0] == "column 8001" && taken[7999] == "column 16000")
    }

    @Test func `a name that is no name is cut, and said to be`() throws {
        let names = HeaderNames([text(5000), "b", text(5000)])
        #expect(names.names == [text(1000), "b", text(1000) + " 2"])
        #expect(names.notices.first == "2 columns' names were longer than 1000 characters: cut.")
    }

    @Test func `a mebibyte of empty lines is no empty file`() throws {
        let refused = try refusal { try Scratch.table(text(2 * Self.mebibyte, of: "\n") + "a,b\n1,2\n") }
        #expect(refused.sentence == "The first 1 MiB of 'data.csv' hold empty lines and comments alone.")
    }

    // MARK: Records

    private static let most = 32 << 20

    /// Texts in which the second record is `excess` bytes longer than a record may be.
    private static func tooLong(_ excess: Int) -> [(name: String, text: String)] {
        func padded(_ before: String, _ after: String) -> String {
            let count = most - before.utf8.count - after.utf8.count + excess
            return before + String(repeating: "x", count: count) + after
        }
        return [
            ("plain.csv", "a,b\n1,2\n" + padded("3,", "\n") + "5,6\n"),
            ("quoted.csv", "a,b\n1,2\n" + padded("\"3\",\"", "\"\n") + "5,6\n"),
            ("lines.jsonl", "{\"a\":1}\n" + padded("{\"a\":\"", "\"}\n") + "{\"a\":2}\n"),
            ("array.json", "[{\"a\":1},\n" + padded("{\"a\":\"", "\"}") + ",{\"a\":2}]\n"),
            ("pairs.svm", "1 1:1\n" + padded("2 1:1 #", "\n") + "3 1:1\n"),
        ]
    }

    @Test(arguments: 0..<5)
    func `a record longer than one may be is refused by its line, and one just as long is read`(format: Int) throws {
        let scratch = try Scratch()
        let (name, text) = Self.tooLong(2)[format]
        let refused = try refusal { try Table(path: try scratch.write(text, to: name)) }
        #expect(refused.kind == .badData)
        #expect(refused.sentence.hasPrefix("'\(name)', line \(name.hasSuffix("csv") ? 3 : 2)"), "\(refused)")
        #expect(refused.sentence.contains("longer than 32 MiB"), "\(refused)")
        #expect(try Table(path: try scratch.write(Self.tooLong(0)[format].text, to: name)).rowCount == 3)
    }

    @Test func `a quote that is not closed is told within a record's length, however much follows`() throws {
        let refused = try refusal { try Scratch.table("a,b\n1,\"" + text(9 << 20, of: "1,2\n")) }
        #expect(
            refused.sentence
                == "'data.csv', line 2: the quote that opens column 'b' is not closed within 32 MiB, the most that a record "
                + "may take.")
    }

    @Test func `a stream is given up where its record is too long`() throws {
        var indexer = DelimitedIndexer(try format(of: "a,b\n1,2\n"))
        var marks = RecordMarks()
        let text = Array(("a,b\n1,2\n3,\"" + self.text(33 << 20)).utf8)
        #expect(throws: Refusal.self) {
            try text.withUnsafeBufferPointer {
                try indexer.advance(through: $0, isLast: false, limit: .max, into: &marks)
            }
        }
    }

    private func format(of text: String) throws -> DelimitedFormat {
        try Array(text.utf8).withUnsafeBufferPointer {
            try DelimitedFormat.sniffed(
                $0, isWhole: true, fileName: "f", encoding: .utf8, choice: ReadingChoice()
            ).format
        }
    }

    // MARK: Other formats

    @Test func `objects nested far too deep are JSON all the same, and told by their place`() throws {
        let scratch = try Scratch()
        let deep = text(100_000, of: "{\"a\":") + "1" + text(100_000, of: "}") + "\n"
        let refused = try refusal { try Table(path: try scratch.write(deep, to: "deep.jsonl")) }
        #expect(
            refused.sentence == "'deep.jsonl', line 1, column 1281: objects and arrays are nested more than 256 deep.")
    }

    @Test func `a libsvm record longer than the sample is recognised by the pairs that are there`() throws {
        let scratch = try Scratch()
        let pairs = (1...200_000).map { "\($0):1" }.joined(separator: " ")
        let table = try Table(path: try scratch.write("1 \(pairs)\n0 7:2\n", to: "long.svm"))
        #expect(table.reading.format == .libsvm)
        #expect(table.columnNames == ["label", "features"])
        #expect(table.record(1) == ["0", "7:2"])
    }

    @Test func `a long word in the wrong place is shown by its beginning`() throws {
        let scratch = try Scratch()
        let refused = try refusal { try Table(path: try scratch.write("1 1:2\n1 7:\(text(5000))\n", to: "f.svm")) }
        #expect(refused.sentence == "'f.svm', line 2, column 3: '7:\(text(58))…' is not index:number.")
    }

    @Test(
        arguments: [
            "(9223372036854775807, 4096)", "(4611686018427387904, 4)", "(1152921504606846975, 1)",
            "(1152921504606846976,)",
        ])
    func `a matrix of a shape that no file can hold is refused`(shape: String) throws {
        let scratch = try Scratch()
        let header = "{'descr': '<f8', 'fortran_order': False, 'shape': \(shape), }\n"
        let bytes =
            NpyHeader.magic + [1, 0, UInt8(header.utf8.count), 0] + Array(header.utf8) + Array(repeating: 0, count: 64)
        let path = try scratch.write(bytes, to: "m.npy")
        let refused = try refusal { try Table(path: path) }
        #expect(refused.sentence == "'m.npy' has the shape \(shape), which no file can hold.")
        var choice = ReadingChoice()
        choice.matrices = [path]
        let table = try scratch.write("a,b\n1,2\n")
        #expect(try refusal { try Table(path: table, choice: choice) } == refused)
    }

    // MARK: What is held in memory

    @Test func `what unpacks to far more than a table does is refused with both limits`() throws {
        var check = BombCheck()
        for _ in 0..<8 { try check.note(32 << 20, of: 1000, fileName: "f.gz", unpack: "gunzip") }
        let refused = try refusal { try check.note(1, of: 1000, fileName: "f.gz", unpack: "gunzip") }
        #expect(refused.sentence.contains("more than 256 MiB, over 100 bytes for each of its own, up to byte 1000"))
        #expect(refused.nextStep.contains("gunzip 'f.gz'"))
        var table = BombCheck()
        for _ in 0..<8 { try table.note(1 << 30, of: 1 << 28, fileName: "f.gz", unpack: "gunzip") }
    }

    @Test func `a text is held in memory up to its limit, which is said`() throws {
        let scratch = try Scratch()
        let file = try MappedFile(path: try scratch.write(text(2 * Self.mebibyte)))
        let source = try SourceText(MappedStream(file), fileName: "data.csv", limit: Self.mebibyte)
        try source.extend(by: 1000)
        let refused = try refusal { try source.extend(by: 4 * Self.mebibyte) }
        #expect(refused.sentence.hasPrefix("'data.csv' holds more than 1 MiB of text"))
        #expect(MemoryLimit.most >= 1 << 27)
    }

    @Test func `long texts stay in the file though they are few`() throws {
        let rows = (0..<40).map { "\($0),\($0) \(text(250_000, of: "word "))\n" }.joined()
        let table = try Scratch.table("a,b\n" + rows)
        guard case .text = try table.typedColumn(named: "b", nil as Cancellation?).storage else {
            Issue.record("forty texts of a mebibyte are held")
            return
        }
        #expect(table.kind(of: 1) == .text)
        let sample = try table.sample.column(named: "b")
        #expect(sample.distinct.allSatisfy { $0.utf8.count <= 4096 })
        #expect(sample.count == 40)
    }

    @Test func `values that are too long to hold together are left out from the least frequent on`() throws {
        let texts = (0..<66).map { "\($0) \(text(Self.mebibyte))" }
        let table = try Scratch.table("a,b\n" + (texts + [texts[40], "short"]).map { "1,\($0)\n" }.joined())
        let counts = try ValueCounts(of: "b", rows: .all(table.rowCount), in: table)
        #expect(counts.distinct == 67)
        #expect(counts.lines.count == 63 && counts.omittedValues == 4)
        #expect(counts.lines[0].count == 2 && counts.lines[0].text == texts[40])
        #expect(counts.lines.reduce(0) { $0 + $1.text.utf8.count } <= 64 << 20)
    }

    @Test func `a text of a million digits is no number, and one of a thousand is`() throws {
        #expect(FieldText.number(text(1000, of: "0") + "12") == 12)
        #expect(FieldText.number(text(1_000_000, of: "9")) == nil)
        let digits = Array(text(5000, of: "1").utf8)
        #expect(digits.withUnsafeBufferPointer { FieldBytes.number($0) } == nil)
        #expect(FilterNumber.parse(text(5000, of: "1")) == nil)
    }

    // MARK: What is no file

    @Test(arguments: ["/dev/zero", "/dev/null", "/dev/full", "/dev/tty", "/dev/ptmx"])
    func `a device is refused without opening it`(path: String) throws {
        let refused = try refusal { try Table(path: path) }
        #expect(refused.kind == .noInput)
        #expect(refused.sentence == "'\(path)' is a device, not a file.")
    }

    @Test func `a pipe into which nobody writes is given up`() throws {
        let scratch = try Scratch()
        let pipe = scratch.file("pipe")
        try #require(mkfifo(pipe, 0o600) == 0)
        let refused = try refusal { try Table(path: pipe) }
        #expect(refused.kind == .noInput)
        #expect(refused.sentence == "'\(pipe)' is a pipe into which nobody writes.")
        #expect(try refusal { try Table.checkLasting(pipe) }.sentence.contains("at every opening"))
        try Table.checkLasting(try scratch.write("a\n1\n"))
    }
}
