import Glibc
import TestSupport
import Testing

@testable import Canvas

extension Seeded {
    /// Text of up to `length` scalars, half of them the kind that goes wrong.
    mutating func evilText(length: Int) -> String {
        let evil: [Unicode.Scalar] = [
            "\n", "\t", "\u{1B}", "\u{7F}", "\u{9B}", "\u{202E}", "\u{200D}", "\u{FE0F}", "\u{301}", "👨", "👧", "🏽", "日",
            "한", "\u{1161}", "\u{11A8}", "🇩", "🇪", " ", "ß", "क", "\u{93F}", "\u{E000}", "\u{2028}", "\u{E0041}", "ｗ",
        ]
        var text = String.UnicodeScalarView()
        for _ in 0..<Int.random(in: 0...length, using: &self) {
            let plain = Unicode.Scalar(UInt8.random(in: 0x20..<0x7F, using: &self))
            text.append(Bool.random(using: &self) ? plain : evil[Int.random(in: 0..<evil.count, using: &self)])
        }
        return String(text)
    }
}

@Suite struct `Display text` {
    @Test func `controls and hidden characters are shown, never sent`() {
        #expect(DisplayText("a\u{1B}[2J\n").string == "a␛[2J⏎")
        #expect(DisplayText("\t\r\0\u{7F}").string == "␉␍␀␡")
        #expect(DisplayText("x\u{202E}y\u{85}z").string == "x‹U+202E›y‹U+0085›z")
        #expect(DisplayText("\u{200D}\u{2028}\u{E0041}").string == "‹U+200D›‹U+2028›‹U+E0041›")
        #expect(DisplayText("\u{E000}\u{10FFFF}\u{FEFF}\u{AD}").string == "‹U+E000›‹U+10FFFF›‹U+FEFF›‹U+00AD›")
    }

    @Test func `joiners and selectors stay only where an emoji or a Han character needs them`() {
        #expect(DisplayText("👨‍👩‍👧").string == "👨‍👩‍👧")
        #expect(DisplayText("👨‍👩‍👧").columns == 2)
        #expect(DisplayText("👍🏽").clusters.count == 1)
        #expect(DisplayText("a\u{200D}b").string == "a‹U+200D›b")
        #expect(DisplayText("👨\u{200D}").string == "👨‹U+200D›")
        #expect(DisplayText("❤\u{FE0F}1\u{FE0F}\u{20E3}").string == "❤\u{FE0F}1\u{FE0F}\u{20E3}")
        #expect(DisplayText("a\u{FE0F}").string == "a‹U+FE0F›")
        #expect(DisplayText("👍\u{FE0F}\u{FE01}").string == "👍\u{FE0F}‹U+FE01›")
        #expect(DisplayText("葛\u{E0100}\u{E0101}").string == "葛\u{E0100}‹U+E0101›")
    }

    @Test func `a mark with nothing under it is named`() {
        #expect(DisplayText("\u{301}a").string == "‹U+0301›a")
        #expect(DisplayText("\n\u{301}").string == "⏎‹U+0301›")
        #expect(DisplayText("e\u{301}").columns == 1)
        #expect(DisplayText("\u{1161}").string == "‹U+1161›")
    }

    @Test func `every scalar that isn't hidden becomes printable, with the width the table says`() {
        var failures: [UInt32] = []
        for value in UInt32(0)...0x10FFFF {
            guard let scalar = Unicode.Scalar(value), value < 0x100 || !ScalarTraits(scalar).isHidden else { continue }
            let text = DisplayText(String(Character(scalar)))
            var width = 0
            for shown in text.string.unicodeScalars {
                let traits = ScalarTraits(shown)
                width += traits.width
                let isControl = shown.value < 0x20 || (0x7F..<0xA0).contains(shown.value)
                if isControl || traits.isHidden { failures.append(value) }
            }
            if text.columns != width || width < 1 { failures.append(value) }
        }
        #expect(failures.isEmpty, "\(failures.prefix(20).map { String($0, radix: 16) })")
    }

    @Test func `every scalar that is hidden becomes its number`() {
        let hidden = (UInt32(0xA0)...0x10FFFF).lazy.compactMap(Unicode.Scalar.init).filter { ScalarTraits($0).isHidden }
        var (batch, expected) = ("".unicodeScalars, "")
        for scalar in hidden {
            batch.append(scalar)
            expected += "‹U+" + hexadecimal(scalar.value) + "›"
            if batch.count < 4_096 { continue }
            #expect(VisibleForm.of(String(batch)) == expected)
            (batch, expected) = ("".unicodeScalars, "")
        }
        #expect(VisibleForm.of(String(batch)) == expected)
    }

