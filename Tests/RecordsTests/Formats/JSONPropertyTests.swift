import TestSupport
import Testing

@testable import Records

/// Writes random objects in random ways, and knows what they hold.
private struct JSONWriter {
    var random: Seeded
    let isLine: Bool

    private static let pieces = [
        "a", "word ", "\"", "\\", "/", "\n", "\t", "\u{0}", "\u{1F}", "é", "€", "😀", "\u{202E}", "{", "}", "[", ",",
        ":",
        "e\u{301}", "longer than eight bytes of plain text", "\u{2028}", "null", ".",
    ]

    mutating func text() -> String {
        (0..<Int.random(in: 0...5, using: &random)).map { _ in Self.pieces.randomElement(using: &random) ?? "" }
            .joined()
    }

    mutating func space() -> String {
        let blanks = isLine ? ["", "", "", " ", "\t", "\r"] : ["", "", "", " ", "\n", "\r\n", "  "]
        return blanks.randomElement(using: &random) ?? ""
    }

    mutating func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            let mustEscape = scalar.value < 32 || scalar == "\"" || scalar == "\\"
            guard mustEscape || random.next() % 6 == 0 else {
                result.unicodeScalars.append(scalar)
                continue
            }
            let short: [Unicode.Scalar: String] = ["\n": "\\n", "\t": "\\t", "\"": "\\\"", "\\": "\\\\", "/": "\\/"]
            if let short = short[scalar], random.next() & 1 == 0 {
                result += short
                continue
            }
            for unit in String(scalar).utf16 {
                let digits = String(unit, radix: 16, uppercase: random.next() & 1 == 0)
                result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            }
        }
        return result + "\""
    }

    /// An object with some of the keys, and its cells under their paths.
    mutating func object(_ path: [String], _ level: Int, into cells: inout [String: String]) -> String {
        var members: [String] = []
        var keys = ["k", "key with blanks", "é", "\"", "z1", "z2", "z3", "a\\b"]
        if random.next() & 1 == 0 { keys.shuffle(using: &random) }
        for key in keys where random.next() % 3 != 0 {
            let below = path + [key]
            let value: String
            switch random.next() % (level < 2 ? 6 : 5) {
            case 0: value = "null"
            case 1:
                value = ["true", "false", "0", "-0.5e-7", "12345678901234567890"].randomElement(using: &random) ?? ""
                cells[below.joined(separator: ".")] = value
            case 2:
                value = "[" + space() + quoted(text()) + space() + ",1.5" + space() + "]"
                cells[below.joined(separator: ".")] = value
            case 3, 4:
                let text = text()
                value = quoted(text)
                if !text.isEmpty { cells[below.joined(separator: ".")] = text }
            default: value = object(below, level + 1, into: &cells)
            }
            members.append(space() + quoted(key) + space() + ":" + space() + value + space())
        }
        return "{" + (members.isEmpty ? space() : members.joined(separator: ",")) + "}"
    }

    /// An array where `isLine` is false.
    mutating func file() -> (text: [UInt8], cells: [[String: String]]) {
        var cells: [[String: String]] = []
        var objects: [String] = []
        for _ in 0..<Int.random(in: 1...7, using: &random) {
            var record: [String: String] = [:]
            objects.append(object([], 0, into: &record))
            cells.append(record)
        }
        let spaced = objects.map { space() + $0 + space() }
        let text =
            isLine
            ? spaced.joined(separator: "\n") + (random.next() & 1 == 0 ? "\n" : "")
            : space() + "[" + spaced.joined(separator: ",") + "]" + space()
        return (Array(text.utf8), cells)
    }

    var indexer: any RecordIndexer {
        // Arrays as they are written; `CanonicalNestedTests` looks at their one spelling.
        isLine
            ? JSONLinesIndexer(fileName: "f.json", keepsArrays: true)
            : JSONArrayIndexer(fileName: "f.json", keepsArrays: true)
    }
}

