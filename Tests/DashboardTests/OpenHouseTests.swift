import Canvas
import Engine
import Foundation
import Records
import Testing

@testable import Dashboard

// The samples of CONTRIBUTING.md, word for word.

// sample: page
extension PageID {
    static let parts = PageID("parts")
}

/// The parts that records are held out by, and how many records each has.
struct PartsPage: Page {
    static let id = PageID.parts
    static let number = 9
    static let title = "Parts"
    static let commands: [KeyCommand] = [
        KeyCommand(
            CommandID("part-records"), "its records", "the records of this part", keys: [.char("Z")],
            in: .only([Context(id)]), rank: 10
        ) { $0[PartsPage.self].open(in: &$0) }
    ]

    var cursor = ListCursor()

    private func names(_ snapshot: Snapshot?) -> [String] { snapshot?.overlay.facets["split"]?.values ?? [] }

    func heading(in dashboard: Dashboard, _ snapshot: Snapshot) -> String { names(snapshot).count.counted("part") }

    func draw(in dashboard: Dashboard, on canvas: inout Canvas, _ area: Area, _ snapshot: Snapshot) {
        for (line, name) in names(snapshot).enumerated() {
            canvas.mark(item: line, y: area.y + line)
            canvas.write(line == cursor.position ? "▸" : " ", x: 1, y: area.y + line, Style(.accent))
            canvas.write(name, x: 3, y: area.y + line)
        }
    }

    func move(by delta: Int, in dashboard: inout Dashboard) {
        dashboard[Self.self].cursor.move(by: delta, count: names(dashboard.snapshot).count)
    }

    func open(in dashboard: inout Dashboard) -> [Effect] {
        let names = names(dashboard.snapshot)
        return names.isEmpty ? [] : dashboard.narrow(to: "split:\(names[cursor.position])")
    }
}
// end of sample

// sample: panel
/// Asks after how many records to stop.
struct SamplePanel: TypedPanel {
    var field = TextField("100")
    var question: String { "How many records?" }

    func hints(in dashboard: Dashboard) -> [Hint] { [Hint("Enter", "mark them"), Hint("Ctrl-G", "back")] }

    func accept(in dashboard: inout Dashboard) -> [Effect] {
        dashboard.panel = nil
        guard let count = Int(field.text) else {
            dashboard.refuse("'\(field.text)' is no number · \(command: .keys) shows the keys")
            return []
        }
        return dashboard.markFirst(count)
    }
}
// end of sample

/// A page that has a command which opens the panel.
struct SamplingPage: Page {
    static let id = PageID("sampling")
    static let number = 8
    static let title = "Sampling"
    static let needsProject = false
    // sample: command
    static let commands: [KeyCommand] = [
        KeyCommand(
            CommandID("sample"), "sample", "mark the first records", keys: [.char("%")], in: .pages, group: .mark,
            rank: 30
        ) {
            $0.panel = SamplePanel()
            return []
        }
    ]
    // end of sample

    func draw(in dashboard: Dashboard, on canvas: inout Canvas, _ area: Area, _ snapshot: Snapshot) {
        canvas.write("nothing here", x: 3, y: area.y)
    }
}

/// A page, a panel and a command from outside, through the public lists alone.
struct OpenHouseTests {
    private static func sitting() async throws -> Sitting {
        let table = CommandTable(pages: Pages.all + [SamplingPage.self, PartsPage.self])
        var sitting = Sitting(Dashboard(snapshot: try await Stages.all.decided, table: table), 160, 40)
        sitting.start()
        return sitting
    }

    @Test func `a page is drawn, has its tab, its key, its commands and its lines`() async throws {
        var sitting = try await Self.sitting()
        #expect(sitting.lines[1].contains("8 Sampling") && sitting.lines[1].contains("9 Parts"))
        let names = try #require(try sitting.snapshot.overlay.facets["split"]?.values)
        sitting.press("9")
        #expect(sitting.lines[0].contains("\(names.count) parts") && sitting.text.contains("▸ \(names[0])"))
        #expect(sitting.lines.last?.contains("Z its records") == true)
        sitting.press("j")
        #expect(sitting.text.contains("▸ \(names[1])"))
        sitting.press("?")
        #expect(sitting.text.contains("the records of this part"))
        sitting.press("q", "Z")
        #expect(sitting.dashboard.screen == .records && sitting.dashboard.records.filterText == "split:\(names[1])")
        sitting.press("q")
        #expect(sitting.dashboard.screen == .parts, "back where it came from")
        sitting.command("screen-parts")
        #expect(sitting.dashboard.screen == .parts)
        // The mouse finds its lines as well.
        let line = try #require(sitting.lines.firstIndex { $0.hasPrefix("   \(names[0])") })
        sitting.feed(.key(.mouse(Mouse(.press, x: 5, y: line))))
        #expect(sitting.text.contains("▸ \(names[0])"))
        sitting.feed(.key(.mouse(Mouse(.press, x: 5, y: line))))
        #expect(sitting.dashboard.records.filterText == "split:\(names[0])")
    }

    @Test func `a command has its key, its place in the palette and the key sheet, and opens its panel`() async throws {
        var sitting = try await Self.sitting()
        #expect(sitting.dashboard.paletteItems("sam").first?.name == "sample")
        #expect(sitting.dashboard.keySheet().contains { $0.text.string.contains("mark the first records") })
        sitting.press("%")
        #expect(sitting.text.contains("How many records?") && sitting.lines.last?.contains("mark them") == true)
        sitting.press("Ctrl-U")
        sitting.type("7")
        sitting.press("Enter")
        #expect(sitting.marks.count == 7)
        sitting.press("%", "x", "Enter")
        #expect(sitting.message == "'100x' is no number · ? shows the keys")
        sitting.press("%", "Alt-9", "Alt-8")
        #expect(sitting.dashboard.screen == SamplingPage.id && sitting.dashboard.panel == nil)
    }

    @Test func `CONTRIBUTING shows these samples as they stand here, in at most forty lines`() throws {
        let here = try String(contentsOfFile: #filePath, encoding: .utf8)
        let guide = try String(
            contentsOfFile: Sources.root.appendingPathComponent("CONTRIBUTING.md").path, encoding: .utf8)
        for name in ["page", "panel", "command"] {
            let start = try #require(here.range(of: "// sample: \(name)\n"))
            let end = try #require(here.range(of: "// end of sample", range: start.upperBound..<here.endIndex))
            let lines = here[start.upperBound..<end.lowerBound].split(separator: "\n", omittingEmptySubsequences: false)
            let indent = lines.filter { !$0.isEmpty }.map { $0.prefix { $0 == " " }.count }.min() ?? 0
            let text = lines.map { String($0.dropFirst(indent)) }.joined(separator: "\n").trimming {
                $0 == "\n" || $0 == " "
            }
            #expect(lines.count <= 48 && text.split(separator: "\n").count <= 40, "\(name): \(lines.count)")
            #expect(guide.contains(text), "\(name)")
        }
    }
}
