import TestSupport
import Testing

@testable import Records

@Suite struct TextSearchTests {
    private func isFound(_ needle: String, in text: String) throws -> Bool {
        var text = text
        let searcher = try TextSearch(needle).searcher()
        return try text.withUTF8 { try searcher.isFound(in: $0) }
    }

    @Test(arguments: [
        ("idiot", "You IDIOT here", true), ("idiot", "idio", false), ("", "a", true), ("", "", true), ("a", "", false),
        ("kelvin", "\u{212A}elvin", true), ("\u{212A}", "k", true), ("s", "\u{17F}", true), ("\u{17F}it", "SIT", true),
        ("É", "é", true), ("é", "e", false), ("ß", "ẞ", true), ("i", "İ", false), ("[", "{", false), ("@", "`", false),
        ("a\0b", "xA\0B", true), ("ω", "\u{2126}", true), ("aab", "aaaaaaaaaaaaaaaaaaaaaaab", true),
        ("x", String(repeating: "y", count: 15) + "X", true), ("yx", String(repeating: "y", count: 47) + "X", true),
    ])
    func `a text is found in either case`(needle: String, text: String, expected: Bool) throws {
        #expect(try isFound(needle, in: text) == expected)
    }

    @Test func `every length and place agrees with PCRE2`() throws {
        var numbers = Seeded(21)
        let letters = ["a", "b", "A", "k", "K", "s", "\u{212A}", "\u{17F}", "é", "É", " ", "[", "{", "1", "\0", "日"]
        for round in 0..<6_000 {
            let alphabet = Array(letters.prefix(round % 3 == 0 ? 3 : round % 3 == 1 ? 6 : letters.count))
            let text = (0..<numbers.below(70)).map { _ in numbers.pick(alphabet) }.joined()
            let needle = (0...numbers.below(5)).map { _ in numbers.pick(alphabet) }.joined()
            let expected = try Pattern(containing: needle).firstRange(in: text) != nil
            #expect(try isFound(needle, in: text) == expected, "\(needle.debugDescription) in \(text.debugDescription)")
        }
    }

    @Test func `the first place is the one a plain search finds`() {
        var numbers = Seeded(22)
        for _ in 0..<3_000 {
            let text = (0..<numbers.below(100)).map { _ in numbers.pick(Array("aAbB.".utf8)) }
            let needle = (0...numbers.below(4)).map { _ in numbers.pick(Array("aAbB.".utf8)) }
            let lower = { (bytes: ArraySlice<UInt8>) in bytes.map { $0 >= 65 && $0 <= 90 ? $0 + 32 : $0 } }
            let places = 0..<max(0, text.count - needle.count + 1)
            let expected = places.first { lower(text[$0..<$0 + needle.count]) == lower(needle[...]) }
            #expect(text.withUnsafeBufferPointer { LiteralScan(needle).firstPlace(in: $0) } == expected)
        }
    }
}
