import Foundation
import Testing

/// A file that can't be used, and how that is said.
struct BadInput: Sendable, CustomTestStringConvertible {
    let testDescription: String
    var bytes: [UInt8]?
    var options: [String] = []
    let status: Int32
    /// What the sentence must name.
    let names: [String]

    init(_ what: String, _ text: String?, _ options: [String] = [], status: Int32, names: [String]) {
        testDescription = what
        bytes = text.map { Array($0.utf8) }
        self.options = options
        self.status = status
        self.names = names
    }

    init(_ what: String, bytes: [UInt8], status: Int32, names: [String]) {
        self.init(what, nil, status: status, names: names)
        self.bytes = bytes
    }

    static let all: [BadInput] = [
        BadInput("missing file", nil, status: 66, names: ["data.csv"]),
        BadInput("empty file", "", status: 65, names: ["data.csv", "empty"]),
        BadInput("header only", "a,b\n", status: 65, names: ["data.csv", "no records"]),
        BadInput(
            "no text",
            bytes: (0..<4000).map { UInt8(truncatingIfNeeded: ($0 * $0 &* 31 + $0 * 7 + $0 / 256) >> 3 | 1) },
            status: 65, names: ["data.csv", "is not a text"]),
        BadInput("zero bytes", bytes: Array("a,b\n1,".utf8) + [0, 0x0A], status: 65, names: ["data.csv"]),
        BadInput(
            "one-class target", "age,label\n1,yes\n2,yes\n3,yes\n", ["--target", "label", "--positive", "yes"],
            status: 65, names: ["One-class", "label"]),
        BadInput(
            "target absent", "age,gender,label\n1,m,0\n2,f,1\n", ["--target", "gendr"], status: 64,
            names: ["'gendr'", "Did you mean 'gender'?"]),
        BadInput(
            "group absent", "age,gender,label\n1,m,0\n2,f,1\n", ["--groups", "gendr"], status: 64,
            names: ["'gendr'", "Did you mean 'gender'?"]),
    ]
}

extension TheProgram {
    /// One clear sentence with the next step, the right exit code, and nothing left behind.
    @Suite("Bad input", .serialized)
    struct BadInputs {
        @Test(arguments: BadInput.all)
        func `a file that can't be used is refused in one sentence, and no project is left`(_ input: BadInput)
            async throws
        {
            let playground = try Playground()
            if let bytes = input.bytes {
                try Data(bytes).write(to: URL(fileURLWithPath: playground.file("data.csv")))
            }
            let before = playground.listing
            for command in ["init", "open"] {
                let outcome = try await Program.run([command, "data.csv"] + input.options, in: playground)
                // `open` has no terminal here: a fault of the file is said before that, one of the choices after it.
                if command == "open", !input.options.isEmpty {
                    #expect(outcome.status == 69)
                    continue
                }
                expectOneSentence(outcome, status: input.status, names: input.names)
            }
            #expect(playground.listing == before)
        }

        @Test
        func `what can be repaired is, and it is said with its line`() async throws {
            let repaired: [([UInt8], String)] = [
                (Array("a,b\n1,2\n3\n5,6\n".utf8), "line 3"),
                (Array("a,b\n1,x\n2,".utf8) + [0xE9, 0x0A], "not UTF-8: it is read as Windows-1252"),
            ]
            for (bytes, notice) in repaired {
                let playground = try Playground()
                try Data(bytes).write(to: URL(fileURLWithPath: playground.file("data.csv")))
                let shown = try await Program.run("show", "data.csv", "--csv", in: playground)
                #expect(shown.status == 0 && shown.errors.contains(notice), "\(shown.errors)")
                #expect(shown.output.split(separator: "\n").count == bytes.count { $0 == 0x0A })
            }
        }

        @Test
        func `a folder is no file, and a project goes only where a folder can be made`() async throws {
            let playground = try Playground()
            try playground.write("a,label\n1,0\n2,1\n3,0\n4,1\n", to: "data.csv")
            try FileManager.default.createDirectory(
                atPath: playground.file("folder"), withIntermediateDirectories: false)
            let before = playground.listing
            for command in ["init", "open", "show", "audit"] {
                let outcome = try await Program.run(command, "folder", in: playground)
                expectOneSentence(outcome, status: 66, names: ["folder"])
            }
            // A file for a parent: refused even to root.
            let nowhere = try await Program.run("init", "data.csv", "--project", "data.csv/project", in: playground)
            expectOneSentence(nowhere, status: 73, names: ["data.csv", "--project DIR"])
            #expect(playground.listing == before)
            #expect(try await Program.run("init", "data.csv", in: playground).status == 0)
            let twice = try await Program.run("init", "data.csv", in: playground)
            expectOneSentence(twice, status: 73, names: ["data.csv.lethe", "already"])
        }

