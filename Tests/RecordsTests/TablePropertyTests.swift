import Foundation
import TestSupport
import Testing

@testable import Records

/// A slow reader of one character at a time, as the oracle of the fast one; LF or CRLF files without empty lines.
func slowlyRead(_ text: String, delimiter: UInt8) -> [[String]] {
    enum State { case start, plain, quoted, closing }
    var records: [[[UInt8]]] = []
    var record: [[UInt8]] = [[]]
    var state = State.start
    var input = Array(text.utf8)
    if input.last != 10 { input.append(10) }
    for (i, byte) in input.enumerated() {
        if state == .quoted {
            if byte == 34 { state = .closing } else { record[record.count - 1].append(byte) }
        } else if byte == 34, state != .plain {
            if state == .closing { record[record.count - 1].append(34) }
            state = .quoted
        } else if byte == delimiter {
            record.append([])
            state = .start
        } else if byte == 10 {
            records.append(record)
            record = [[]]
            state = .start
        } else if byte != 13 || input[i + 1] != 10 {
            record[record.count - 1].append(byte)
            state = .plain
        }
    }
    return records.map { $0.map { String(decoding: $0, as: UTF8.self) } }
}

@Suite struct TablePropertyTests {
    private static let pieces = [
        "a", "b", "\"", "\"\"", ",", ";", "\n", "\r\n", "\r", " ", "\u{E9}", "e\u{301}", "\u{1F469}\u{200D}\u{1F4BB}",
        "\u{202E}", "word", "0", "-1.5", "\u{FEFF}", "=1+1", "'",
    ]

    private static func texts(_ count: Int, _ random: inout Seeded) -> [String] {
        (0..<count).map { _ in
            (0..<Int.random(in: 0...6, using: &random)).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
        }
    }

    private static func quoted(_ text: String, _ random: inout Seeded) -> String {
        let mustQuote =
            text.contains { "\",;\n\r\t|\r\n".contains($0) } || text.utf8.contains(13) || text.utf8.contains(10)
        if mustQuote || text.isEmpty || Bool.random(using: &random) {
            return "\"" + text.replacingOccurrences(of: "\"", with: "\"\"", options: .literal) + "\""
        }
        return text
    }

    @Test(arguments: 1...60)
    func `whatever is written by the rules is read back byte for byte`(seed: UInt64) throws {
        var random = Seeded(seed)
        let width = Int.random(in: 1...6, using: &random)
        let lineEnd = Bool.random(using: &random) ? "\n" : "\r\n"
        let delimiter: UInt8 = [44, 59, 9, 124].randomElement(using: &random) ?? 44
        let rows = (0..<Int.random(in: 1...30, using: &random)).map { _ in Self.texts(width, &random) }
        var lines = [(0..<width).map { "c\($0)" }.joined(separator: String(UnicodeScalar(delimiter)))]
        for row in rows {
            let fields = row.map { Self.quoted($0, &random) }
            lines.append(fields.joined(separator: String(UnicodeScalar(delimiter))))
        }
        let text = lines.joined(separator: lineEnd) + (Bool.random(using: &random) ? lineEnd : "")
        let table = try Scratch.table(text, dialect: Dialect(delimiter: delimiter))
        #expect(bytes(table.records) == bytes(rows))
        #expect(bytes(Array(slowlyRead(text, delimiter: delimiter)[1...])) == bytes(rows))
        for column in 0..<width {
            let built = table.column(column)
            #expect(bytes([(0..<table.rowCount).map(built.text)]) == bytes([rows.map { $0[column] }]))
        }
        let allBytes = Array(text.utf8)
        for row in rows.indices {
            let before = bytes([rows[..<row].flatMap { $0 }])[0].reduce(0) { $0 + $1.count { $0 == 10 } }
            #expect(table.line(row) == 2 + row + before)
        }
        #expect(table.line(rows.count - 1) <= 1 + allBytes.count { $0 == 10 } + 1)
    }

    @Test(arguments: 1...300)
    func `hostile texts are refused or read as the slow reader reads them`(seed: UInt64) throws {
        var random = Seeded(seed &* 7919)
        let hostile = ["\"", "\"\"", ",", "\n", "\r\n", "x", "\u{E9}", "\r", "a\"b", "\"a\"b"]
        let text = "p,q\n" + (0..<14).map { _ in hostile.randomElement(using: &random) ?? "" }.joined()
        do {
            let table = try Scratch.table(text, dialect: Dialect())
            // Records that are short or long are filled up; what is behind the last column stays where it holds something.
            let width = table.columnNames.count
            let format = try #require(table.current.format as? DelimitedFormat)
            let slow = SlowReader(delimiter: 44, fields: format.fieldCount, splits: format.splits)
            let expected = slow.records(Array(text.utf8)).dropFirst().map { record in
                record.map { String(decoding: $0, as: UTF8.self) }
                    + Array(repeating: "", count: max(0, width - record.count))
            }
            #expect(expected.allSatisfy { $0.dropFirst(width).allSatisfy(\.isEmpty) })
            let full = expected.map { Array($0.prefix(width)) }.filter { $0.contains { !$0.isEmpty } }
            #expect(
                bytes(table.records.filter { $0.contains { !$0.isEmpty } }) == bytes(full), "\(text.debugDescription)")
        } catch let refused as Refusal {
            #expect(refused.kind == .badData)
            #expect(refused.sentence.hasPrefix("'data.csv'"))
        }
    }

    @Test(arguments: 1...200)
    func `random bytes are never more than refused`(seed: UInt64) throws {
        var random = Seeded(seed &* 104729)
        let scratch = try Scratch()
        let noise = (0..<Int.random(in: 1...80, using: &random)).map { _ -> UInt8 in
            [44, 10, 13, 34, 0, 0xFF, 0xC3, 0xA9, 97, 59, 9].randomElement(using: &random) ?? 0
        }
        let path = try scratch.write(noise)
        do {
            let table = try Table(path: path)
            #expect(table.records.allSatisfy { $0.count == table.columnNames.count })
            #expect(Set(table.columnNames).count == table.columnNames.count)
        } catch let refused as Refusal {
            #expect(refused.kind == .badData)
        }
    }
}
