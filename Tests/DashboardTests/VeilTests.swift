import Canvas
import Engine
import Journal
import Records
import Testing

@testable import Dashboard

struct VeilTests {
    static let veiled = [Sample.insult, Sample.address, Sample.duplicate]

    /// A sitting whose records are all veiled ones.
    static func sitting() async throws -> Sitting {
        var sitting = Sitting(try await Stages.all.decided)
        sitting.press("f")
        sitting.type("flag:toxic or flag:private")
        sitting.press("Enter")
        return sitting
    }

    /// Without spaces and line ends, so that wrapping hides nothing from the test.
    static func ink(_ sitting: Sitting) -> String { sitting.text.filter { !$0.isWhitespace } }

    static func shows(_ row: Int, _ sitting: Sitting) -> Bool { ink(sitting).contains(Sample.word(of: row)) }

    @Test func `the text of toxic and private records is on no screen and in no panel`() async throws {
        for scene in try await Scene.all() where !["fresh", "set-up", "coached"].contains(scene.name) {
            guard let snapshot = scene.sitting.dashboard.snapshot else { continue }
            // The third has a twin that nobody flagged.
            let rows = [Sample.insult, Sample.address].filter { snapshot.mask(of: $0).isSensitive }
            for (width, height) in [(60, 16), (80, 24), (130, 40), (200, 60)] {
                let sitting = scene.sitting.resized(width, height)
                for row in rows { #expect(!Self.shows(row, sitting), "\(scene) shows row \(row + 1)") }
            }
        }
    }

    @Test func `table, card, detail and review cover the text until z`() async throws {
        for open in [[], ["Enter"], ["R"], ["R", "Enter"]] {
            for width in [80, 160] {
                var sitting = try await Self.sitting().resized(width, 40)
                for key in open { sitting.press(key) }
                let row = try #require(sitting.dashboard.currentRow)
                #expect(!Self.shows(row, sitting))
                #expect(sitting.text.contains("▒▒▒▒"))
                #expect(!sitting.text.contains("hit  "), "evidence quotes the text")
                sitting.press("z")
                #expect(Self.shows(row, sitting), "z shows the text, after \(open)")
                guard case .reveal(let rows)? = sitting.asked.first else {
                    Issue.record("no event for showing")
                    return
                }
                #expect(rows == [row])
            }
        }
    }

    @Test func `showing one record leaves the others veiled, also after moving`() async throws {
        var sitting = try await Self.sitting()
        let first = try #require(sitting.dashboard.currentRow)
        sitting.press("z")
        for row in Self.veiled where row != first { #expect(!Self.shows(row, sitting)) }
        sitting.press("j", "Enter")
        let second = try #require(sitting.dashboard.currentRow)
        #expect(second != first)
        #expect(!Self.shows(second, sitting))
        #expect(sitting.asked.count == 1)
    }

    @Test func `z again covers the text, and that is no event`() async throws {
        var sitting = try await Self.sitting()
        let row = try #require(sitting.dashboard.currentRow)
        sitting.press("z", "z")
        #expect(!Self.shows(row, sitting))
        #expect(sitting.asked.count == 1)
    }

    @Test func `a search passes a veiled record by, so that a guess can't be confirmed`() async throws {
        var sitting = Sitting(try await Stages.all.decided)
        sitting.press("/")
        sitting.type("before Friday")
        sitting.press("Enter")
        #expect(sitting.dashboard.currentRow == 0)
        #expect(!Self.shows(Sample.address, sitting))
        sitting.command("\(Sample.address + 1)")
        sitting.press("z", "g", "n")
        #expect(sitting.dashboard.currentRow == Sample.address)
    }

    @Test func `copying a veiled record is refused, in the table and in the detail`() async throws {
        for open in [[], ["Enter"], ["R"]] {
            var sitting = try await Self.sitting()
            for key in open { sitting.press(key) }
            sitting.press("y")
            #expect(sitting.copied.isEmpty)
            #expect(sitting.message == "The text is veiled: z shows it first.")
            sitting.press("z", "y")
            #expect(sitting.copied.count == 1)
        }
    }

    @Test func `the policy can lift the veil, and only the policy`() async throws {
        var snapshot = try await Stages.all.decided
        snapshot.policy.veil = false
        var sitting = Sitting(snapshot)
        sitting.command("\(Sample.address + 1)")
        #expect(Self.shows(Sample.address, sitting))
        sitting.press("z")
        #expect(sitting.message == "Nothing is veiled here.")
        #expect(sitting.asked.isEmpty)
    }

    @Test func `showing and what was shown are in the journal of a real project`() async throws {
        var rehearsal = try await Rehearsal.open(Sample.csv(count: 120))
        await rehearsal.go(to: 30)
        await rehearsal.press("t", "z")
        let snapshot = try rehearsal.sitting.snapshot
        #expect(snapshot.events.last?.action == .viewSensitive)
        #expect(rehearsal.sitting.message == "shown; this is in the journal")
        await rehearsal.workspace.close()
    }

    @Test(arguments: [
        ("idiot, you!", "▒▒▒▒▒, ▒▒▒!"), ("a@b.example", "▒@▒.▒▒▒▒▒▒▒"), ("", ""), ("东京 1999", "▒▒ ▒▒▒▒"),
        ("👩‍👩‍👧 hi", "▒ ▒▒"), ("e\u{301}\u{301}", "▒"),
    ]) func `the veil covers letters, digits and symbols, and keeps the shape`(text: String, covered: String) {
        #expect(Veil.over(text) == covered)
    }

    @Test func `nothing that could be read shines through the veil`() {
        let leaks = (UInt32(0x21)...0x2FFFF).compactMap(Unicode.Scalar.init).filter { scalar in
            let isReadable = scalar.properties.isAlphabetic || scalar.properties.numericType != nil
            return isReadable && Veil.over(String(scalar)) != "▒"
        }
        #expect(leaks.isEmpty, "\(leaks.count), such as \(leaks.prefix(5).map { String($0.value, radix: 16) })")
    }
}
