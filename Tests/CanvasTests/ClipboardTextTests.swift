import TestSupport
import Testing

@testable import Canvas

@Suite("Text for the clipboard") struct ClipboardTextTests {
    @Test(arguments: [
        ("plain text, ü and 日本 👩‍👩‍👧", "plain text, ü and 日本 👩‍👩‍👧"), ("rm -rf ~\n", "rm -rf ~ "),
        ("a\r\nb\rc\nd\te\u{B}f\u{C}g\u{85}h\u{2028}i\u{2029}j", "a b c d e f g h i j"),
        ("\u{1B}[31mred\u{1B}]0;x\u{7}", "[31mred]0;x"), ("\u{9B}31m\u{9D}x\u{9C}", "31mx"),
        ("\u{202E}abc\u{2066}\u{200B}\u{FEFF}\u{7F}\u{0}", "abc"), ("a\u{E0041}\u{E0042}", "a"), ("", ""),
        ("\u{301}x\u{301}", "x\u{301}"),
    ])
    func `is on one line, and nothing in it is hidden`(raw: String, copied: String) {
        let text = ClipboardText(raw)
        #expect(text.string == copied)
        #expect(!text.isCut)
        #expect(DisplayText(copied).string == copied, "it is what is seen")
    }

    @Test func `no scalar that acts on a terminal or hides on it is copied`() {
        for value in UInt32(0)...0x10FFFF {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let copied = ClipboardText("a\(Character(scalar))b").string
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned:
                if copied != "ab", copied != "a b" { Issue.record("U+\(String(value, radix: 16)): \(copied)") }
            default: break
            }
        }
    }

    @Test func `is cut between characters where terminals take no more, and says so`() {
        let limit = ClipboardText.limit
        for character in ["x", "é", "日", "👩‍👩‍👧"] as [Character] {
            let size = String(character).utf8.count
            let whole = ClipboardText(String(repeating: character, count: limit / size))
            let cut = ClipboardText(String(repeating: character, count: limit / size + 1))
            #expect(cut.isCut && cut.string.utf8.count <= limit && cut.string.allSatisfy { $0 == character })
            #expect(!whole.isCut && whole.string.utf8.count == limit / size * size)
        }
        // In Base64, between the opening and the closing of the sequence.
        #expect("\u{1B}]52;c;".utf8.count + (limit + 2) / 3 * 4 + 1 <= 75_000)
    }

    @Test func `of a text without end the beginning is looked at only`() {
        let endless = String(repeating: "\u{0}", count: 3_000_000) + "rest"
        #expect(ClipboardText(endless) == ClipboardText(String(repeating: "\u{0}", count: ClipboardText.limit + 1)))
        #expect(ClipboardText(endless).isCut)
    }
}
