import Foundation
import Testing

extension Program {
    /// Runs a line of shell in the playground; `lethe` is the program under test.
    static func shell(_ line: String, in playground: Playground, with shell: String = "/bin/sh") async throws -> Outcome
    {
        try await run(shell, ["-c", line], in: playground.path, environment: environment(in: playground))
    }
}

extension TheProgram {
    /// Standard output is data: all of it arrives, or it is said that it did not.
    @Suite("Output", .serialized)
    struct Output {
        private let project = "decisions.csv.lethe"

        /// Every command that prints something, once in a way that changes nothing.
        private static let printing = [
            "show bare.csv --csv", "show bare.csv", "show bare.csv --json", "show bare.csv --count",
            "show decisions.csv.lethe --csv", "values bare.csv sex", "values bare.csv sex --json", "summary bare.csv",
            "summary bare.csv --json", "log decisions.csv.lethe", "log decisions.csv.lethe --json",
            "audit decisions.csv.lethe", "audit decisions.csv.lethe --json", "audit decisions.csv.lethe --trend",
            "audit bare.csv --truth approved --prediction approved --positive yes --groups sex", "audit --list",
            "audit --list --json", "audit --explain accuracy", "audit --explain accuracy --json", "verify bundle",
            "verify bundle --json", "prove decisions.csv.lethe", "prove decisions.csv.lethe --json",
            "forget decisions.csv.lethe --where 'split:train row:1..9' --preview", "--help", "--version", "help show",
            "show --help", "help", "--generate-completion-script bash", "--experimental-dump-help",
            "demo decisions --headless",
        ]

        private func playground() async throws -> Playground {
            let playground = try await Prepared.trained("decisions")
            try playground.copy(Program.fixture("decisions.csv"), as: "bare.csv")
            let made = try await Program.run("export", project, "--to", "bundle", in: playground)
            try #require(made.status == 0, "\(made.errors)")
            return playground
        }

        @Test func `a full disk under standard output ends every command with 74 and says so once`() async throws {
            let playground = try await playground()
            for command in Self.printing {
                let outcome = try await Program.shell("lethe \(command) > /dev/full", in: playground)
                #expect(outcome.status == 74, "\(command): \(outcome.errors)")
                let said = outcome.errors.split(separator: "\n").filter { $0.hasPrefix("lethe: ") }
                #expect(
                    said == [
                        "lethe: Standard output could not be written: No space left on device. What it was to hold is not whole; send it where there is room, and print it again."
                    ], "\(command): \(outcome.errors)")
            }
        }

        @Test func `what a command did stays done where its words have no room, and it is said how it ended`()
            async throws
        {
            let playground = try await playground()
            let doing = [
                "flag decisions.csv.lethe toxic --where row:1..9", "redact bare.csv --where row:1..9 --to less.csv",
                "export decisions.csv.lethe --fairness figures.json", "report decisions.csv.lethe --to r.html",
                "init bare.csv", "train decisions.csv.lethe",
                "forget decisions.csv.lethe --where 'split:train row:1..20' --yes --json",
            ]
            for command in doing {
                let outcome = try await Program.shell("lethe \(command) > /dev/full", in: playground)
                #expect(outcome.status == 74, "\(command): \(outcome.errors)")
            }
            for file in ["less.csv", "figures.json", "r.html", "bare.csv.lethe"] { #expect(playground.exists(file)) }
            let flagged = try await Program.run(
                "show", project, "--where", "flag:toxic or state:forgotten", "--count", in: playground)
            #expect((Int(flagged.output.filter(\.isNumber)) ?? 0) >= 9)
            #expect(try await Program.run("prove", project, in: playground).status == 0)
        }

        @Test func `a reader that goes away is no failure, and hides no verdict`() async throws {
            let playground = try await playground()
            for command in ["show bare.csv --csv", "log \(project) --json", "--help", "audit --list"] {
                let outcome = try await Program.shell(
                    "{ lethe \(command); echo \"ended with $?\" >&2; } | head -1", in: playground)
                #expect(outcome.errors == "ended with 0\n", "\(command)")
                #expect(outcome.output.split(separator: "\n").count == 1, "\(command)")
            }
            let crossed = try await Program.shell(
                "{ lethe audit \(project) --fail-if 'demographicParityDifference>0.0001'; echo \"ended with $?\" >&2; } | :",
                in: playground)
            #expect(crossed.errors.hasSuffix("ended with 1\n"), "\(crossed.errors)")
        }

        @Test func `standard output that was closed at the start is said, and no file gets its number`() async throws {
            let playground = try await playground()
            let plain = try await Program.run(
                "redact", "bare.csv", "--where", "row:1..9", "--to", "less.csv", in: playground)
            #expect(plain.status == 0)
            for command in ["show bare.csv --csv", "log \(project)", "--version", "audit --list"] {
                let outcome = try await Program.shell("lethe \(command) >&-", in: playground)
                #expect(outcome.status == 74, "\(command)")
                #expect(
                    outcome.errors.contains("Standard output could not be written: it is closed."), "\(outcome.errors)")
            }
            // Nothing is to be said or read, and everything is closed: what is written is what was to be written.
            for (number, closed) in ["<&- >&- 2>&-", ">&- 2>&-", "<&-", "2>&-"].enumerated() {
                let outcome = try await Program.shell(
                    "lethe redact bare.csv --where row:1..9 --to less-\(number).csv \(closed)", in: playground)
                #expect(outcome.status == (closed.contains(" >&-") || closed.hasPrefix(">&-") ? 74 : 0), "\(closed)")
                #expect(try playground.text(of: "less-\(number).csv") == playground.text(of: "less.csv"))
                let flagged = try await Program.shell(
                    "lethe flag \(project) toxic --where row:\(number + 1) \(closed)", in: playground)
                #expect([0, 74].contains(flagged.status))
            }
            let flags = try await Program.run("show", project, "--where", "flag:toxic", "--count", in: playground)
            #expect(flags.output == "4\n")
            #expect(
                try await Program.shell("lethe export \(project) --to again && lethe verify again", in: playground)
                    .status == 0)
        }

        @Test(arguments: ["2>/dev/full", "2>&-"])
        func `standard error that is full or closed changes neither what is done nor the exit code`(_ errors: String)
            async throws
        {
            let playground = try await playground()
            for (command, status) in [
                ("show nope.csv", 66), ("shwo", 64), ("show bare.csv --where 'nope=1'", 64), ("show bare.csv --csv", 0),
                ("train \(project)", 0), ("audit \(project) --fail-if 'demographicParityDifference>0.0001'", 1),
            ] as [(String, Int32)] {
                let outcome = try await Program.shell("lethe \(command) \(errors)", in: playground)
                #expect(outcome.status == status, "\(command)")
            }
            #expect(
                try await Program.shell("lethe show bare.csv --csv > /dev/full \(errors)", in: playground).status == 74)
        }

        @Test func `a limit on the size of files is said, and ends nothing by a signal`() async throws {
            let playground = try await playground()
            let shown = try await Program.shell("ulimit -f 16; lethe show bare.csv --csv > out.csv", in: playground)
            #expect(shown.status == 74 && shown.errors.contains("File too large."), "\(shown.status) \(shown.errors)")
            let before = playground.listing
            let copied = try await Program.shell(
                "ulimit -f 16; lethe redact bare.csv --where row:1 --to less.csv", in: playground)
            #expect(copied.status == 74 && copied.errors.contains("can't be written: file too large; nothing was."))
            #expect(playground.listing == before)
        }
    }
}
