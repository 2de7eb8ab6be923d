import TestSupport
import Testing

@testable import Detection

@Suite struct MentionsTests {
    private func found(_ strings: [String], _ text: String) -> [String] {
        Mentions(of: strings).found(in: text).map { mention in
            "\(mention.pattern):" + String(decoding: Array(text.utf8)[mention.span], as: UTF8.self)
        }
    }

    @Test(arguments: [
        (["Ann Lee"], "ANN  LEE wrote", ["0:ANN  LEE"]),
        (["ann"], "planner Ann's annex, ann", ["0:Ann", "0:ann"]),
        (["ann@example.com"], "mail <Ann@Example.com>, or xann@example.com", ["0:Ann@Example.com"]),
        (["#12"], "see #12, not #123 or x#12", ["0:#12", "0:#12"]),
        (["Straße"], "STRASSE und straße, nicht Straßen", ["0:STRASSE", "0:straße"]),
        (["ΟΔΟΣ"], "η οδός, οδος", ["0:οδος"]),
        (["a", "a b", "b"], "a b", ["1:a b", "0:a", "2:b"]),
        (["he", "she", "his", "hers"], "she hers he", ["1:she", "3:hers", "0:he"]),
        (["one", "ONE"], "one", ["0:one", "1:one"]),
        (["", " ", "\n"], "a b", []),
        (["x\ny"], "x y and x\t\n y", ["0:x y", "0:x\t\n y"]),
        (["😀"], "a😀😀b", ["0:😀", "0:😀"]),
        (["user_1"], "user_1 user_12 my_user_1", ["0:user_1"]),
        (["i"], "İ ı i", ["0:i"]), (["tea "], "tea, teas", ["0:tea"]),
        (["公园"], "我们去公园散步", ["0:公园"]), (["a-b"], "a-b a - b A-B", ["0:a-b", "0:A-B"]),
        (["a - b", "a-b"], "a-b", ["1:a-b"]),
        (["+49 30 1234", "(1234)"], "call +49 30 1234 (1234)", ["0:+49 30 1234", "1:(1234)"]),
    ])
    func `strings are found as words, whatever the case and the blanks`(
        strings: [String], text: String, expected: [String]
    ) {
        #expect(found(strings, text) == expected)
    }

    @Test func `random strings are found where a slow search finds them`() {
        var dice = Seeded(6)
        for _ in 0..<300 {
            func word() -> String {
                (0..<Int.random(in: 1...3, using: &dice)).map { _ in ["a", "b", "-"].randomElement(using: &dice) ?? "" }
                    .joined()
            }
            let strings = (0..<6).map { _ in
                (0..<Int.random(in: 1...2, using: &dice)).map { _ in word() }.joined(separator: " ")
            }
            let text = (0..<12).map { _ in word() }.joined(separator: " ")
            let bytes = Array(text.utf8)
            var expected: Set<Mentions.Mention> = []
            for (pattern, string) in strings.enumerated() {
                let wanted = Array(string.utf8)
                for start in 0...max(0, bytes.count - wanted.count) where bytes[start...].starts(with: wanted) {
                    let end = start + wanted.count
                    let isWord = { (place: Int) in bytes[place] == 0x61 || bytes[place] == 0x62 }
                    if start > 0, isWord(start), isWord(start - 1) { continue }
                    if end < bytes.count, isWord(end), isWord(end - 1) { continue }
                    expected.insert(Mentions.Mention(pattern: pattern, span: start..<end))
                }
            }
            let mentions = Mentions(of: strings).found(in: text)
            #expect(Set(mentions) == expected && mentions.count == expected.count)
        }
    }

    @Test func `rows that mention something come in order, without the subject's own`() throws {
        let texts = (0..<5_000).map { $0 % 1_000 == 3 ? "from record R-\($0), and R-77" : "nothing" }
        let mentions = Mentions(of: (0..<5_000).map { "R-\($0)" })
        let rows = try mentions.rows(of: Texts(texts), without: [1_003])
        #expect(rows.map(\.row) == [3, 2_003, 3_003, 4_003])
        #expect(rows[1].mentions.map(\.pattern) == [2_003, 77])
    }

    @Test func `a long text without an end of words is one pass`() {
        let text = String(repeating: "ab", count: 500_000)
        #expect(Mentions(of: ["ab", "abab", String(repeating: "ab", count: 1_000)]).found(in: text).isEmpty)
    }
}