    private func hexadecimal(_ value: UInt32) -> String {
        var digits = String(value, radix: 16, uppercase: true)
        while digits.count < 4 { digits = "0" + digits }
        return digits
    }

    @Test func `no category that hides or acts passes, whoever's table is asked`() {
        let hidden: Set<Unicode.GeneralCategory> = [
            .control, .format, .surrogate, .privateUse, .lineSeparator, .paragraphSeparator,
        ]
        var failures: [UInt32] = []
        for value in UInt32(0)...0x10FFFF {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let properties = scalar.properties
            let isDangerous =
                hidden.contains(properties.generalCategory) || properties.isDefaultIgnorableCodePoint
                || properties.isBidiControl || properties.isNoncharacterCodePoint
            // After an `a`, so that marks have something to sit on.
            if isDangerous, DisplayText("a" + String(scalar)).string.unicodeScalars.contains(scalar) {
                failures.append(value)
            }
        }
        #expect(failures.isEmpty, "\(failures.prefix(20).map { String($0, radix: 16) })")
    }

    @Test func `widths agree with the C library where it knows the character`() throws {
        // Glibc's module leaves wcwidth out, as it asks for X/Open.
        let symbol = try #require(dlsym(nil, "wcwidth"))
        let wcwidth = unsafeBitCast(symbol, to: (@convention(c) (wchar_t) -> Int32).self)
        let locale = newlocale(LC_CTYPE_MASK, "C.UTF-8", nil)
        let former = uselocale(locale)
        defer { _ = uselocale(former) }
        var failures: [UInt32] = []
        for value in UInt32(0x20)...0x10FFFF {
            guard let scalar = Unicode.Scalar(value), !ScalarTraits(scalar).isHidden else { continue }
            let theirs = Int(wcwidth(wchar_t(bitPattern: value)))
            // Hexagrams and numbers in squares are known to differ; they are drawn as unknown.
            if (0x3248...0x324F).contains(value) || (0x4DC0...0x4DFF).contains(value) { continue }
            if theirs >= 0, theirs != ScalarTraits(scalar).width { failures.append(value) }
        }
        #expect(failures.isEmpty, "\(failures.prefix(20).map { String($0, radix: 16) })")
    }

    @Test func `no cluster is wider than two columns`() {
        #expect(DisplayText("T🏽").clusters.map(\.text) == ["T", "🏽"])
        #expect(DisplayText("क्षि").columns == 3)
        #expect(DisplayText("क्षि").clusters.map(\.text) == ["क्", "ष", "ि"])
        var dice = Seeded(6)
        let widths = (0..<2_000).flatMap { _ in DisplayText(dice.evilText(length: 12)).clusters.map(\.width) }
        #expect(widths.allSatisfy { (1...2).contains($0) })
    }

    @Test func `what is safe stays as it is`() {
        var dice = Seeded(7)
        for _ in 0..<2_000 {
            let text = DisplayText(dice.evilText(length: 12))
            let again = DisplayText(text.string)
            #expect(again == text)
            #expect(again.clusters == text.clusters)
        }
    }

    @Test func `joining texts is making one of both`() {
        var dice = Seeded(8)
        for _ in 0..<2_000 {
            let (left, right) = (DisplayText(dice.evilText(length: 5)), DisplayText(dice.evilText(length: 5)))
            #expect((left + right).string == left.string + right.string)
        }
        #expect((DisplayText("🇩") + DisplayText("🇪")).clusters.count == 1)
    }

    @Test func `plain text is the same by the fast way and the slow way`() {
        let plain = String((0x20..<0x7F).map { Character(Unicode.Scalar(UInt8($0))) })
        let (fast, slow) = (DisplayText(plain), DisplayText(plain + "é"))
        #expect(fast.isASCII && !slow.isASCII)
        #expect(fast.clusters == slow[0..<(slow.count - 1)].clusters)
        #expect(fast.columns == 95)
        #expect(fast[1..<4].string == "!\"#")
    }

    @Test func `text interpolates, and is empty only when it is`() {
        let name = "a\u{1B}b"
        let text: DisplayText = "file \(name), \(DisplayText("ok"))"
        #expect(text.string == "file a␛b, ok")
        #expect(DisplayText("").isEmpty && !DisplayText("\0").isEmpty)
    }

    @Test func `in ASCII nothing changes its place`() {
        #expect(DisplayText("○──●  é … ‹x› 日本 ⏎ \u{A0}Ω").asciiFallback.string == "o--*  e ~ <x> ???? \\  ?")
        var dice = Seeded(9)
        for _ in 0..<3_000 {
            let text = DisplayText(dice.evilText(length: 12))
            #expect(text.asciiFallback.columns == text.columns)
            #expect(text.asciiFallback.string.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F })
        }
    }
}