        @Test(.enabled(if: geteuid() != 0, "root may write everywhere"))
        func `a folder without permission is named, with the way out`() async throws {
            let playground = try Playground()
            try playground.write("a,label\n1,0\n2,1\n3,0\n4,1\n", to: "data.csv")
            chmod(playground.path, 0o500)
            defer { chmod(playground.path, 0o700) }
            let outcome = try await Program.run("init", "data.csv", in: playground)
            expectOneSentence(outcome, status: 73, names: ["--project DIR"])
        }

        @Test
        func `no record after a filter, an unknown name, a wrong word: said, and nothing done`() async throws {
            let playground = try await Prepared.trained("decisions")
            let project = "decisions.csv.lethe"
            let none = "age>400"
            for arguments in [["flag", project, "biased"], ["forget", project, "--yes"]] {
                let outcome = try await Program.run(arguments + ["--where", none], in: playground)
                expectOneSentence(outcome, status: 65, names: ["No record matches"])
            }
            let shown = try await Program.run("show", project, "--where", none, "--count", in: playground)
            #expect(shown.status == 0 && shown.output == "0\n")
            let unknown = try await Program.run("flag", project, "toxc", "--where", "row:1", in: playground)
            expectOneSentence(unknown, status: 64, names: ["'toxc'", "Did you mean 'toxic'?"])
            let filter = try await Program.run("show", project, "--where", "sxe=male", in: playground)
            #expect(filter.status == 64)
            #expect(filter.errors.contains("^^^") && filter.errors.contains("sex"))
            let absent = try await Program.run("train", "nowhere", in: playground)
            expectOneSentence(absent, status: 66, names: ["nowhere"])
            let bare = try await Program.run("init", in: playground)
            #expect(bare.status == 64)
            let empty = try await Program.run("forget", project, "--yes", in: playground)
            #expect(empty.status == 64 && empty.errors.contains("Nothing is staged"))
        }

        @Test
        func `the dashboard without a keyboard or a screen names the way without`() async throws {
            let playground = try Playground()
            try playground.copy(Program.fixture("decisions.csv"), as: "decisions.csv")
            let before = playground.listing
            let outcome = try await Program.run("open", "decisions.csv", in: playground)
            expectOneSentence(outcome, status: 69, names: ["not a terminal", "lethe --help"])
            #expect(playground.listing == before)
        }

