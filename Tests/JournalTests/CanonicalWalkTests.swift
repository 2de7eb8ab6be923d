import TestSupport
import Testing

@testable import Journal

/// The walk that builds nothing agrees with the reader that builds everything.
@Suite struct CanonicalWalkTests {
    private func walks(_ bytes: [UInt8]) -> Bool {
        bytes.withUnsafeBufferPointer { buffer in
            do throws(ChainFault) {
                try CanonicalWalk.check(buffer)
                return true
            } catch { return false }
        }
    }

    private func isCanonical(_ bytes: [UInt8]) -> Bool {
        (try? JSON(parsing: bytes[...])).map { $0.canonicalBytes == bytes } ?? false
    }

    @Test(arguments: [
        "null", "true", "false", "0", "-1", "9007199254740991", "-9007199254740991", "\"\"", "\"a\\n\\\"\\\\\\u001f\"",
        "[]",
        "[1,[2,[]]]", "{}", "{\"a\":1,\"b\":{\"c\":[]}}", "{\"\":1}", "{\"\\n\":1,\"\\\"\":2,\"a\":3}",
        "{\"\u{1F602}\":2,\"\u{FB33}\":1}", "{\"\u{E000}\":1,\"\u{FFFF}\":2}", "{\"a\":1,\"a\\n\":2}",
        "{\"\u{D7FF}\":1,\"\u{10000}\":2}",
    ])
    func `what is canonical is walked`(_ text: String) {
        #expect(isCanonical(Array(text.utf8)))
        #expect(walks(Array(text.utf8)))
    }

    @Test(arguments: [
        "", " ", "1 ", " 1", "[1, 2]", "{\"a\": 1}", "{\"b\":1,\"a\":2}", "{\"a\":1,\"a\":2}", "-0", "01", "-01", "1.0",
        "1e3",
        "9007199254740992", "99999999999999999999", "\"\\/\"", "\"\\u0041\"", "\"\\u000A\"", "\"\\u001F\"",
        "\"\\u000a\"",
        "\"\\ud83d\\ude02\"", "\"\\ud83d\"", "nul", "truee", "[1]x", "\"open", "{\"a\"", "{\"a\":", "{\"a\":1", "[1",
        "\"\t\"", "\"\\",
        "\"\\u00", "{\"\u{FB33}\":1,\"\u{1F602}\":2}", "{\"a\\n\":1,\"a\":2}", "{a:1}", "'a'", "-", "+1", "NaN",
    ])
    func `what is not is refused`(_ text: String) {
        #expect(!isCanonical(Array(text.utf8)))
        #expect(!walks(Array(text.utf8)))
    }

    @Test func `bytes that are no UTF-8, and depth without end, are refused`() {
        #expect(!walks([0x22, 0xC3, 0x22]))
        #expect(!walks([0x22, 0xED, 0xA0, 0x80, 0x22]))
        #expect(!walks(Array(repeating: UInt8(ascii: "["), count: 1_000_000)))
        #expect(
            walks(
                Array(String(repeating: "[", count: 64) + String(repeating: "]", count: 64)).map { $0.asciiValue ?? 0 })
        )
        #expect(!walks(Array((String(repeating: "[", count: 65) + String(repeating: "]", count: 65)).utf8)))
    }

    @Test func `both say the same of a thousand texts and their mutations`() {
        var generator = Seeded(11)
        for _ in 0..<1000 {
            let original = randomJSON(depth: 4, using: &generator).canonicalBytes
            #expect(walks(original))
            for _ in 0..<4 {
                var bytes = original
                let place = Int.random(in: 0..<bytes.count, using: &generator)
                switch Int.random(in: 0..<3, using: &generator) {
                case 0: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
                case 1: bytes.remove(at: place)
                default: bytes.insert(Array("\"\\{}[],:0 ".utf8).randomElement(using: &generator) ?? 0, at: place)
                }
                #expect(walks(bytes) == isCanonical(bytes), "\(String(decoding: bytes, as: UTF8.self))")
            }
        }
    }

    private func randomJSON(depth: Int, using generator: inout Seeded) -> JSON {
        switch Int.random(in: 0...(depth > 0 ? 5 : 3), using: &generator) {
        case 0: return .null
        case 1: return .bool(Bool.random(using: &generator))
        case 2: return .integer(Int64.random(in: -9_007_199_254_740_991...9_007_199_254_740_991, using: &generator))
        case 3: return .string(randomText(using: &generator))
        case 4: return .array((0..<3).map { _ in randomJSON(depth: depth - 1, using: &generator) })
        default:
            var members: [String: JSON] = [:]
            for _ in 0..<3 { members[randomText(using: &generator)] = randomJSON(depth: depth - 1, using: &generator) }
            return .object(members)
        }
    }

    /// Characters that escapes, orders and encodings differ on.
    private func randomText(using generator: inout Seeded) -> String {
        let pool: [Unicode.Scalar] = [
            "\"", "\\", "\n", "\u{1}", "\u{1F}", "a", "b", "\u{7F}", "ö", "\u{FB33}", "\u{1F602}", "\u{E000}",
        ]
        let scalars = (0..<Int.random(in: 0...3, using: &generator)).compactMap { _ in
            pool.randomElement(using: &generator)
        }
        return String(String.UnicodeScalarView(scalars))
    }
}
