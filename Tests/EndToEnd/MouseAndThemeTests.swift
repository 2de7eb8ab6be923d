import Foundation
import Testing

extension TheProgram {
    /// What a terminal sends beside keys: clicks, the wheel, and the colour of its background.
    @Suite("Mouse and background", .serialized)
    struct MouseAndBackground {
        private func table(_ playground: Playground) throws {
            let lines = (1...60).map { "\($0),word\($0),\($0 % 2)" }
            try playground.write("n,text,y\n" + lines.joined(separator: "\n") + "\n", to: "t.csv")
        }

        /// The dashboard on a small file, browsed.
        private func opened(_ arguments: [String] = []) async throws -> Screen {
            let playground = try Playground()
            try table(playground)
            let screen = try await Screen.start(
                (["lethe", "open", "t.csv"] + arguments).joined(separator: " "), in: playground, width: 100,
                height: 30)
            try await screen.wait(until: "guessed from the file")
            try await screen.press("v")
            try await screen.wait(until: "word1 ")
            return screen
        }

        /// As terminals report them (SGR, 1006): a button goes down at a column and row, from 1.
        private func mouse(_ button: Int, _ column: Int, _ row: Int, on screen: Screen) async throws {
            try await screen.type("\u{1B}[<\(button);\(column);\(row)M")
        }

        private func line(_ text: String, in shown: String) throws -> Int {
            try #require(
                shown.split(separator: "\n", omittingEmptySubsequences: false).firstIndex { $0.hasSuffix(text) })
        }

        @Test(.enabled(if: Screen.isThere, Screen.missing))
        func `a click takes the row in hand, a second one opens it, and the wheel scrolls`() async throws {
            let screen = try await opened()
            #expect(try await screen.variable("mouse_any_flag") == "1")
            let first = try await screen.text()
            let row = try line(" word5", in: first)
            try await mouse(0, 20, row + 1, on: screen)
            try await screen.wait(for: "row 5 in hand") { $0.contains(/▸ +5\s/) }
            try await mouse(0, 20, row + 1, on: screen)
            try await screen.wait(until: "─ Record 5 ─")
            try await screen.press("Escape")
            try await screen.wait(for: "no card") { !$0.contains("─ Record 5 ─") }
            try await mouse(65, 20, 10, on: screen)
            try await screen.wait(for: "row 8 in hand") { $0.contains(/▸ +8\s/) }
            try await mouse(64, 20, 10, on: screen)
            try await screen.wait(for: "row 5 in hand") { $0.contains(/▸ +5\s/) }
        }

        @Test(.enabled(if: Screen.isThere, Screen.missing))
        func `without a mouse the terminal keeps its own`() async throws {
            let screen = try await opened(["--no-mouse"])
            #expect(try await screen.variable("mouse_any_flag") == "0")
        }

        /// The foreground colours, of 256, of a dashboard drawn anew in a terminal that says what it writes on.
        private func colors(answering answer: String) async throws -> Set<Int> {
            let playground = try Playground()
            try table(playground)
            let terminal = try PseudoTerminal(["open", "t.csv"], in: playground)
            try await terminal.wait(until: "\u{1B}]11;?\u{7}")
            try await terminal.wait(until: "guessed from the file")
            try terminal.type(answer)
            // All is drawn again on a screen that was cleared.
            func last(_ output: [UInt8]) -> Substring {
                let text = String(decoding: output, as: UTF8.self)
                return text.ranges(of: "\u{1B}[2J").last.map { text[$0.upperBound...] } ?? ""
            }
            let begun = String(decoding: terminal.output, as: UTF8.self).ranges(of: "\u{1B}[2J").count
            try await terminal.wait(for: "the screen drawn anew") { output in
                String(decoding: output, as: UTF8.self).ranges(of: "\u{1B}[2J").count > begun
                    && last(output).contains("guessed from the file")
            }
            try terminal.type("q")
            #expect(try await terminal.end() == .exited(0))
            return Set(last(terminal.output).matches(of: /38;5;(\d+)/).compactMap { Int($0.1) })
        }

        @Test(arguments: [("rgb:ffff/ffff/ffff", 1.0), ("rgb:00/00/00", 0.0)])
        func `what a terminal says of its background decides on the colours`(
            _ answer: String, _ background: Double
        ) async throws {
            let colors = try await colors(answering: "\u{1B}]11;\(answer)\u{7}")
            #expect(!colors.isEmpty)
            for color in colors {
                let (a, b) = (Self.luminance(color) + 0.05, background + 0.05)
                #expect(max(a, b) / min(a, b) >= 4.4, "colour \(color)")
            }
        }

        /// Of a colour of the cube of 6×6×6 or of the greys, as WCAG has it.
        private static func luminance(_ color: Int) -> Double {
            func linear(_ level: Int) -> Double {
                let part = Double(level) / 255
                return part <= 0.04045 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4)
            }
            func step(_ step: Int) -> Double { linear(step == 0 ? 0 : 55 + 40 * step) }
            if color >= 232 { return linear(8 + 10 * (color - 232)) }
            let cube = max(0, color - 16)
            return 0.2126 * step(cube / 36) + 0.7152 * step(cube / 6 % 6) + 0.0722 * step(cube % 6)
        }
    }
}
