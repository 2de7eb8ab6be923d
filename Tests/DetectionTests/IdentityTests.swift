import Testing

@testable import Detection

@Suite struct IdentityTests {
    private func found(_ text: String) -> [String] {
        let bytes = Array(text.utf8)
        return IdentityDetector().evidence(in: text, column: "c").map {
            "\($0.detector):\(String(decoding: bytes[$0.span], as: UTF8.self))"
        }
    }

    @Test(arguments: [
        ("Muslims and Jews", ["identity.muslim:Muslims", "identity.jewish:Jews"]),
        ("an African-American writer", ["identity.black:African-American"]),
        ("two black women", ["identity.black:black women", "identity.women:women"]),
        ("GAY rights", ["identity.gay:GAY"]),
        ("the old man", ["identity.old:old man", "identity.men:man"]),
        ("trans people", ["identity.transgender:trans people"]),
    ])
    func `a group is found where it is spoken of`(text: String, expected: [String]) {
        #expect(found(text) == expected)
    }

    @Test(arguments: [
        "the White House", "black ice", "an old car", "manly", "humanity", "native code", "african. American",
        "Romania", "",
    ])
    func `a word with another meaning is left alone`(text: String) {
        #expect(found(text) == [])
    }

    @Test func `every word of the lists is found under its group`() {
        for group in IdentityWords.groups {
            for word in group.words.split(whereSeparator: \.isWhitespace) {
                let text = word.replacing("+", with: " ")
                guard !text.contains("'") else { continue }
                #expect(found("é \(text)!").contains { $0.hasPrefix("identity.\(group.name):") }, "\(text)")
            }
        }
    }
}
