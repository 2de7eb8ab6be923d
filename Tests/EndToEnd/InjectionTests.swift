import Foundation
import Testing

extension TheProgram {
    /// Text from records, headers, names and reasons is shown, never obeyed.
    @Suite("Escapes in records", .serialized, .enabled(if: Screen.isThere, Screen.missing))
    struct Injection {
        /// Byte sequences that a terminal would obey, none of which curses or this program has reason to send.
        static let payloads: [(what: String, text: String)] = [
            ("a window title", "\u{1B}]0;PWNED\u{7}"), ("the clipboard", "\u{1B}]52;c;UFdORUQ=\u{7}"),
            ("a cursor", "\u{1B}[66;66H"), ("a window report", "\u{1B}[21t"),
            ("a device string", "\u{1B}P+q544e\u{1B}\\"),
            ("an answerback", "\u{1B}[>0q"), ("a C1 introducer", "\u{9B}66;66H"),
            ("a C1 command", "\u{9D}0;PWNED\u{9C}"),
            ("an override", "\u{202E}desrever"), ("an isolate", "\u{2066}x\u{2069}"), ("a line separator", "\u{2028}"),
            ("a backspace", "\u{8}\u{8}"), ("a bell", "\u{7}"), ("a delete", "\u{7F}"), ("a soft shift", "\u{E}\u{F}"),
        ]

        /// What must never reach the terminal, as bytes.
        static var forbidden: [(what: String, bytes: Data)] {
            [
                "\u{1B}]0;", "\u{1B}]52;", "\u{1B}[66;66H", "\u{1B}[21t", "\u{1B}P+q", "\u{1B}[>0q", "\u{9B}", "\u{9D}",
                "\u{9C}", "\u{202E}", "\u{2066}", "\u{2069}", "\u{2028}", "\u{7F}",
            ].map { ($0.debugDescription, Data($0.utf8)) }
        }

        @Test
        func `no sequence of a record, a header, a group, a reason or a file name reaches the terminal`() async throws {
            let playground = try Playground()
            let name = "evil\u{1B}]0;PWNED\u{7}.csv"
            try playground.write(evilTable(), to: name)
            _ = try await Program.run(
                "init", name, "--target", "label", "--text", "comment\u{1B}[66;66H", in: playground)
            let made = playground.listing.contains { $0.hasSuffix(".csv.lethe") }
            #expect(made)
            try? FileManager.default.removeItem(atPath: playground.file(name + ".lethe"))

            let screen = try await Screen.start("lethe open evil*.csv --target label", in: playground)
            try await screen.wait(until: "Enter start")
            for _ in 1...9 { try await screen.press("Down") }
            try await screen.press("Enter")
            try await screen.waitUntilFound()
            // Each is waited for, so that it was drawn: the table, one record, a veiled one shown, review, and all screens.
            let walk: [(keys: [String], shows: String)] = [
                (["j", "Enter"], "Record 2"), (["q", "t"], "flagged toxic"), (["z"], "this is in the journal"),
                (["Enter"], "Record 2"), (["q", "l", "l", "l", "l", "s"], "▴"), (["R"], "reviewed "),
                (["j", "j", "b"], "flagged biased"), (["q", "5"], "selection rate · by"), (["C", "C"], "TPR"),
                (["6"], "records trained"), (["Enter"], "guarantee "), (["q", "7"], "chain"), (["Enter"], "hash  "),
                (["q", "4"], "done · "), (["3"], "Nothing is staged"), (["?"], "Keys"),
                (["q", "5", "Enter"], "numerator"),
                (["G", "Enter"], "split:test"), (["W"], "the journal bundle"), (["a"], "Write the"),
            ]
            for step in walk {
                for key in step.keys { try await screen.press(key) }
                try await screen.wait(until: step.shows)
            }
            try await screen.press("C-g", "1")
            try await screen.press("f")
            try await screen.type("gruop=x")
            try await screen.wait(until: "^^^")
            try await screen.press("C-g")
            #expect(try await screen.quit() == 0)
            expectHarmless(screen)
        }

        @Test
        func `on a terminal, what commands print and complain about is made visible too`() async throws {
            let playground = try Playground()
            try playground.write(evilTable(), to: "evil.csv")
            try playground.write("lab\u{1B}]0;PWNED\u{7}el,x\n", to: "nothing\u{1B}[66;66H.csv")
            let reason = "because \u{1B}]0;PWNED\u{7}\u{9B}66;66H\u{202E}"
            _ = try await Program.run("init", "evil.csv", "--target", "label", in: playground)
            _ = try await Program.run(
                "flag", "evil.csv", "toxic", "--where", "row:1..9", "--reason", reason, in: playground)
            let screen = try await Screen.start(
                """
                lethe show evil.csv; lethe show evil.csv --csv; lethe show evil.csv --json; lethe log evil.csv; \
                lethe audit evil.csv; lethe show evil.csv --where nope=1; lethe init nothing*.csv; \
                lethe open nothing*.csv; lethe show evil.csv --columns commen; lethe flag evil.csv $(printf 'b\\033]0;x'); \
                lethe open $(printf 'no\\033]0;file')
                """, in: playground)
            #expect(try await screen.exit() == 66)
            expectHarmless(screen)
        }

        /// Forty records, each with one payload in a text, in a group and in a number.
        private func evilTable() -> String {
            func field(_ text: String) -> String { "\"" + text.replacingOccurrences(of: "\"", with: "\"\"") + "\"" }
            var rows = [
                ["id", "comment\u{1B}[66;66H", "group\u{9B}66;66H", "sex\u{202E}", "label"].map(field).joined(
                    separator: ",")
            ]
            for number in 0..<240 {
                let payload = Self.payloads[number % Self.payloads.count].text
                rows.append(
                    [
                        "\(number)",
                        "some words \(payload) and\tmore \(number % 17) words,\nthe second line \(payload)",
                        "g\(number % 3)\(Self.payloads[number % 3].text)",
                        number % 2 == 0 ? "f\u{1B}[21t" : "m\u{202E}",
                        (number * 7) % 5 < 2 ? "1" : "0",
                    ].map(field).joined(separator: ","))
            }
            return rows.joined(separator: "\n") + "\n"
        }

        private func expectHarmless(_ screen: Screen, sourceLocation: SourceLocation = #_sourceLocation) {
            let raw = screen.rawBytes()
            #expect(raw.count > 1000, sourceLocation: sourceLocation)
            for (what, bytes) in Self.forbidden {
                if let found = raw.firstRange(of: bytes) {
                    let around = raw[max(0, found.lowerBound - 60)..<min(raw.count, found.upperBound + 30)]
                    Issue.record(
                        "\(what) was sent: \(String(decoding: around, as: UTF8.self).debugDescription)",
                        sourceLocation: sourceLocation)
                }
            }
        }
    }
}
