import Foundation
import Testing

extension TheProgram {
    /// A file is looked at before anything is decided about it, however odd or big it is.
    @Suite("Browsing", .serialized, .enabled(if: Screen.isThere, Screen.missing))
    struct Browsing {
        /// Semicolons, CRLF, a quoted line end, a doubled quote, a byte order mark, nothing said of any of it.
        private static let odd =
            "\u{FEFF}name;age;note\r\n"
            + (1...40).map { row in
                let note = row == 7 ? "\"two\r\nlines; \"\"here\"\"\"" : "plain \(row)"
                return "n\(row % 4);\(20 + row);\(note)\r\n"
            }.joined()

        @Test
        func `a file with quirks is read rightly, browsed, counted and left without a project`() async throws {
            let playground = try Playground()
            try playground.write(Self.odd, to: "odd.csv")
            let screen = try await Screen.start("lethe open odd.csv", in: playground)
            let form = try await screen.wait(until: "Enter start")
            #expect(form.contains("40 records, 3 columns") && form.contains("delimiter semicolon"))
            try await screen.press("v")
            try await screen.wait(until: "no project yet")
            try await screen.press(":")
            try await screen.type("7")
            try await screen.press("Enter")
            try await screen.wait(until: "two␍⏎lines; \"here\"")
            try await screen.press("t")
            try await screen.wait(until: "This needs a project: q goes back to the form")
            try await screen.filter(by: "age>40")
            try await screen.wait(until: "20 of 40")
            try await screen.press("F")
            try await screen.wait(until: "4 values in 20 records")
            try await screen.press("Enter")
            try await screen.wait(until: "5 of 40")
            try await screen.press("Escape")
            try await screen.wait(until: "4 values in 20 records")
            try await screen.press("I")
            try await screen.wait(until: "41 … 60, mean 50.500")
            try await screen.press("q", "q")
            try await screen.wait(until: "20 of 40")
            try await screen.press("/")
            try await screen.type("/plain 3[0-9]/")
            try await screen.press("Enter")
            try await screen.wait(for: "the match") { $0.contains(/▸ +30\b/) }
            try await screen.press("q")
            try await screen.wait(until: "set up")
            try await screen.press("q")
            #expect(try await screen.exit() == 0)
            #expect(playground.listing.filter { $0.hasPrefix("odd") } == ["odd.csv"])
        }

        /// The terminal restores itself at a fault; reading behind a file's new end is one, which is mended.
        @Test
        func `a file that is cut off underneath is said, and the screen stays`() async throws {
            let playground = try Playground()
            let rows = (1...40_000).map { "\($0),some words of record \($0)\n" }.joined()
            try playground.write("id,text\n" + rows, to: "cut.csv")
            let screen = try await Screen.start("lethe open cut.csv", in: playground)
            try await screen.wait(until: "40,000 records")
            try await screen.press("v")
            try await screen.wait(until: "no project yet")
            let file = try #require(FileHandle(forUpdatingAtPath: playground.file("cut.csv")))
            try file.truncate(atOffset: 20_000)
            try file.close()
            try await screen.wait(until: "file changed")
            try await screen.press("G")
            try await screen.wait(for: "the last record, and all that is around it") {
                $0.contains(/▸ +40000/) && $0.contains("1 Records") && $0.contains("filter none")
            }
            // The alternate screen was not left: it is when the program ends.
            let left = Array("\u{1B}[?1049l".utf8)
            #expect(screen.rawBytes().firstRange(of: left) == nil)
            try await screen.press("q", "q")
            #expect(try await screen.exit() == 0)
        }

        @Test
        func `the reading is changed in the form, and what can't be read so is said`() async throws {
            let playground = try Playground()
            try playground.write(Self.odd, to: "odd.csv")
            let screen = try await Screen.start("lethe open odd.csv", in: playground)
            try await screen.wait(until: "Enter start")
            // Up from the columns: compression, encoding, missing, comment, skip, quotes, header.
            try await screen.press("Up", "Up", "Up", "Up", "Up", "Up", "Up", "Right")
            try await screen.wait(until: "41 records, 3 columns")
            try await screen.press("Left")
            try await screen.wait(until: "40 records, 3 columns")
            try await screen.press("v")
            try await screen.wait(until: "no project yet")
            try await screen.press("q", "Enter")
            try await screen.wait(until: "3 Queue")
            #expect(try await screen.quit() == 0)
            #expect(playground.exists("odd.csv.lethe"))
        }