@Suite struct JSONPropertyTests {
    private func cells(_ reading: FormatReading) -> [[String: [UInt8]]] { comparable(reading.cells) }

    /// The cells without empty objects, which show as such only where their key never holds keys.
    private func comparable(_ cells: [[String: String]]) -> [[String: [UInt8]]] {
        cells.map { record in
            record.mapValues { Array($0.utf8) }.filter { cell in
                !(cell.value.first == 123 && cell.value.dropFirst().allSatisfy { $0 == 125 || $0 <= 32 })
            }
        }
    }

    @Test(arguments: 1...80)
    func `what is written is read back cell for cell, however the text grows`(seed: UInt64) throws {
        var writer = JSONWriter(random: Seeded(seed), isLine: seed % 2 == 0)
        let (text, written) = writer.file()
        for step in [Int.max, 1, Int.random(in: 2...50, using: &writer.random)] {
            let limit = Int.random(in: 1...60, using: &writer.random)
            let reading = try FormatReading(text, with: writer.indexer, step: step, limit: limit)
            #expect(cells(reading) == comparable(written))
        }
    }

    @Test(arguments: 1...80)
    func `a copy without records reads as the others do`(seed: UInt64) throws {
        var writer = JSONWriter(random: Seeded(seed &* 31), isLine: seed % 2 == 0)
        let whole = try FormatReading(writer.file().text, with: writer.indexer)
        let gone = writer.random.some(below: whole.records.count)
        let copy = try FormatReading(whole.copy(without: gone), with: writer.indexer)
        let kept = cells(whole).indices.filter { !gone.contains($0) }.map { cells(whole)[$0] }
        #expect(cells(copy) == kept)
    }

    @Test(arguments: 1...300)
    func `a damaged file is refused with a line or read to its last byte`(seed: UInt64) throws {
        var writer = JSONWriter(random: Seeded(seed &* 7919), isLine: seed % 2 == 0)
        let text = writer.random.mutated(writer.file().text)
        do {
            let step = [Int.max, 3, 17][Int(seed % 3)]
            let reading = try FormatReading(text, with: writer.indexer, step: step)
            let gone = reading.copy(without: Array(reading.records.indices))
            let blanks: Set<UInt8> = [9, 10, 13, 32, 91, 93, 0xEF, 0xBB, 0xBF]
            #expect(gone.allSatisfy(blanks.contains), "every other byte is a record's")
        } catch let refused as Refusal {
            #expect(refused.kind == .badData)
            #expect(refused.sentence.hasPrefix("'f.json', line "))
        }
    }

    @Test(arguments: 1...40)
    func `UTF-8 is checked as the standard library does`(seed: UInt64) {
        var random = Seeded(seed)
        let seeds: [[UInt8]] = [
            Array("plain ascii text".utf8), Array("é€😀".utf8), [0xED, 0xA0, 0x80], [0xF4, 0x8F, 0xBF, 0xBF],
            [0xF4, 0x90, 0x80, 0x80], [0xC1, 0xBF], [0xE0, 0x9F, 0xBF], [0xF0, 0x8F, 0xBF, 0xBF], [0x80], [0xEF, 0xBB],
        ]
        for _ in 0..<50 {
            let bytes = (0..<3).flatMap { _ in seeds.randomElement(using: &random) ?? [] }
            #expect(
                bytes.withUnsafeBufferPointer(UTF8Check.isValid) == (String(validating: bytes, as: UTF8.self) != nil))
        }
    }

    @Test(arguments: 1...20)
    func `line feeds are counted in texts of every length`(seed: UInt64) {
        var random = Seeded(seed)
        let bytes = (0..<Int.random(in: 0...9000, using: &random)).map { _ in
            [10, 11, 138, 9][Int(random.next() % 4)] as UInt8
        }
        #expect(bytes.withUnsafeBufferPointer(TextPlace.lineFeeds) == bytes.count { $0 == 10 })
    }
}
