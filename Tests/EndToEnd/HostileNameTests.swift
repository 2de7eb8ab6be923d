import Foundation
import TestSupport
import Testing

extension TheProgram {
    /// Names that people don't give and machines do, wherever a name is taken: a refusal or a result, never a crash, and
    /// nothing that a terminal would obey.
    @Suite("Hostile names", .serialized)
    struct HostileNames {
        private static let names = [
            "x", "-", "--", "-x", ".", "..", "/", "//", "a/", "/x", "\u{E9}", "e\u{301}", "/\u{301}", "\u{301}",
            "\u{1F469}\u{200D}\u{1F4BB}", "\u{202E}gnp.csv", "a\nb", "\u{1B}[31mred", "\u{7}", "'", "\"", "*", "[", "?",
            " ", "\t", "%s%n", "a=b", "$(id)", "\\", "",
            String(repeating: "n", count: 300), String(repeating: "\u{E9}", count: 5000),
        ]

        /// `%` stands for the name; of every refusal that is composed of one.
        private static let commands: [[String]] = [
            ["show", "%"], ["show", "data.csv", "--columns", "%"], ["show", "data.csv", "--sort", "%"],
            ["show", "data.csv", "--where", "%"], ["show", "data.csv", "--where", "a=%"],
            ["show", "data.csv", "--format", "%"], ["show", "data.csv", "--encoding", "%"],
            ["show", "data.csv", "--delimiter", "%"], ["show", "data.csv", "--comment", "%"],
            ["show", "data.csv", "--quoting", "%"], ["show", "data.csv", "--compression", "%"],
            ["show", "data.csv", "--missing", "%"], ["show", "data.csv", "--beside", "%"], ["summary", "%"],
            ["values", "%", "g"], ["values", "data.csv", "%"],
            ["audit", "%", "--truth", "y", "--prediction", "z", "--groups", "g"],
            ["audit", "data.csv", "--truth", "%", "--prediction", "z", "--groups", "g"],
            ["audit", "data.csv", "--truth", "y", "--prediction", "z", "--groups", "%"],
            ["init", "%", "--project", "fresh"], ["init", "data.csv", "--project", "p", "--target", "%"],
            ["init", "data.csv", "--project", "p", "--target", "y", "--positive", "%"],
            ["redact", "%", "--where", "a=1", "--to", "copy"], ["redact", "data.csv", "--where", "%", "--to", "copy"],
            ["train", "%"], ["forget", "%", "--where", "a=1"], ["log", "%"], ["report", "%", "--to", "r.md"],
            ["export", "%", "--to", "b"], ["verify", "%"], ["prove", "%"],
        ]

        @Test(arguments: names)
        func `a name never crashes the program, and never reaches the terminal raw`(name: String) async throws {
            let playground = try Playground()
            for command in Self.commands {
                try playground.write("a,g,y,z\n1,u,1,0\n2,v,0,1\n3,u,1,1\n", to: "data.csv")
                try playground.write("a,b\n1,2\n", to: "b")
                let arguments = command.map { $0.replacing("%", with: name) }
                let outcome = try await Program.run(arguments, in: playground)
                // Beyond 128 a signal ended it.
                #expect((0..<80).contains(outcome.status), "\(arguments): \(outcome.status) \(outcome.errors)")
                let isRaw = outcome.errors.unicodeScalars.contains { scalar in
                    scalar.value < 32 && scalar != "\n" && scalar != "\t" || scalar.value == 127
                        || (0x202A...0x202E).contains(scalar.value)
                }
                #expect(!isRaw, "\(arguments): \(outcome.errors.debugDescription)")
            }
        }

        /// Every option of every command that takes a value, from the program's own account of itself.
        private static func options(in playground: Playground) async throws -> [(command: String, option: String)] {
            let told = try await Program.run("--experimental-dump-help", in: playground)
            let root = try #require(try JSONValue(parsing: told.output)["command"])
            return (root["subcommands"]?.elements ?? []).flatMap { command -> [(String, String)] in
                guard let name = command["commandName"]?.string else { return [] }
                return (command["arguments"]?.elements ?? []).compactMap { argument in
                    guard argument["kind"]?.string == "option",
                        let long = argument["preferredName"]?["name"]?.string
                    else { return nil }
                    return (name, (long.count == 1 ? "-" : "--") + long)
                }
            }
        }