        @Test
        func `a big file is there at once, and every key works while it loads`() async throws {
            let playground = try Playground()
            let rows = 600_000
            try Self.write(rows, to: playground.file("big.csv"))
            let screen = try await Screen.start("lethe open big.csv", in: playground)
            try await screen.wait(until: "Enter start")
            try await screen.press("v", "j", "j", "Space")
            try await screen.wait(until: "on 1 marked")
            let early = try await screen.text()
            #expect(early.contains("records so far…") == early.contains("loading "))
            try await screen.filter(by: "kind=k7")
            try await screen.wait(for: "every record of the kind", seconds: 120) {
                $0.contains("60,000 of 600,000") && $0.contains("no project yet")
            }
            try await screen.press("i", ":")
            try await screen.type("50%")
            try await screen.press("Enter")
            try await screen.wait(for: "the middle") { $0.contains(/▸ +300001\b/) || $0.contains(/▸ +300000\b/) }
            try await screen.press("G")
            try await screen.wait(for: "the end") { $0.contains(/▸ +600000\b/) }
            try await screen.press("/")
            try await screen.type("needle in row 599990")
            try await screen.press("Enter")
            try await screen.wait(for: "the match") { $0.contains(/▸ +599990\b/) }
            try await screen.press("Q")
            #expect(try await screen.exit() == 0)
        }

        /// About 60 MB; every tenth record is of each kind.
        private static func write(_ rows: Int, to path: String) throws {
            var text = "number,kind,words\n"
            text.reserveCapacity(rows * 110)
            let filler = String(repeating: "some words that fill the line ", count: 2)
            for row in 1...rows { text += "\(row),k\(row % 10),\(filler)and a needle in row \(row) of them\n" }
            try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        }

        @Test
        func `a file that changes underneath is noticed and said`() async throws {
            let playground = try Playground()
            try playground.write(Self.odd, to: "odd.csv")
            let screen = try await Screen.start("lethe open odd.csv", in: playground)
            try await screen.wait(until: "Enter start")
            try await screen.press("v")
            try await screen.wait(until: "no project yet")
            try playground.write(Self.odd + "n1;1;more\r\n", to: "odd.csv")
            try await screen.wait(until: "file changed")
            #expect(try await screen.quit() == 0)
        }

        @Test
        func `a project whose file changed since shows the file, says so, and leaves with the reason`() async throws {
            let playground = try Playground()
            try playground.copy(Program.fixture("decisions.csv"), as: "decisions.csv")
            let made = try await Program.run("init", "decisions.csv", in: playground)
            try #require(made.status == 0, "\(made.errors)")
            let text = try playground.text(of: "decisions.csv")
            try playground.write(text + text.split(separator: "\n")[1] + "\n", to: "decisions.csv")
            let screen = try await Screen.start("lethe open decisions.csv", in: playground)
            let shown = try await screen.wait(until: "not opened")
            #expect(shown.contains("5,001 records") && shown.contains("changed since this project was made"))
            try await screen.press("Q")
            #expect(try await screen.exit() == 65)
        }
    }

    /// What the screen shows of a bare file, without the screen.
    @Suite("Headless browsing", .serialized)
    struct HeadlessBrowsing {
        private static func run(_ arguments: String..., in playground: Playground) async throws -> Program.Outcome {
            try await Program.run(arguments, in: playground)
        }

        @Test
        func `records are sorted by several columns, skipped, limited and counted`() async throws {
            let playground = try Playground()
            try playground.write("a|b\n1|x\n2|y\n1|z\n2|x\n", to: "t.txt")
            let shown = try await Self.run(
                "show", "t.txt", "--sort", "a,-b", "--offset", "1", "--limit", "2", "--csv", in: playground)
            #expect(shown.output == "a,b\n1,x\n2,y\n", "\(shown.errors)")
            let count = try await Self.run("show", "t.txt", "--where", "b=x", "--count", in: playground)
            #expect(count.output == "2\n")
            let wrong = try await Self.run("show", "t.txt", "--encoding", "utf9", in: playground)
            #expect(wrong.status == 64 && wrong.errors.contains("No encoding 'utf9'"))
            let whole = try await Self.run(
                "show", "t.txt", "--delimiter", "tab", "--no-header", "--count", in: playground)
            #expect(whole.output == "5\n", "\(whole.errors)")
        }

