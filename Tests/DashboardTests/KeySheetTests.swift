import Canvas
import Testing

@testable import Dashboard

struct KeySheetTests {
    /// A sitting in each context.
    static func everywhere() async throws -> [(Context, Sitting)] {
        let snapshot = try await Stages.all.decided
        return CommandTable.standard.contexts.filter { $0 != .setUp }.map { context in
            var sitting = Sitting(snapshot)
            switch context {
            case .records: break
            case .review: sitting.press("R")
            case .detail: sitting.press("Enter")
            case .values: sitting.press("2")
            case .queue: sitting.press("3")
            case .jobs: sitting.press("4")
            case .fairness: sitting.press("5")
            case .trend: sitting.press("5", "T")
            case .threshold: sitting = threshold(sitting)
            case .models: sitting.press("6")
            case .journal: sitting.press("7")
            default: Issue.record("no way to \(context.name)")
            }
            return (context, sitting)
        }
    }

    private static func threshold(_ sitting: Sitting) -> Sitting {
        guard let snapshot = sitting.dashboard.snapshot else { return sitting }
        var other = Sitting(Audited.snapshot(snapshot))
        other.press("5", "L")
        return other
    }

    @Test func `every command stands in the key sheet of its context, with its keys`() async throws {
        for (context, sitting) in try await Self.everywhere() {
            #expect(sitting.dashboard.context == context)
            let sheet = sitting.resized(200, 30).dashboard.keySheet().map(\.text.string)
            for command in CommandTable.standard.commands(in: context) {
                #expect(
                    sheet.contains {
                        $0.contains(CommandTable.standard.keyNames(of: command.id)) && $0.contains(command.summary)
                    },
                    "\(command.name) in \(context)")
            }
            #expect(
                sheet.count { $0.hasPrefix("  ") && !$0.hasPrefix("    ") }
                    == CommandTable.standard.commands(in: context).count,
                "no command of another screen")
        }
    }

    @Test func `the last line of the key sheet can be reached at 80×24`() async throws {
        for (_, sitting) in try await Self.everywhere() {
            var sitting = sitting.resized(80, 24)
            sitting.press("?")
            let last = try #require(sitting.dashboard.keySheet().last?.text.string)
            for _ in 0..<80 { sitting.press("j") }
            #expect(sitting.text.contains(last))
            // Going back up answers at once, however long j was held.
            let bottom = sitting.text
            sitting.press("k")
            #expect(sitting.text != bottom)
        }
    }

    @Test func `every command is found in the palette by its name, and policies too`() async throws {
        let dashboard = Sitting(try await Stages.all.decided).dashboard
        let moves = ["down", "up", "left", "right"]
        for command in CommandTable.standard.all where !moves.contains(command.name) && command.places.containsPage {
            #expect(dashboard.paletteItems(command.name).contains { $0.name == command.name })
            #expect(dashboard.paletteItems("").contains { $0.name == command.name })
        }
        #expect(dashboard.paletteItems("policy").count == 5)
    }

    @Test func `a command runs from the palette as from its key, and says where it has no meaning`() async throws {
        var sitting = Sitting(try await Stages.all.decided)
        sitting.command("screen-fairness")
        #expect(sitting.dashboard.screen == .fairness)
        sitting.command("flag-toxic")
        #expect(sitting.message == "flag-toxic has no meaning on this screen.")
        sitting.command("no-such-thing")
        #expect(sitting.message == "No command 'no-such-thing'.")
        #expect(sitting.asked.isEmpty)
    }

    @Test func `a command that can't be done says why`() async throws {
        var sitting = Sitting(try await Stages.all.fresh)
        sitting.press("A")
        #expect(sitting.message == "Nothing is staged: d stages a record.")
        sitting.press("u")
        #expect(sitting.message == "Nothing to undo.")
        sitting.press("X")
        #expect(sitting.message == "No job is running.")
        sitting.press("M")
        #expect(sitting.message == "M does nothing here · ? shows the keys")
        #expect(sitting.asked.isEmpty)
    }

    @Test func `hints come from the table, only what can be done now, and fit 60 to 300 columns`() async throws {
        for (context, sitting) in try await Self.everywhere() {
            for width in 60...300 where width % 7 == 4 || width == 80 || width == 300 {
                let line = sitting.resized(width, 24).lines[23]
                var rest = line[...]
                var found = 0
                let hints = CommandTable.standard.hints(in: context).filter { $0.disabled(sitting.dashboard) == nil }
                for hint in hints {
                    guard let range = rest.firstRange(of: " \(hint.keys[0].name) \(hint.label(in: context))") else {
                        continue
                    }
                    rest.removeSubrange(range)
                    found += 1
                }
                #expect(rest.allSatisfy { $0 == " " }, "\(context) at \(width): \(line)")
                #expect(found >= min(5, hints.count), "\(context) at \(width): \(line)")
                #expect(line.hasSuffix(" ? keys"), "\(context) at \(width): \(line)")
            }
        }
    }

    @Test func `the hints of every panel fit and name the way out`() async throws {
        for scene in try await Scene.all() where scene.sitting.dashboard.panel != nil {
            for width in [60, 66, 80, 100, 160] {
                let line = scene.sitting.resized(width, 20).lines[19]
                let ways = ["back", "no", "? keys"]
                #expect(ways.contains { line.contains($0) }, "\(scene) at \(width): '\(line)'")
            }
        }
    }
}
