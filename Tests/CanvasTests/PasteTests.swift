import TestSupport
import Testing

@testable import Canvas

@Suite struct `Pastes` {
    private static let start = "\u{1B}[200~"
    private static let end = "\u{1B}[201~"

    /// A decoder in the middle of a paste of `text`.
    private func pasting(_ text: String) -> KeyDecoder {
        var decoder = KeyDecoder()
        #expect(decoder.feed((Self.start + text).utf8) == [])
        #expect(decoder.isWaiting && !decoder.isEscapeOnly)
        return decoder
    }

    @Test func `a paste that is never closed ends after a second of silence, and no part of it is a key`() {
        var decoder = pasting("*d\rA5\r")
        #expect(decoder.patience() == 1_000)
        #expect(decoder.timeOut() == [.paste("*d\nA5\n")])
        #expect(!decoder.isWaiting && decoder.patience() == nil)
        #expect(decoder.feed("j".utf8) == [.character("j")])
        #expect(decoder.timeOut() == [])
    }

    @Test func `Ctrl-C ends it, where nothing follows; what came before was pasted`() {
        var decoder = pasting("*d\u{3}")
        #expect(decoder.patience() == 100)
        #expect(decoder.timeOut() == [.paste("*d")])
        #expect(decoder.feed("q".utf8) == [.character("q")])
    }

    @Test func `a Ctrl-C inside a paste lets nothing after it run`() {
        var decoder = pasting("*\u{3}")
        #expect(decoder.feed("A5\r".utf8) == [])
        #expect(decoder.patience() == 1_000)
        #expect(decoder.feed(Self.end.utf8) == [.paste("*\u{3}A5\n")])
    }

    @Test(arguments: 1...5) func `cut inside its closing bracket, the rest of that is no key, whenever it comes`(
        cut: Int
    ) {
        let end = Array(Self.end.utf8)
        var decoder = pasting("text")
        #expect(decoder.feed(end[..<cut]) == [])
        // In time.
        var patient = decoder
        #expect(patient.feed(end[cut...]) == [.paste("text")])
        // Too late, also in pieces.
        #expect(decoder.timeOut() == [.paste("text")])
        for byte in end[cut...] { #expect(decoder.feed([byte]) == []) }
        #expect(decoder.feed("j".utf8) == [.character("j")])
    }

    @Test func `what a stalled line brings later is still pasted, not run`() {
        var decoder = pasting("first ")
        #expect(decoder.timeOut() == [.paste("first ")])
        // Longer than a hand types in one moment.
        #expect(decoder.feed("d*A5\rd*A5\rd*A5\rd*A5\r".utf8) == [])
        #expect(decoder.timeOut() == [.paste("d*A5\nd*A5\nd*A5\nd*A5\n")])
        // The last of it is short, and closed.
        #expect(decoder.feed(("dA" + Self.end + "j").utf8) == [.paste("dA"), .character("j")])
        #expect(decoder.feed("dddddddddddddddddddddd".utf8).count == 22, "keys again")
    }

    @Test func `opening brackets inside a paste are left out, and open nothing`() {
        var decoder = pasting("a" + Self.start + "b" + Self.start)
        #expect(decoder.feed(("c" + Self.end + "j").utf8) == [.paste("abc"), .character("j")])
    }

    @Test func `an empty paste, and brackets alone, are no keys`() {
        var decoder = KeyDecoder()
        #expect(decoder.feed((Self.start + Self.end).utf8) == [.paste("")])
        #expect(decoder.feed((Self.end + "j").utf8) == [.unknown, .character("j")])
    }

    @Test func `however much is pasted, a bounded part is kept, and Ctrl-C and silence still end it`() {
        var decoder = pasting("")
        for _ in 0..<40 { #expect(decoder.feed(repeatElement(0x61, count: 100_000)).isEmpty) }
        #expect(decoder.feed([0x03]).isEmpty)
        #expect(decoder.patience() == 100)
        let keys = decoder.timeOut()
        #expect(keys == [.paste(String(repeating: "a", count: KeyDecoder.pasteLimit))])
        #expect(decoder.feed("j".utf8) == [.character("j")])
    }

    @Test func `any bytes in brackets, in any pieces, are never keys`() {
        var dice = Seeded(77)
        let pieces = ["*", "d", "A", "\r", "\u{3}", "\u{1B}", "[", "\u{1B}[A", "\u{1B}[200~", "é", "\u{1B}[20", "1"]
        for _ in 0..<2_000 {
            var decoder = pasting("")
            for _ in 0..<12 {
                let piece = pieces[Int.random(in: 0..<pieces.count, using: &dice)]
                #expect(decoder.feed(piece.utf8).allSatisfy { if case .paste = $0 { true } else { false } })
            }
            let keys = decoder.feed((Self.end + "j").utf8)
            #expect(keys.last == .character("j") && keys.count == 2)
        }
    }

    @Test func `waiting is short after Esc, longer in a sequence, and as the terminal needs it`() {
        var decoder = KeyDecoder()
        #expect(decoder.patience() == nil)
        _ = decoder.feed([0x1B])
        #expect(decoder.patience() == 25 && decoder.patience(escape: 400) == 400)
        _ = decoder.feed([0x5B])
        #expect(decoder.patience(escape: 400) == 500)
    }
}
