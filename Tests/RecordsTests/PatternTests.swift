import Records
import Testing

@Suite struct PatternTests {
    @Test(arguments: [
        ("gr[ae]y", "Gray or grey", false, [8..<12]), ("gr[ae]y", "Gray or grey", true, [0..<4, 8..<12]),
        (".", "é👩", false, [0..<2, 2..<6]), ("a*", "baab", false, [1..<3]), ("", "abc", false, []),
        ("x|", "ax", false, [1..<2]),
        (#"\bname\b"#, "éname name", false, [7..<11]), ("É", "é", true, [0..<2]), ("a", "", false, []),
        ("^b", "a\nb", false, []), ("a\\Kb", "abab", false, [1..<2, 3..<4]), ("\0", "a\0b", false, [1..<2]),
    ])
    func `ranges are byte offsets of every match`(
        regex: String, text: String, insensitive: Bool, expected: [Range<Int>]
    )
        throws
    {
        #expect(try Pattern(regex, caseInsensitive: insensitive).ranges(in: text) == expected)
    }

    @Test(arguments: ["(", "[", "a{2,1}", #"\C"#, "(?<n>a)(?<n>b)", "*"])
    func `a bad pattern says what is wrong and where`(
        regex: String
    ) {
        #expect {
            try Pattern(regex)
        } throws: { error in
            guard let error = error as? PatternError else { return false }
            return !error.message.isEmpty && (0...regex.utf8.count).contains(error.offset)
        }
    }

    @Test func `a catastrophic pattern gives up instead of hanging`() throws {
        let pattern = try Pattern("(a+)+$")
        let text = String(repeating: "a", count: 200) + "!"
        #expect(throws: PatternError.self) { try pattern.firstRange(in: text) }
        #expect(!pattern.matches(text))
        #expect(pattern.ranges(in: text) == [])
    }

    @Test func `a text too deep for the small stack is still searched`() throws {
        let pattern = try Pattern("^(?:a|(b))*c$")
        let text = String(repeating: "ab", count: 20_000) + "c"
        #expect(pattern.matches(text))
    }

    @Test func `matching from many tasks at once gives the same answers`() async throws {
        let pattern = try Pattern("[0-9]+7")
        let found = await withTaskGroup(of: Int.self) { group in
            for part in 0..<8 {
                group.addTask { (0..<500).count { pattern.matches("x\($0 + part * 500)") } }
            }
            return await group.reduce(0, +)
        }
        #expect(found == (0..<4_000).count { number in "\(number)".dropFirst().contains("7") })
    }
}
