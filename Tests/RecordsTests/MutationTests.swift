import Foundation
import TestSupport
import Testing

@testable import Records

/// Hostile files with bytes changed at random: whatever comes of them, nothing crashes, and no record is lost unsaid.
struct MutationTests {
    @Test(arguments: HostileFileTests.names)
    func `a mutated file is refused or read in full`(name: String) throws {
        let original = try Array(Data(contentsOf: URL(fileURLWithPath: HostileFileTests.folder + "/" + name)))
        let scratch = try Scratch()
        // Parquet is read by another program, a process each time.
        for seed in 0..<(name.hasSuffix(".parquet") ? 2 : 40) {
            var random = Seeded(
                UInt64(seed) &* 1_000_003 &+ UInt64(name.utf8.reduce(7) { $0 &* 31 &+ Int($1) } & 0xFFFF))
            let mutated = Self.mutate(original, &random)
            let path = try scratch.write(mutated, to: name)
            do {
                let table = try Table(path: path)
                try check(table, mutated)
            } catch let refused as Refusal {
                #expect([.badData, .usage, .unavailable].contains(refused.kind))
                #expect(!refused.nextStep.isEmpty)
            }
        }
    }

    private func check(_ table: Table, _ bytes: [UInt8]) throws {
        #expect(Set(table.columnNames).count == table.columnNames.count)
        #expect(table.records.allSatisfy { $0.count == table.columnNames.count })
        if table.reading.compression == .none, table.reading.encoding == .utf8,
            let expected = SlowCount(bytes, hasHeader: table.reading.dialect?.hasHeader).records(
                in: table.reading.format)
        {
            #expect(table.rowCount == expected, "\(String(decoding: bytes, as: UTF8.self).debugDescription)")
        }
        // In delimited text every record that the slow reader finds is there.
        guard table.reading.format == .delimited, table.reading.compression == .none, table.reading.encoding == .utf8,
            let dialect = table.reading.dialect, dialect.quoting != .none, !dialect.skipsBlanks
        else { return }
        let format = try #require(table.current.format as? DelimitedFormat)
        let slow = SlowReader(
            delimiter: dialect.delimiter, terminator: format.terminator, fields: format.fieldCount,
            comment: dialect.comment, keepsFullComments: dialect.keepsFullComments,
            backslash: dialect.quoting == .backslash, splits: format.splits)
        #expect(
            table.rowCount == slow.records(bytes, from: format.firstRecord).count,
            "\(String(decoding: bytes, as: UTF8.self).debugDescription)")
    }

    private static func mutate(_ original: [UInt8], _ random: inout Seeded) -> [UInt8] {
        var bytes = original
        let interesting: [UInt8] = [0, 9, 10, 13, 34, 39, 44, 58, 59, 91, 92, 93, 123, 125, 0x80, 0xC3, 0xFF, 48, 97]
        for _ in 0..<Int.random(in: 1...6, using: &random) {
            let place = bytes.isEmpty ? 0 : Int.random(in: 0..<bytes.count, using: &random)
            switch Int.random(in: 0..<6, using: &random) {
            case 0 where !bytes.isEmpty: bytes[place] = interesting.randomElement(using: &random) ?? 0
            case 1 where !bytes.isEmpty: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
            case 2: bytes.insert(interesting.randomElement(using: &random) ?? 0, at: place)
            case 3 where !bytes.isEmpty: bytes.remove(at: place)
            case 4 where !bytes.isEmpty:
                let end = min(bytes.count, place + Int.random(in: 1...20, using: &random))
                bytes.insert(contentsOf: bytes[place..<end], at: place)
            default: bytes.removeSubrange(place...)
            }
        }
        return bytes
    }
}
