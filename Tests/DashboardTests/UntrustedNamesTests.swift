import Canvas
import Engine
import Fairness
import Journal
import Records
import TestSupport
import Testing

@testable import Dashboard

struct UntrustedNamesTests {
    static let evil = "\u{1B}]0;x\u{7}\u{1B}[2J\u{202E}\u{9B}1m\r\n\t\u{8}\u{7F}\u{200D}\u{FEFF}\u{2028}"

    /// Whether a scalar may stand in a cell: no control, no line or direction changer, nothing invisible on its own.
    static func isSafe(_ cell: Cell) -> Bool {
        cell.text.unicodeScalars.allSatisfy { scalar in
            switch scalar.properties.generalCategory {
            case .control, .lineSeparator, .paragraphSeparator, .surrogate: false
            // A joiner inside a cluster is how emoji families are made.
            case .format:
                scalar == "\u{200D}" && cell.text.unicodeScalars.count > 1 || (0xE0020...0xE007F).contains(scalar.value)
            default: true
            }
        }
    }

    static func check(_ sitting: Sitting, _ name: String) {
        let canvas = sitting.canvas
        for y in 0..<canvas.height where !canvas.row(y).allSatisfy(isSafe) {
            Issue.record("\(name), row \(y): \(canvas.row(y).filter { !isSafe($0) })")
        }
        LayoutTests.check(canvas, canvas.width, canvas.height)
    }

    @Test func `no control character of any record reaches a cell`() async throws {
        for scene in try await Scene.all() {
            for (width, height) in [(60, 16), (100, 30), (200, 60)] {
                Self.check(scene.sitting.resized(width, height), "\(scene)")
            }
        }
    }

    @Test func `y copies a cell on one line, without controls, and says where it was cut`() async throws {
        let long = String(repeating: "long ", count: 20_000)
        let path = try Scratch().write("n,t\n1,\"a\(Self.evil)rm -rf x\nb\"\n2,\(long)\n3,\n", to: "a.csv")
        let table = try Table(path: path)
        var sitting = Sitting(.browsing(table, schema: Schema(), actor: "", Browsing()))
        while sitting.dashboard.records.columns.indices.contains(sitting.dashboard.records.columnCursor + 1) {
            sitting.press("l")
        }
        sitting.press("y")
        #expect(sitting.copied == ["a]0;x[2J1m   rm -rf x b"])
        #expect(sitting.message == "copied")
        sitting.press("j", "y")
        #expect(sitting.copied.last?.utf8.count == 56_244)
        #expect(sitting.message == "copied only the first 56,244 bytes: terminals take no more")
        sitting.press("j", "y")
        #expect(sitting.copied.count == 2)
        #expect(sitting.message == "This cell is empty.")
    }

    @Test func `no control character of a name, value, reason, actor or file name reaches a cell`() async throws {
        let evil = Self.evil
        let names = ["g" + evil, "n" + evil, "y" + evil, "t" + evil]
        var random = Seeded(1)
        let rows = (0..<120).map { row in
            let isRed = Bool.random(using: &random)
            return [
                isRed ? "red" + evil : "blue" + evil, "\(Int.random(in: 0..<50, using: &random))",
                isRed == (row % 5 != 0) ? "1" : "0", "word \(row) of " + evil + " text",
            ]
        }
        func line(_ fields: [String]) -> String {
            fields.map { "\"" + $0.replacing("\"", with: "\"\"") + "\"" }.joined(separator: ",")
        }
        let csv = ([names] + rows).map(line).joined(separator: "\n") + "\n"
        let stored = try Table(path: Scratch().write(csv, to: "a.csv")).columnNames
        let schema = Schema(
            target: Target(column: stored[2], positive: "1"), textColumns: [stored[3]], features: [stored[1]],
            groups: [stored[0]])
        var rehearsal = try await Rehearsal.open(
            csv, schema: schema, actor: "a" + evil, name: "e\u{1B}[31m\u{202E}.csv")
        let table = try Table(path: rehearsal.file)
        var form = Sitting(try Scene.setUp(table))
        Self.check(form, "set-up")
        form.feed(.snapshot(BrowseTests.snapshot(table, loaded: 0.5)))
        for keys in [["v"], ["l"], ["F"], ["I"]] {
            for key in keys { form.press(key) }
            Self.check(form, "browse \(keys)")
        }
        await rehearsal.press("Space", "Space", "t", "r")
        rehearsal.sitting.feed(.key(.paste("because " + evil)))
        await rehearsal.press("Enter", "d")
        let shots = [
            [], ["Enter"], ["R"], ["3"], ["4"], ["5"], ["5", "C"], ["5", "I"], ["5", "C", "C"], ["5", "M"],
            ["5", "B"], ["5", "T"], ["5", "T", "Enter"], ["5", "L"], ["5", "H"], ["6"], ["6", "Enter"], ["7"],
            ["7", "Enter"], ["W"], ["W", "a"], ["?"], ["A"], ["f"], ["/"], ["r"], ["5", "Enter"], ["2"], ["2", "B"],
            ["2", "I"], ["2", "C", "Enter"],
        ]
        for keys in shots {
            var sitting = Sitting(rehearsal.workspace.mailbox.latest)
            for key in keys { sitting.press(key) }
            if sitting.dashboard.panel != nil { sitting.feed(.key(.paste(evil))) }
            sitting.feed(.refusal(Sentence("No " + evil)))
            for (width, height) in [(60, 16), (80, 24), (160, 40)] {
                Self.check(sitting.resized(width, height), "\(keys)")
            }
        }
        await rehearsal.workspace.close()
    }

    @Test(arguments: [false, true]) func `with ASCII only, every cell is ASCII, and nothing else changes place`(
        isASCII: Bool
    ) async throws {
        for scene in try await Scene.all(isASCII: isASCII) {
            let canvas = scene.sitting.resized(100, 30).canvas
            #expect(canvas.ascii == isASCII)
            let odd = (0..<30).flatMap { canvas.row($0) }.filter { !$0.text.unicodeScalars.allSatisfy(\.isASCII) }
            #expect(odd.isEmpty == isASCII, "\(scene): \(odd.prefix(3))")
        }
    }
}
