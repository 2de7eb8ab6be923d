import TestSupport
import Testing

@testable import Canvas

@Suite struct `Keys` {
    @Test func `names and keys are inverse`() {
        let keys: [Key] = [
            .character("g"), .character("G"), .character(" "), .character("é"), .control("d"), .control("\\"), .up,
            .down, .left, .right, .home, .end, .pageUp, .pageDown, .enter, .tab, .backTab, .escape, .backspace,
            .delete, .insert, .function(1), .function(12), .character("f"), .character("-"),
        ]
        for key in keys { #expect(Key(named: key.name) == key) }
        #expect(Key(named: "ctrl-D") == .control("d"))
        #expect(Key(named: "PGUP") == .pageUp)
        for name in ["", "Ctrl-", "Ctrl-é", "F0", "F99", "Paste", "nonsense"] { #expect(Key(named: name) == nil) }
    }

    @Test(arguments: [
        ("\u{1B}[A", Key.up), ("\u{1B}OA", .up), ("\u{1B}[1;5A", .up), ("\u{1B}[B", .down), ("\u{1B}OD", .left),
        ("\u{1B}[H", .home), ("\u{1B}[1~", .home), ("\u{1B}[7~", .home), ("\u{1B}OF", .end), ("\u{1B}[4~", .end),
        ("\u{1B}[5~", .pageUp), ("\u{1B}[6;2~", .pageDown), ("\u{1B}[3~", .delete), ("\u{1B}[2~", .insert),
        ("\u{1B}[Z", .backTab), ("\u{1B}OP", .function(1)), ("\u{1B}[[A", .function(1)), ("\u{1B}[15~", .function(5)),
        ("\u{1B}[17~", .function(6)), ("\u{1B}[24~", .function(12)), ("\u{1B}OM", .enter),
        ("\u{1B}Oj", .character("*")),
        ("\u{1B}x", .unknown), ("\u{1B}é", .unknown), ("\u{1B}[?1;2c", .unknown), ("\u{1B}[99;99;99R", .unknown),
        ("\u{1B}]52;c;ZA==\u{7}", .unknown), ("\u{1B}P1$r\u{1B}\\", .unknown), ("\u{1}", .control("a")),
        ("\u{1A}", .control("z")), ("\0", .control("@")), ("\u{1C}", .control("\\")), ("\r", .enter), ("\t", .tab),
        ("\u{7F}", .backspace), ("\u{8}", .backspace), ("日", .character("日")), ("\u{9B}", .unknown),
    ])
    func `a sequence is one key, however it is cut into reads`(sequence: String, key: Key) {
        let bytes = Array(sequence.utf8)
        for cut in 0...bytes.count {
            var decoder = KeyDecoder()
            var keys = decoder.feed(bytes[..<cut]) + decoder.feed(bytes[cut...])
            // Replies of the terminal are swallowed without a trace.
            let expected = sequence.hasPrefix("\u{1B}]") || sequence.hasPrefix("\u{1B}P") ? [] : [key]
            #expect(keys == expected)
            #expect(!decoder.isWaiting)
            keys = decoder.feed("j".utf8)
            #expect(keys == [.character("j")])
        }
    }

    @Test func `a lone Esc is Esc once time is up, and half a sequence is nothing`() {
        var decoder = KeyDecoder()
        #expect(decoder.feed([0x1B]) == [])
        #expect(decoder.isWaiting && decoder.isEscapeOnly)
        #expect(decoder.timeOut() == [.escape])
        #expect(decoder.timeOut() == [])
        #expect(decoder.feed([0x1B, 0x1B]) == [.escape])
        #expect(decoder.timeOut() == [.escape])
        #expect(decoder.feed("\u{1B}[1;".utf8) == [])
        #expect(decoder.isWaiting && !decoder.isEscapeOnly)
        #expect(decoder.timeOut() == [.unknown])
        #expect(decoder.feed("\u{1B}[1;\u{1B}[B".utf8) == [.unknown, .down])
    }

    @Test func `a terminal's own sequences come first`() {
        var decoder = KeyDecoder(sequences: [Array("[25~".utf8): .function(13), Array("A".utf8): .up])
        #expect(decoder.feed("\u{1B}[25~\u{1B}A".utf8) == [.function(13), .up])
    }

    @Test func `pasted text is text, however it is cut`() {
        let bytes = Array("x\u{1B}[200~*d\r\u{1B}[Aé\u{3}\u{1B}[201~y".utf8)
        let expected: [Key] = [.character("x"), .paste("*d\n\u{1B}[Aé\u{3}"), .character("y")]
        for cut in 0...bytes.count {
            var decoder = KeyDecoder()
            #expect(decoder.feed(bytes[..<cut]) + decoder.feed(bytes[cut...]) == expected)
        }
    }

    @Test func `a paste without end keeps its beginning only`() {
        var decoder = KeyDecoder()
        _ = decoder.feed("\u{1B}[200~".utf8)
        for _ in 0..<300 { #expect(decoder.feed(repeatElement(0x61, count: 10_000)).isEmpty) }
        let keys = decoder.feed("\u{1B}[201~".utf8)
        #expect(keys.count == 1)
        if case .paste(let text)? = keys.first { #expect(text.utf8.count == KeyDecoder.pasteLimit) }
    }

    @Test func `broken text is one unknown key and never swallows the next`() {
        var decoder = KeyDecoder()
        #expect(decoder.feed([0xC3, 0x71]) == [.unknown, .character("q")])
        #expect(decoder.feed([0xFF, 0x71]) == [.unknown, .character("q")])
        #expect(decoder.feed([0xED, 0xA0, 0x80]) == [.unknown])
    }

    @Test func `any bytes at all leave a decoder that still works`() {
        var dice = Seeded(21)
        for _ in 0..<3_000 {
            var decoder = KeyDecoder()
            let bytes = (0..<20).map { _ in
                Bool.random(using: &dice)
                    ? UInt8.random(in: 0...255, using: &dice)
                    : [0x1B, 0x5B, 0x4F, 0x3B][Int.random(in: 0..<4, using: &dice)]
            }
            _ = decoder.feed(bytes)
            _ = decoder.timeOut()
            #expect(!decoder.isWaiting)
            #expect(decoder.feed("j".utf8) == [.character("j")])
        }
    }
}
