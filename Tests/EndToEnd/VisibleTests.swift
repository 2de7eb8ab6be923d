import Foundation
import Testing

extension TheProgram {
    /// Whatever a file, an argument or a variable holds: what a terminal gets is text that can be seen.
    @Suite("On a terminal all is visible", .serialized)
    struct Visible {
        static let evil = "\u{1B}]0;x\u{7}\u{1B}[2J\u{9B}1m\u{202E}\u{2066}\u{2028}\u{200B}\u{8}\u{7F}\r\u{B}"

        /// Bytes of a cell: escapes, C1 as UTF-8 and as it is not, half a character, a surrogate, line ends, an Esc at its end.
        private static let cells: [[UInt8]] =
            Injection.payloads.map { Array($0.text.utf8) } + [
                Array(evil.utf8), [0xFF, 0xFE], [0xED, 0xA0, 0x80], [0xC3], [0x9B, 0x31, 0x6D],
                Array("two\r\nlines\nin\ta cell".utf8), Array("at the end\u{1B}".utf8),
                Array(repeating: 0x61, count: 200_000),
            ]

        private func evilTable() -> Data {
            var data = Data("id,te\u{1B}xt,group,size,label\n".utf8)
            for number in 0..<60 {
                data.append(contentsOf: "\(number),\"".utf8)
                data.append(contentsOf: Self.cells[number % Self.cells.count])
                data.append(
                    contentsOf: "\",g\(number % 2)\u{1B}[7m,\(number * 7 % 11),\(number % 3 == 0 ? 1 : 0)\n".utf8)
            }
            return data
        }

        private func expectVisible(
            _ output: [UInt8], _ what: some CustomStringConvertible, sourceLocation: SourceLocation = #_sourceLocation
        ) {
            guard let text = String(validating: output, as: UTF8.self) else {
                Issue.record("\(what): no UTF-8", sourceLocation: sourceLocation)
                return
            }
            let hidden = text.unicodeScalars.filter { scalar in
                switch scalar.properties.generalCategory {
                case .control: scalar != "\n"
                case .format, .lineSeparator, .paragraphSeparator, .privateUse: true
                default: false
                }
            }
            #expect(hidden.isEmpty, "\(what): \(hidden.prefix(5).map(\.value))", sourceLocation: sourceLocation)
        }

        @Test func `records, figures and the journal, in every form`() async throws {
            let playground = try Playground()
            try evilTable().write(to: URL(fileURLWithPath: playground.file("evil.csv")))
            let made = try await Program.run(
                "init", "evil.csv", "--encoding", "utf8", "--target", "label", "--features", "size", "--groups",
                "group",
                in: playground)
            #expect(made.status == 0, "\(made.errors)")
            let flagged = try await Program.run(
                "flag", "evil.csv", "toxic", "--where", "row:1..3", "--reason", Self.evil, "--as", "a\(Self.evil)",
                in: playground)
            #expect(flagged.status == 0, "\(flagged.errors)")
            // Flagging needs no model; an audit does.
            let trained = try await Program.run("train", "evil.csv", in: playground)
            #expect(trained.status == 0, "\(trained.errors)")
            for arguments in [
                ["show"], ["show", "--csv"], ["show", "--json"], ["values", "group"], ["values", "group", "--json"],
                ["summary"], ["summary", "--json"], ["log"], ["log", "--json"], ["audit"], ["audit", "--json"],
            ] {
                let command = [arguments[0], "evil.csv"] + arguments.dropFirst()
                let terminal = try PseudoTerminal(command, in: playground)
                #expect(try await terminal.end() == .exited(0), "\(arguments)")
                #expect(terminal.output.count > 100)
                expectVisible(terminal.output, arguments)
            }
        }

