import Canvas
import Engine
import Foundation
import Journal
import Records
import TestSupport
import Testing

@testable import Dashboard

/// Conversations on the screen: by turn, side by side, veiled by turn.
struct ConversationTests {
    private static func snapshot(_ lines: [String]) throws -> Snapshot {
        let table = try Table(path: Scratch().write(lines.joined(separator: "\n") + "\n", to: "chat.jsonl"))
        var snapshot = Snapshot.browsing(table, schema: Schema.guessed(for: table), actor: "ann", Browsing())
        snapshot.browsing = nil
        snapshot.flags = Array(repeating: [], count: table.rowCount)
        return snapshot
    }

    private static let chat = [
        #"{"messages": [{"role": "user", "content": "How long does bread bake?"}, {"role": "assistant", "content": "An hour.\nOr two."}, {"role": "user", "content": "Thanks"}]}"#,
        #"{"messages": [{"role": "user", "content": "How long does cake bake?"}, {"role": "assistant", "content": "Less."}]}"#,
    ]
    private static let pairs = [
        #"{"prompt": "Why tides?", "chosen": "The moon pulls the sea", "rejected": "The sun pulls the sea"}"#
    ]

    @Test func `the card says who speaks, a turn below the other`() throws {
        for width in [80, 130] {
            let text = Sitting(try Self.snapshot(Self.chat), width: width).text
            #expect(text.contains("user      How long does bread bake?"))
            #expect(text.contains("assistant An hour."))
            #expect(text.contains("          Or two."))
            #expect(!text.contains("\"role\""))
        }
    }

    @Test func `turns are chosen with l and h, and flags go to the one in hand`() throws {
        var sitting = Sitting(try Self.snapshot(Self.chat))
        sitting.press("Enter")
        #expect(sitting.text.contains("3 turns, l to one"))
        sitting.press("t")
        guard case .flag(.toxic, on: true, let rows, _)? = sitting.asked.last else {
            Issue.record("no turn was chosen, so the record is flagged")
            return
        }
        #expect(rows == [0])
        sitting.press("l", "l")
        #expect(sitting.text.contains("turn 2 of 3") && sitting.text.contains("▸assistant An hour."))
        sitting.press("p")
        guard case .flagTurns(.private, on: true, row: 0, let places)? = sitting.asked.last else {
            Issue.record("the turn is flagged")
            return
        }
        #expect(places == [TurnPlace(column: "messages", index: 1)])
        sitting.press("l", "l", "l")
        #expect(sitting.text.contains("turn 3 of 3"))
        sitting.press("h", "h", "h")
        #expect(sitting.text.contains("3 turns, l to one"))
    }

    @Test func `what is flagged is covered, and nothing else`() throws {
        var snapshot = try Self.snapshot(Self.chat)
        snapshot.policy.veil = true
        let place = TurnPlace(column: "messages", index: 1)
        snapshot.flags[0] = FlagMask(.toxic)
        snapshot.turns[0] = [place: FlagMask(.toxic)]
        var sitting = Sitting(snapshot)
        sitting.press("Enter")
        #expect(sitting.text.contains("How long does bread bake?") && !sitting.text.contains("An hour"))
        // Flagged as a whole, too: all of it is covered.
        snapshot.flags[0] = [FlagMask(.toxic), FlagMask(.private)]
        sitting.feed(.snapshot(snapshot))
        #expect(!sitting.text.contains("bread bake") && !sitting.text.contains("An hour"))
    }

    @Test func `two answers stand side by side, with what differs marked`() throws {
        var sitting = Sitting(try Self.snapshot(Self.pairs))
        sitting.press("Enter")
        let lines = sitting.text.split(separator: "\n")
        #expect(lines.contains { $0.contains("The moon pulls the sea") && $0.contains("The sun pulls the sea") })
        #expect(sitting.text.contains("chosen") && sitting.text.contains("rejected"))
        let narrow = Sitting(try Self.snapshot(Self.pairs), width: 60, height: 24)
        #expect(narrow.text.contains("The moon"))
    }

    @Test func `words that differ are found in order`() {
        let words = { (text: String) in text.split(separator: " ").map(String.init) }
        #expect(DialogueLines.differing(words("the moon pulls it"), from: words("the sun pulls it")) == [1])
        #expect(DialogueLines.differing(words("a b c d"), from: words("b d")) == [0, 2])
        #expect(DialogueLines.differing([], from: words("b")) == [])
    }

    @Test func `texts that begin alike are shown from where they differ`() throws {
        let begin = "You are asked to answer the following question about the household as well as you can: "
        let lines = ["bread", "cake", "soup"].map {
            #"{"messages": [{"role": "user", "content": "x"}, {"role": "assistant", "content": "\#(begin)\#($0) is good"}]}"#
        }
        let text = Sitting(try Self.snapshot(lines), width: 80).text
        #expect(text.contains("cake is good") && text.contains("soup is good"))
    }

    @Test func `what a stranger writes into a conversation stays text`() throws {
        let evil =
            #"{"messages": [{"role": "user\u001b[2J", "content": "a\u001b]0;x\u0007"}, {"role": "assistant", "content": "\u202eb\r\u0000"}]}"#
        for width in [60, 80, 130] {
            var sitting = Sitting(try Self.snapshot([evil, evil]), width: width)
            sitting.press("Enter", "l")
            #expect(!sitting.text.unicodeScalars.contains { ($0.value < 32 && $0 != "\n") || $0.value == 0x202E })
        }
    }
}
