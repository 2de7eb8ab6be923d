import Canvas
import Engine
import Journal
import Testing

@testable import Dashboard

/// Colour is never the only signal: what differs in meaning differs in letters, or in emphasis that a terminal without
/// colours has too.
struct StatesTests {
    @Test func `every flag and the stage have a letter of their own`() async throws {
        let letters = Flag.allCases.map(\.letter) + ["d"]
        #expect(Set(letters).count == letters.count)
        let sitting = Sitting(try await Stages.all.decided)
        let rows = [
            (Sample.insult, "T"), (Sample.address, "Pd"), (Sample.emoji, "B"), (Sample.cjk, "M"),
            (Sample.newlines, "✓"),
            (Sample.controls, "?"), (Sample.duplicate, "TBd"),
        ]
        for (row, letters) in rows {
            let line = try #require(sitting.lines.first { $0.contains(" \(row + 1)  \(letters) ") })
            #expect(line.contains(letters))
        }
    }

    @Test func `cursor, marks, order, filter and its being off are visible as text`() async throws {
        var sitting = Sitting(try await Stages.all.fresh)
        var seen = [sitting.text]
        for key in ["j", "Space", "s", "S"] {
            sitting.press(key)
            #expect(!seen.contains(sitting.text), "\(key)")
            seen.append(sitting.text)
        }
        sitting.press("f")
        sitting.type("sex=Male")
        sitting.press("Enter")
        let on = sitting.text
        sitting.press("i")
        #expect(sitting.text != on && sitting.text.contains("(off)"))
    }

    @Test func `each state of a job has its own words`() async throws {
        var sitting = Sitting(Scene.jobs(try await Stages.all.forgotten))
        sitting.press("4")
        for words in ["waiting", "solving", "cancelled", "failed", "done · 0.25 s"] {
            #expect(sitting.text.contains(words))
        }
    }

    @Test func `before and after, clear and unclear, have marks and words`() async throws {
        var sitting = Sitting(try await Stages.all.forgotten)
        sitting.press("5")
        for sign in ["○ before", "● after", "no clear change", "insufficient evidence"] {
            #expect(sitting.text.contains(sign), "\(sign)")
        }
        // So few records make no change clear; more do.
        var audited = Sitting(Audited.snapshot(try await Stages.all.forgotten))
        audited.press("5")
        for sign in ["▼", "no clear change"] { #expect(audited.text.contains(sign), "\(sign)") }
    }

    @Test func `the active tab, the chosen line and the column under the cursor stand out without colour`() async throws
    {
        var sitting = Sitting(try await Stages.all.fresh)
        func emphasis(_ text: String, _ sitting: Sitting) throws -> Ink {
            let canvas = sitting.canvas
            let y = try #require(sitting.lines.firstIndex { $0.contains(text) })
            let line = sitting.lines[y]
            let start = try #require(line.firstRange(of: text)).lowerBound
            let style = canvas[DisplayText(String(line[..<start])).columns, y].style
            var ink = Theme.ink(for: style.role, depth: .monochrome)
            ink.bold = ink.bold || style.bold
            ink.reverse = ink.reverse || style.reverse
            ink.underline = ink.underline || style.underline
            return ink
        }
        #expect(try emphasis("1 Records", sitting) != emphasis("5 Fairness", sitting))
        #expect(try emphasis("disagree", sitting) != emphasis("score", sitting))
        sitting.press(":")
        #expect(try emphasis("half-page-down", sitting) != emphasis("top ", sitting))
        sitting.press("Esc", "W")
        #expect(try emphasis("a  the", sitting) != emphasis("b  the", sitting))
        sitting.press("Esc", "A")
        #expect(try emphasis("Nothing is staged", sitting) != Ink.plain)
    }
}

extension Ink {
    fileprivate static let plain = Theme.ink(for: .normal, depth: .monochrome)
}