        @Test func `a record is one line there, and in a pipe byte for byte what it is`() async throws {
            let playground = try Playground()
            try playground.write("a,b\n1,\"two\r\nlines\"\n2,\"x\u{1B}[31m\"\n", to: "t.csv")
            let terminal = try PseudoTerminal(["show", "t.csv", "--csv"], in: playground)
            #expect(try await terminal.end() == .exited(0))
            #expect(
                String(decoding: terminal.output, as: UTF8.self)
                    == "a,b\n1,\"two␍⏎lines\"\n2,x␛[31m\n")
            let piped = try await Program.run("show", "t.csv", "--csv", in: playground)
            #expect(piped.output == "a,b\n1,\"two\r\nlines\"\n2,x\u{1B}[31m\n")
        }

        @Test func `mistakes, whatever was typed or set`() async throws {
            let playground = try Playground()
            try playground.write("a,b,y\n1,2,0\n3,4,1\n5,6,0\n7,8,1\n", to: "t.csv")
            let made = try await Program.run("init", "t.csv", "--test-fraction", "0", in: playground)
            #expect(made.status == 0, "\(made.errors)")
            let evil = Self.evil
            let commands: [[String]] = [
                [evil], ["--\(evil)"], ["-\(evil)"], ["shw\(evil)"], ["show"], ["show", evil], ["open", evil],
                ["show", "t.csv", "--where", evil], ["show", "t.csv", "--where", "y=\(evil)="],
                ["show", "t.csv", "--colums\(evil)"], ["show", "t.csv", "--columns", evil],
                ["show", "t.csv", "--limit", evil], ["show", "t.csv", evil], ["show", "t.csv", "--format", evil],
                ["show", "t.csv", "--sort", evil], ["show", "t.csv", "--beside", evil], ["values", "t.csv", evil],
                ["init", "t.csv", "--target", evil], ["init", "t.csv", "--project", evil],
                ["train", "t.csv", "--model", evil], ["train", "t.csv", "--c", evil],
                ["audit", "t.csv", "--fail", evil],
                ["audit", "--explain", evil], ["flag", "t.csv", evil, "--where", "row:1"], ["help", evil],
                ["forget", "t.csv", "--for", evil, "--preview"], ["forget", "t.csv", "--ids", evil],
                ["restore", "t.csv", evil], ["verify", evil], ["demo", evil], ["report", "t.csv", "--to", evil],
                ["export", "t.csv", "--to", "\(evil)/x"], ["redact", "t.csv", "--where", "row:1", "--to", "\(evil)/x"],
                ["--generate-completion-script", evil],
            ]
            for command in commands {
                let terminal = try PseudoTerminal(command, in: playground)
                _ = try await terminal.end()
                #expect(terminal.output.count > 10)
                expectVisible(terminal.output, command)
                #expect(terminal.settingsNow.c_lflag == terminal.settings.c_lflag)
            }
            for variable in [
                "TERM", "LETHE_FIXTURES", "USER", "HOME", "LANG", "TMPDIR", "COLUMNS", "SOURCE_DATE_EPOCH",
            ] {
                for command in [["open", "no"], ["demo", "no"], ["report", "t.csv", "--to", "no"]] {
                    let terminal = try PseudoTerminal(
                        command, in: playground, environment: [variable: variable == "TMPDIR" ? "/x\(evil)" : evil])
                    _ = try await terminal.end()
                    expectVisible(terminal.output, "\(variable) \(command)")
                }
            }
        }

        @Test func `the name that the program is called by`() async throws {
            let playground = try Playground()
            let name = "le\(Self.evil)the"
            try FileManager.default.createSymbolicLink(
                atPath: playground.file(name), withDestinationPath: Program.path)
            for arguments in [["nonsense"], ["show", "no.csv"], ["--version"], ["--help"]] {
                let terminal = try PseudoTerminal(arguments, in: playground, program: playground.file(name))
                _ = try await terminal.end()
                #expect(terminal.output.count > 3)
                expectVisible(terminal.output, arguments)
            }
        }
    }
}
