import Testing

@testable import Detection

@Suite struct PersonalDataTests {
    private func found(_ text: String) -> [String] {
        let bytes = Array(text.utf8)
        return PersonalDataDetector().evidence(in: text, column: "c").map {
            "\($0.detector):\(String(decoding: bytes[$0.span], as: UTF8.self))"
        }
    }

    @Test(arguments: PersonalCases.found.indices)
    func `what is personal is found, and nothing else`(index: Int) {
        let (text, expected) = PersonalCases.found[index]
        #expect(found(text) == expected)
    }

    @Test(arguments: PersonalCases.nothing)
    func `what only resembles it is left alone`(text: String) {
        #expect(found(text) == [])
    }

    @Test(arguments: [
        ("«", "»"), ("é ", " é"), ("日本", "日本"), ("🙂", "🙂"), ("(", ")"), ("\"", "\""), (": ", ";"), ("\u{A0}", "\u{A0}"),
        ("“", ",”"),
    ])
    func `what stands around changes nothing`(before: String, after: String) {
        for text in [
            "joe@example.com", "+49 30 901820", "4111111111111111", "de89370400440532013000", "203.0.113.77",
            "00:1A:2B:3C:4D:5E", "219-09-9999",
            "AB123456C", "12345678Z", "RSSMRA85T10A562S", "640823-3234", "131052-308T", "ABCPE1234F",
            "1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2",
        ] {
            let whole = before + text + after
            let hits = PersonalDataDetector().evidence(in: whole, column: "c")
            #expect(hits.count == 1, "\(whole)")
            #expect(hits.first?.span == before.utf8.count..<before.utf8.count + text.utf8.count, "\(whole)")
        }
    }

    @Test(arguments: ["joe@example.com", "+49 30 901820", "4111111111111111", "219-09-9999", "640823-3234"])
    func `dashes, blanks and digits of other kinds are read as what they mean`(text: String) {
        let signs: [Character: Character] = [
            "-": "\u{2011}", " ": "\u{202F}", "0": "０", "1": "１", "2": "２", "9": "９", "@": "＠", ".": "．", "+": "＋",
        ]
        let other = String(text.map { signs[$0] ?? $0 })
        let (one, two) = (
            PersonalDataDetector().evidence(in: text, column: "c"),
            PersonalDataDetector().evidence(in: other, column: "c")
        )
        #expect(one.map(\.detector) == two.map(\.detector) && two.first?.span == 0..<other.utf8.count)
    }

    @Test func `no two words of the lists share a number`() {
        var words: [UInt64: String] = [:]
        for (_, list) in PersonalWords.lists {
            for word in list.split(whereSeparator: \.isWhitespace) where !word.contains("+") {
                let key = Lexicon.key(Array(word.utf8))
                #expect(words[key].map { $0 == String(word) } ?? true, "\(word)")
                words[key] = String(word)
            }
        }
        #expect(PersonalWords.lexicon.sense(of: Lexicon.key(Array("TÉLÉPHONE".utf8))).contains(.phone))
    }
}
