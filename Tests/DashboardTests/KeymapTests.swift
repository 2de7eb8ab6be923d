import Canvas
import Engine
import Records
import TestSupport
import Testing

@testable import Dashboard

struct KeymapTests {
    private static func refused(_ text: String) -> String {
        do {
            _ = try Keymap(reading: text, named: "keys.toml")
            return "accepted"
        } catch { return "\(error)" }
    }

    @Test func `keys are bound anew, and everything that names them follows`() async throws {
        let keymap = try Keymap(
            reading: """
                # mine
                [keys]
                undo = "U"          # not u
                "flag-toxic" = ['x', "F5"]
                redraw = []
                filter = [
                  "Ctrl-F",
                ]
                """, named: "keys.toml")
        var sitting = Sitting(Dashboard(snapshot: try await Stages.all.decided, keymap: keymap))
        sitting.start()
        let hints = try #require(sitting.resized(200, 30).lines.last)
        #expect(hints.contains(" x toxic"))
        #expect(sitting.text.contains("none · Ctrl-F to filter"))
        sitting.press("u")
        #expect(sitting.message == "u does nothing here · ? shows the keys")
        sitting.feed(.echo(.init("flagged", hint: "\(command: .undo) undoes")))
        #expect(sitting.message == "flagged · U undoes")
        sitting.press("F5")
        #expect(sitting.asked.count == 1)
        let sheet = sitting.resized(160, 60).dashboard.keySheet().map(\.text.string)
        #expect(sheet.contains { $0.contains("x F5") && $0.contains("toxic") })
        #expect(sitting.dashboard.table.keys(of: .redraw).isEmpty)
        sitting.feed(.echo(.init("", hint: "\(command: .redraw) draws")))
        #expect(sitting.message.contains(":redraw draws"))
    }

    @Test(arguments: [
        ("undo = 5", "keys.toml:1:8: A key should be here, in quotes."),
        ("undo \"U\"", "keys.toml:1:6: An '=' should follow 'undo'."),
        ("\nundoo = \"U\"", "keys.toml:2:1: There is no command 'undoo'. Did you mean 'undo'?"),
        ("undo = \"Strg-R\"", "keys.toml:1:8: No key is called 'Strg-R'."),
        ("undo = [\"U\", \"Hyper-U\"]", "keys.toml:1:14: No key is called 'Hyper-U'."),
        ("undo = \"U\"\nundo = \"Z\"", "keys.toml:2:1: 'undo' stands on line 1 already."),
        ("undo = \"j\"", "keys.toml:1:8: 'j' is the key of 'down' already, on Records."),
        ("undo = \"M\"", "keys.toml:1:8: 'M' is the key of 'metric' already, on Fairness."),
        ("undo = \"U\n", "keys.toml:1:8: A quote is not closed on its line."),
        ("[colors]\nundo = \"U\"", "keys.toml:1:1: There is one table only, [keys], at the top."),
        ("undo = \"U\" redo = \"Z\"", "keys.toml:1:12: The line should end here."),
        ("undo = [\"U\" \"Z\"]", "keys.toml:1:13: A ',' or ']' should be here."),
        ("sort = \"x\"\nreason = \"x\"", "'x' is the key of"),
        ("trend = \"d\"", "keys.toml:1:9: 'd'"),
        ("form-browse = \"t\"", "is the key of 'form-target' already, in the form."),
    ]) func `what is wrong is refused where it stands, with a next step`(text: String, says: String) {
        let said = Self.refused(text)
        #expect(said.contains(says), "\(said)")
        #expect(said.last == "." || said.last == "?")
    }

    @Test func `a key that writes keeps its meaning everywhere, or the file is refused`() {
        #expect(Self.refused("by = \"d\"").contains("keys.toml:1:6: 'd' would write in one place ('stage')"))
        let said = Self.refused("search = \"8\"\nreason = \"9\"")
        #expect(said == "accepted")
        #expect(Self.refused("mark-save-point = \"r\"").contains("'reason'"))
    }

    @Test func `what is printed is a file of keys, and says what the table says`() throws {
        let read = try Keymap(reading: Keymap.standard.sheet, named: "keys.toml")
        for command in CommandTable.standard.all { #expect(read.bound[command.id] == command.keys, "\(command.name)") }
    }

    @Test func `no file of keys breaks the table`() throws {
        var random = Seeded(7)
        let letters = Array("undo=\"[],'#\n \\xUF5keys.-é")
        for _ in 0..<2_000 {
            let text = String(
                (0..<Int.random(in: 0..<40, using: &random)).map { _ in
                    letters[Int.random(in: 0..<letters.count, using: &random)]
                })
            let said = Self.refused(text)
            #expect(said == "accepted" || said.hasPrefix("keys.toml:"), "\(text)")
        }
    }
}