        @Test
        func `CSV of a project is its file's columns, read back with the same ids; Lethe's own are named`()
            async throws
        {
            let playground = try Playground()
            for name in ["decisions.csv", "comments.csv"] {
                try playground.copy(Program.fixture(name), as: name)
                #expect(try await Self.run("init", name, in: playground).status == 0)
                let written = try await Self.run("show", name, "--csv", in: playground)
                try playground.write(written.output, to: "back-\(name)")
                #expect(try await Self.run("init", "back-\(name)", in: playground).status == 0)
                let (first, second) = (
                    try await Self.run("show", name, "--json", in: playground).json(),
                    try await Self.run("show", "back-\(name)", "--json", in: playground).json()
                )
                let ids = first["records"].array.map { $0["id"].string }
                #expect(ids.count > 4000 && ids.allSatisfy { $0?.count == 32 })
                #expect(second["records"].array.map { $0["id"].string } == ids)
            }
            _ = try await Self.run(
                "flag", "decisions.csv", "biased", "--where", "row:2", "--reason", "who, me", in: playground)
            let own = try await Self.run(
                "show", "decisions.csv", "--where", "row:1..2", "--columns", "row:,flag:,reason:,state:,sex", "--csv",
                in: playground)
            let sexes = try await Self.run(
                "show", "decisions.csv", "--where", "row:1..2", "--columns", "sex", "--csv", in: playground
            ).output.split(separator: "\n")
            #expect(
                own.output == "row:,flag:,reason:,state:,sex\n1,,,,\(sexes[1])\n2,biased,\"who, me\",,\(sexes[2])\n",
                "\(own.errors)")
            let typed = try await Self.run(
                "show", "decisions.csv", "--where", "row:2", "--columns", "row:,id:,split:", "--json", in: playground
            ).json()["records"].array[0]
            #expect(typed["values"]["row:"].int == 2 && typed["values"]["id:"].string == typed["id"].string)
            try playground.write("a,b\n1,2\n", to: "bare.csv")
            let bare = try await Self.run("show", "bare.csv", "--columns", "row:,a", "--csv", in: playground)
            #expect(bare.output == "row:,a\n1,1\n")
            for (name, words) in [("flag:", "lethe init bare.csv"), ("rwo:", "Did you mean 'row:'")] {
                let refused = try await Self.run("show", "bare.csv", "--columns", name, in: playground)
                #expect(refused.status == 64 && refused.errors.contains(words), "\(refused.errors)")
            }
        }

        @Test
        func `values by group, bins and the summary are documents, and their filters find what they count`()
            async throws
        {
            let playground = try Playground()
            try playground.copy(Program.fixture("decisions.csv"), as: "loans.csv")
            let values = try await Self.run("values", "loans.csv", "approved", "--by", "sex", "--json", in: playground)
                .json()
            #expect(values["records"].int == 5000 && values["by"].string == "sex")
            for line in values["values"].array {
                let filter = try #require(line["filter"].string)
                let count = try await Self.run("show", "loans.csv", "--where", filter, "--count", in: playground)
                #expect(count.output == "\(line["count"].int ?? -1)\n", "\(filter)")
                let parts = ["male", "female"].compactMap { line["groups"][$0].int }
                #expect(parts.reduce(0, +) == line["count"].int)
            }
            let bins = try await Self.run("values", "loans.csv", "age", "--bins", "--json", in: playground)
            #expect(try bins.json()["isHistogram"].bool == true, "\(bins.errors)")
            let summary = try await Self.run("summary", "loans.csv", "--where", "sex=female", "--json", in: playground)
                .json()
            #expect(summary["columns"].array.contains { $0["name"].string == "sex" && $0["distinct"].int == 1 })
            let text = try await Self.run("summary", "loans.csv", in: playground)
            #expect(text.output.hasPrefix("column") && text.output.contains("sex"))
            let absent = try await Self.run("values", "loans.csv", "sx", in: playground)
            #expect(absent.status == 64 && absent.errors.contains("Did you mean 'sex'?"))
        }

        @Test
        func `a copy without some records leaves every other byte, and nothing is overwritten`() async throws {
            let playground = try Playground()
            try playground.write("a;b\r\n1;\"x\ny\"\r\n2;z\r\n3;w", to: "t.csv")
            let made = try await Self.run("redact", "t.csv", "--where", "a=2", "--to", "less.csv", in: playground)
            #expect(made.status == 0 && made.output == "wrote less.csv without 1 record; 2 remain\n", "\(made.errors)")
            #expect(made.errors.contains("no model was changed"))
            #expect(try playground.text(of: "less.csv") == "a;b\r\n1;\"x\ny\"\r\n3;w")
            let again = try await Self.run("redact", "t.csv", "--where", "a=1", "--to", "less.csv", in: playground)
            #expect(again.status == 73 && again.errors.contains("already there"))
            let none = try await Self.run("redact", "t.csv", "--where", "a=9", "--to", "none.csv", in: playground)
            #expect(none.status == 65 && !playground.exists("none.csv"))
            let which = try await Self.run("redact", "t.csv", "--to", "none.csv", in: playground)
            #expect(which.status == 64)
        }
    }
}