        @Test func `every option of every command takes hostile names without a crash or a raw byte`() async throws {
            // Who may write anywhere does: what was not there before is taken away again.
            let wasThere = FileManager.default.fileExists(atPath: "/x")
            defer { if !wasThere { try? FileManager.default.removeItem(atPath: "/x") } }
            let playground = try Playground()
            let options = try await Self.options(in: playground)
            #expect(options.count > 150)
            let bases: [String: [String]] = [
                "audit": ["data.csv", "--prediction", "z", "--groups", "g"], "show": ["data.csv"],
                "summary": ["data.csv"],
                "report": ["data.csv", "--prediction", "z", "--groups", "g", "--to", "r.md", "--force"],
                "values": ["data.csv", "g"], "init": ["data.csv", "--project", "never"], "verify": ["b"],
                "redact": ["data.csv", "--where", "a=1", "--to", "never"], "flag": ["made", "toxic"],
                "restore": ["made", "abc"], "open": ["data.csv", "--plain"],
            ]
            try playground.write("a,g,y,z\n1,u,1,0\n2,v,0,1\n3,u,1,1\n", to: "data.csv")
            try playground.write("a,b\n1,2\n", to: "b")
            #expect(try await Program.run("init", "data.csv", "--project", "made", in: playground).status == 0)
            for (place, (command, option)) in options.enumerated() where command != "demo" && command != "open" {
                // A name an option; by and by the options of a kind have met all of them.
                let name = Self.names[place * 2 % Self.names.count]
                let base = bases[command] ?? ["made"]
                let arguments = [command] + base + ["\(option)=\(name)"]
                let outcome = try await Program.run(arguments, in: playground)
                #expect((0..<80).contains(outcome.status), "\(arguments): \(outcome.status) \(outcome.errors)")
                #expect(!Self.isRaw(outcome.errors), "\(arguments): \(outcome.errors.debugDescription)")
            }
        }

        /// Linux lets a name be any bytes.
        @Test func `files whose names are no text are read in a folder, or refused, and never crash it`() async throws {
            let playground = try Playground()
            let script = """
                mkdir parts && printf 'a,b\\n1,2\\n' > "$(printf 'parts/\\377\\376.csv')" \
                && printf 'a,b\\n3,4\\n' > "$(printf 'parts/\\033[31m.csv')" \
                && for c in "show parts" "summary parts" "values parts a" "audit parts --prediction b --groups a" \
                  "show $(printf '\\355\\240\\200.csv')" "show $(printf 'parts/\\377\\376.csv')" "verify $(printf '\\377')"; do
                  "$0" $c > out 2>> errors; echo $?; done
                """
            let outcome = try await Program.run(
                "/bin/sh", ["-c", script, Program.path], in: playground.path,
                environment: Program.environment(in: playground))
            let codes = outcome.output.split(separator: "\n").compactMap { Int($0) }
            #expect(codes.count == 7 && codes.allSatisfy { $0 < 80 }, "\(outcome.output) \(outcome.errors)")
            #expect(!Self.isRaw(try playground.text(of: "errors")))
        }

        private static func isRaw(_ text: String) -> Bool {
            text.unicodeScalars.contains { scalar in
                scalar.value < 32 && scalar != "\n" && scalar != "\t" || scalar.value == 127
                    || (0x80..<0xA0).contains(scalar.value) || (0x202A...0x202E).contains(scalar.value)
            }
        }

        @Test func `standard input is read where a file is, whole and more than once`() async throws {
            let playground = try Playground()
            func run(_ script: String) async throws -> Program.Outcome {
                try await Program.run(
                    "/bin/sh", ["-c", script, Program.path], in: playground.path,
                    environment: Program.environment(in: playground))
            }
            let shown = try await run("printf 'a,b\\n1,\"x\\ny\"\\n2,z\\n' | \"$0\" show - --json")
            #expect(shown.status == 0, "\(shown.errors)")
            #expect(shown.output.contains("x\\ny"))
            let counted = try await run("printf 'a,b\\n1,2\\n2,3\\n' | gzip -c | \"$0\" show - --count")
            #expect(counted.output == "2\n", "\(counted.errors)")
            let audited = try await run(
                "printf 'g,y,z\\nu,1,1\\nv,0,1\\nu,0,0\\nv,1,1\\n' | \"$0\" audit - --truth y --prediction z --groups g"
            )
            #expect(audited.status == 0, "\(audited.errors)")
            let made = try await run("printf 'a,b\\n1,2\\n' | \"$0\" init - --project p")
            #expect(made.status == 66)
            #expect(made.errors.contains("Standard input can be read only once"))
            let nothing = try await run("\"$0\" show - < /dev/null")
            #expect(nothing.status == 65 && nothing.errors.contains("'standard input' is empty"), "\(nothing.errors)")
        }
    }
}