        private func expectOneSentence(
            _ outcome: Program.Outcome, status: Int32, names: [String],
            sourceLocation: SourceLocation = #_sourceLocation
        ) {
            #expect(outcome.status == status, "\(outcome.errors)", sourceLocation: sourceLocation)
            #expect(outcome.output.isEmpty, sourceLocation: sourceLocation)
            // The projects of these tests are copies, which is said first.
            let lines = outcome.errors.split(separator: "\n").filter {
                !$0.hasPrefix("This project was moved, restored")
            }
            #expect(
                lines.count == 1 && outcome.errors.hasSuffix("\n"), "one line: \(outcome.errors)",
                sourceLocation: sourceLocation)
            #expect(lines.first?.hasPrefix("lethe: ") == true, "\(outcome.errors)", sourceLocation: sourceLocation)
            for name in names {
                #expect(outcome.errors.contains(name), "\(outcome.errors)", sourceLocation: sourceLocation)
            }
        }
    }

    /// Terminals and locales that can't show everything.
    @Suite("Unfit terminals", .serialized, .enabled(if: Screen.isThere, Screen.missing))
    struct UnfitTerminals {
        @Test(arguments: ["dumb", "no-such-terminal", ""])
        func `a terminal that can't place its cursor, or that nobody knows, is refused`(type: String) async throws {
            let playground = try Playground()
            try playground.copy(Program.fixture("decisions.csv"), as: "decisions.csv")
            let screen = try await Screen.shell(in: playground)
            try await screen.type("TERM=\(quoted(type)) lethe open decisions.csv; echo \"exit=$?\"")
            try await screen.press("Enter")
            #expect(try await screen.exit() == 69)
            let shown = try await screen.text()
            #expect(shown.contains("lethe: ") && shown.contains("lethe --help"))
            #expect(!playground.exists("decisions.csv.lethe"))
        }

        @Test(arguments: ["lethe open decisions.csv | cat", "true | lethe open decisions.csv"])
        func `a pipe for the keyboard or the screen is refused`(command: String) async throws {
            let playground = try Playground()
            try playground.copy(Program.fixture("decisions.csv"), as: "decisions.csv")
            let screen = try await Screen.shell(in: playground)
            try await screen.type("set -o pipefail; \(command); echo \"exit=$?\"")
            try await screen.press("Enter")
            #expect(try await screen.exit() == 69)
            #expect(try await screen.text().contains("not a terminal"))
            #expect(!playground.exists("decisions.csv.lethe"))
        }

        @Test
        func `a terminal too small says so, and works once it is enlarged`() async throws {
            let playground = try await Prepared.trained("decisions")
            let screen = try await Screen.start("lethe open decisions.csv", in: playground, width: 40, height: 10)
            try await screen.wait(until: "Lethe needs 60×16; this is 40×10.")
            try await screen.resize(width: 80, height: 24)
            let shown = try await screen.wait(until: "5,000 records")
            #expect(shown.split(separator: "\n").allSatisfy { $0.count <= 80 })
            try await screen.resize(width: 30, height: 8)
            try await screen.wait(until: "Lethe needs 60×16")
            try await screen.press("q")
            #expect(try await screen.exit() == 0)
        }

        @Test
        func `a locale without UTF-8 gets the whole screen in ASCII`() async throws {
            let playground = try await Prepared.trained("comments")
            let screen = try await Screen.start(
                "lethe open comments.csv", in: playground, environment: ["LANG": "C", "LC_ALL": "C"])
            try await screen.wait(for: "the findings, in ASCII") {
                $0.contains("idle") && !Screen.losses(in: $0).isEmpty
            }
            for key in ["s", "j", "3", "4", "5", "6", "7", "1", "R", "?"] { try await screen.press(key) }
            try await screen.wait(until: "Keys")
            try await screen.press("q", "q")
            #expect(try await screen.quit() == 0)
            let foreign = screen.rawBytes().filter { $0 >= 0x80 }
            #expect(foreign.isEmpty, "\(foreign.count) bytes beyond ASCII")
        }

        @Test
        func `a one-class target is refused in the form, which stays`() async throws {
            let playground = try Playground()
            try playground.write("age,label\n" + (1...50).map { "\($0),yes\n" }.joined(), to: "data.csv")
            let screen = try await Screen.start("lethe open data.csv --target label --positive yes", in: playground)
            try await screen.wait(until: "Enter start")
            try await screen.press("Enter")
            try await screen.wait(until: "One-class target")
            #expect(!playground.exists("data.csv.lethe"))
            try await screen.press("Escape")
            #expect(try await screen.exit() == 0)
            #expect(try await screen.variable("alternate_on") == "0")
            #expect(playground.listing.filter { $0.hasPrefix("data") } == ["data.csv"])
        }

        @Test
        func `a file without a target can be browsed and flagged`() async throws {
            let playground = try Playground()
            try playground.copy(Program.fixture("comments.csv"), as: "comments.csv")
            let screen = try await Screen.start("lethe open comments.csv --target none", in: playground)
            try await screen.wait(until: "none yet: browse and flag only")
            try await screen.press("Enter")
            try await screen.wait(until: "filter none")
            try await screen.press("m")
            try await screen.wait(until: "flagged mislabelled · u undoes")
            #expect(try await screen.quit() == 0)
        }

        @Test
        func `a project that is open elsewhere is busy, and its journal can be read meanwhile`() async throws {
            let playground = try await Prepared.trained("decisions")
            let screen = try await Screen.start("lethe open decisions.csv", in: playground)
            try await screen.waitUntilFound()
            let busy = try await Program.run(
                "flag", "decisions.csv.lethe", "biased", "--where", "row:1", in: playground)
            #expect(busy.status == 75)
            #expect(busy.errors.hasPrefix("lethe: ") && busy.errors.contains("is open in"))
            #expect(try await Program.run("log", "decisions.csv.lethe", in: playground).status == 0)
            #expect(try await screen.quit() == 0)
        }
    }
}
