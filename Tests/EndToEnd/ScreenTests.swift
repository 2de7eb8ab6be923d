import Foundation
import Testing

extension TheProgram {
    /// What a person meets on the way: review mode, the veil, undo, the key sheet, the palette, the coach.
    @Suite("Screens by keys", .serialized, .enabled(if: Screen.isThere, Screen.missing))
    struct Screens {
        @Test
        func `review mode moves on by itself, veils what was called toxic or private, and logs each unveiling`()
            async throws
        {
            let playground = try await Prepared.trained("comments")
            let screen = try await Screen.start("lethe open comments.csv", in: playground)
            try await screen.waitUntilFound()
            try await screen.press("R")
            let first = try await screen.wait(until: "reviewed 0 of 200")
            let row = try #require(heading(first))
            let text = try #require(body(first))
            try await screen.press("t")
            let second = try await screen.wait(until: "reviewed 1 of 200")
            #expect(second.contains("flagged toxic · u undoes"))
            #expect(heading(second) != row, "deciding moves on")
            try await screen.press("k")
            let veiled = try await screen.wait(until: "veiled · z shows it, and the journal notes it")
            #expect(heading(veiled) == row)
            #expect(veiled.contains("▒") && !veiled.contains(text))
            try await screen.press("z")
            try await screen.wait(until: text)
            try await screen.wait(until: "shown; this is in the journal")
            try await screen.press("j", "p")
            try await screen.wait(until: "reviewed 2 of 200")
            try await screen.press("k")
            try await screen.wait(until: "veiled · z shows it")
            try await screen.press("u")
            try await screen.wait(until: "undid: ")
            try await screen.wait(until: "reviewed 1 of 200")
            try await screen.press("q", "7")
            let journal = try await screen.wait(until: "view-sensitive")
            #expect(journal.contains("unflag") && journal.contains("flag"))
            #expect(try await screen.quit() == 0)

            let log = try await Program.run("log", "comments.csv.lethe", "--json", in: playground).json()
            let seen = log.array.filter { $0["action"].string == "view-sensitive" }
            #expect(seen.count == 1)
            #expect(seen.first?["actor"].string == "auditor")
            #expect(seen.first?["subject_ref"].string?.isEmpty == false)
        }

        @Test
        func `undo and redo are echoed; the sheet and the palette name every command`() async throws {
            let playground = try await Prepared.trained("decisions")
            let screen = try await Screen.start("lethe open decisions.csv", in: playground)
            try await screen.waitUntilFound()
            try await screen.press("b")
            try await screen.wait(until: "flagged biased · u undoes")
            try await screen.wait(until: "1 flagged")
            try await screen.press("u")
            try await screen.wait(until: "Ctrl-R does it again")
            try await screen.wait(for: "no flag any more") { !$0.contains("1 flagged") }
            try await screen.press("C-r")
            try await screen.wait(until: "1 flagged")
            try await screen.press("b")
            try await screen.wait(until: "no longer biased")

            try await screen.press("?")
            let sheet = try await screen.wait(until: "Keys")
            #expect(sheet.contains("next line") && sheet.contains("PgDn"))
            try await screen.press("q", "3", "?")
            let other = try await screen.wait(until: "measure the removal without publishing it")
            #expect(other.contains("now: Nothing is staged"), "a command that can't be done says why")
            try await screen.press("q", "1", ":")
            try await screen.type("tox")
            try await screen.wait(until: "flag-toxic")
            try await screen.press("Enter")
            try await screen.wait(until: "flagged toxic · u undoes")
            try await screen.press(":")
            try await screen.type("612")
            try await screen.press("Enter")
            try await screen.wait(until: "─ 612 ·")
            try await screen.press("x")
            try await screen.wait(until: "x does nothing here · ? shows the keys")
            try await screen.press("A")
            try await screen.wait(until: "Nothing is staged: d stages a record.")
            #expect(try await screen.quit() == 0)
        }

        @Test
        func `the filter bar says what is wrong under the word, and keeps the last good result`() async throws {
            let playground = try await Prepared.trained("decisions")
            let screen = try await Screen.start("lethe open decisions.csv", in: playground)
            try await screen.waitUntilFound()
            try await screen.press("f")
            try await screen.type("sxe=female")
            let wrong = try await screen.wait(until: "Did you mean 'sex'?")
            #expect(wrong.contains("^^^"))
            try await screen.press("C-u")
            try await screen.type("sex=female")
            try await screen.wait(for: "the women") { (Screen.shownCount(in: $0) ?? 0) > 1000 }
            try await screen.press("Escape")
            try await screen.wait(until: "5,000 records")
            #expect(try await screen.quit() == 0)
        }

        @Test
        func `a paste runs no command`() async throws {
            let playground = try await Prepared.trained("decisions")
            let screen = try await Screen.start("lethe open decisions.csv", in: playground)
            try await screen.waitUntilFound()
            try await screen.paste("*b\ny")
            let after = try await screen.wait(until: "Pasted text is ignored here")
            #expect(!after.contains("•") && !after.contains("flagged biased"))
            #expect(try await screen.quit() == 0)
        }

        @Test
        func `the demo's coach names the next key`() async throws {
            let playground = try Playground()
            let screen = try await Screen.start("lethe demo", in: playground)
            try await screen.wait(until: "▸ s sorts by disagreement")
            try await screen.press("s")
            try await screen.wait(until: "▸ Read it below, then flag it: b biased")
            try await screen.press("b")
            try await screen.wait(until: "Then d stages them.")
            try await screen.press("d")
            try await screen.wait(until: "▸ 1 staged. A applies: type 1")
            try await screen.press("A", "1", "Enter")
            try await screen.wait(until: "▸ Forgotten, and certified. 5 shows fairness")
            try await screen.press("5")
            try await screen.wait(until: "▸ W then c writes the journal")
            try await screen.press("W", "c", "Enter")
            try await screen.wait(until: "▸ That is the whole loop.")
            #expect(try await screen.quit() == 0)
            #expect(try await screen.text().contains("go on with: lethe open"))
        }

        /// The row number in the heading of the review card.
        private func heading(_ screen: String) -> Substring? { screen.firstMatch(of: /─ (\d+) · toxic/)?.1 }

        /// The first line of the record's text, cut to what a veil must not show.
        private func body(_ screen: String) -> String? {
            let lines = screen.split(separator: "\n", omittingEmptySubsequences: false)
            guard let rule = lines.firstIndex(where: { $0.contains(" · toxic ") }) else { return nil }
            return lines[(rule + 1)...].first { !$0.allSatisfy(\.isWhitespace) }?.trimmingCharacters(in: .whitespaces)
        }
    }
}
