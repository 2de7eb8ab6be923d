import Foundation
import Testing

extension TheProgram {
    /// What is written out is whole or not there, and takes nobody's place.
    @Suite("Writing out", .serialized)
    struct WritingOut {
        private let project = "decisions.csv.lethe"

        private func outcomes(in playground: Playground) async throws -> [String] {
            let log = try await Program.run("log", project, "--json", in: playground).json()
            return log.array.filter { $0["action"].string == "export" }.map {
                "\($0["params"]["what"].string ?? "?"): \($0["outcome"].string ?? "?")"
            }
        }

        @Test(.enabled(if: TinyDisk.isThere, "a disk that is soon full needs root and mount"))
        func `on a full disk every export says so, leaves nothing, and comes once there is room`() async throws {
            let playground = try await Prepared.trained("decisions")
            try playground.copy(Program.fixture("decisions.csv"), as: "bare.csv")
            try FileManager.default.createDirectory(atPath: playground.file("full"), withIntermediateDirectories: false)
            let disk = try TinyDisk(playground.file("full"), kilobytes: 4096)
            let writing = [
                "redact bare.csv --where row:1..9 --to full/less.csv", "export \(project) --to full/bundle",
                "export \(project) --redacted full/redacted.csv", "export \(project) --fairness full/figures.json",
                "report \(project) --to full/report.html", "report \(project) --to full/report.json",
                "report bare.csv --truth approved --prediction approved --positive yes --groups sex --to full/yours.html",
            ]
            try disk.fill(leaving: 4096)
            for command in writing {
                let outcome = try await Program.shell("lethe \(command)", in: playground)
                #expect(outcome.status == 74 && outcome.output.isEmpty, "\(command): \(outcome.status)")
                #expect(
                    outcome.errors.contains("lethe: The disk is full; nothing was written to 'full/"),
                    "\(outcome.errors)")
                #expect(disk.listing == ["filler"], "\(command)")
            }
            let shown = try await Program.shell("lethe show bare.csv --csv > full/shown.csv", in: playground)
            #expect(shown.status == 74)
            #expect(try await outcomes(in: playground) == ["journal bundle: ok", "journal bundle: failed"])
            try disk.empty()
            for command in writing {
                let outcome = try await Program.shell("lethe \(command)", in: playground)
                #expect(outcome.status == 0, "\(command): \(outcome.errors)")
            }
            #expect(
                disk.listing == [
                    "bundle", "figures.json", "less.csv", "redacted.csv", "report.html", "report.json", "shown.csv",
                    "yours.html",
                ])
            let verified = try await Program.run("verify", "full/bundle", in: playground)
            #expect(verified.status == 0, "\(verified.output)")
        }

        @Test(.enabled(if: TinyDisk.isThere, "a disk that is soon full needs root and mount"))
        func `a copy without your model's records has all of its files or none`() async throws {
            let playground = try Playground()
            try playground.copy(Program.fixture("decisions.csv"), as: "yours.csv")
            let made = try await Program.run(
                "init", "yours.csv", "--truth", "approved", "--prediction", "approved", "--positive", "yes", "--groups",
                "sex", in: playground)
            try #require(made.status == 0, "\(made.errors)")
            try FileManager.default.createDirectory(atPath: playground.file("full"), withIntermediateDirectories: false)
            let disk = try TinyDisk(playground.file("full"), kilobytes: 1024)
            // Room for the copy, not for the list of what it lacks.
            let size = try playground.text(of: "yours.csv").utf8.count
            try disk.fill(leaving: size + 8192)
            let forget = ["forget", "yours.csv", "--where", "row:1..2400", "--to", "full/less.csv", "--yes"]
            let failed = try await Program.run(forget, in: playground)
            #expect(failed.status == 74 || disk.listing != ["filler"], "\(failed.errors)")
            if failed.status == 74 { #expect(disk.listing == ["filler"]) }
            try disk.fill(leaving: 4096)
            let again = try await Program.run(
                "forget", "yours.csv", "--where", "row:2401..2410", "--to", "full/fewer.csv", "--yes", in: playground)
            #expect(again.status == 74 && !disk.listing.contains("fewer.csv"), "\(again.errors)")
            try disk.empty()
            let whole = try await Program.run(
                "forget", "yours.csv", "--where", "row:2401..2410", "--to", "full/fewer.csv", "--yes", in: playground)
            #expect(whole.status == 0, "\(whole.errors)")
            #expect(disk.listing.filter { $0.hasPrefix("fewer") } == ["fewer.csv", "fewer.csv.removed.csv"])
        }

        @Test func `of several processes that write one file, one does, and the others say why not`() async throws {
            let playground = try Playground()
            try playground.copy(Program.fixture("decisions.csv"), as: "bare.csv")
            let outcomes = try await withThrowingTaskGroup(of: Program.Outcome.self) { group in
                for number in 1...6 {
                    group.addTask {
                        try await Program.run(
                            "redact", "bare.csv", "--where", "row:\(number)", "--to", "less.csv", in: playground)
                    }
                }
                return try await group.reduce(into: [Program.Outcome]()) { $0.append($1) }
            }
            #expect(outcomes.count { $0.status == 0 } == 1)
            for outcome in outcomes where outcome.status != 0 {
                #expect([73, 75].contains(outcome.status), "\(outcome.errors)")
                #expect(outcome.errors.contains("less.csv' is "), "\(outcome.errors)")
            }
            #expect(playground.listing == ["bare.csv", "less.csv"])
            #expect(try playground.text(of: "less.csv").split(separator: "\n").count == 5000)
        }

        @Test func `what lives is waited for, and what died is removed by the next run of the same command`()
            async throws
        {
            let playground = try await Prepared.trained("decisions")
            let writing = [
                ("less.csv", ["export", project, "--redacted", "less.csv"]),
                ("bundle", ["export", project, "--to", "bundle"]),
                ("r.html", ["report", project, "--to", "r.html"]),
                ("r.html", ["report", project, "--to", "r.html", "--force"]),
            ]
            for (name, arguments) in writing {
                let draft = playground.file(".\(name).lethe-new")
                try playground.write("half", to: ".\(name).lethe-new")
                let writer = open(draft, O_RDWR | O_CLOEXEC)
                #expect(writer >= 0 && flock(writer, LOCK_EX | LOCK_NB) == 0)
                let refused = try await Program.run(arguments, in: playground)
                #expect(refused.status == 75 && refused.output.isEmpty, "\(arguments): \(refused.errors)")
                #expect(refused.errors.contains("is being written by another process"))
                #expect(try playground.text(of: ".\(name).lethe-new") == "half")
                // As the process dies.
                close(writer)
                let outcome = try await Program.run(arguments, in: playground)
                #expect(outcome.status == 0, "\(arguments): \(outcome.errors)")
                #expect(!FileManager.default.fileExists(atPath: draft) && playground.exists(name))
            }
        }

        @Test(arguments: ["INT", "TERM", "HUP"])
        func `a signal cancels a removal in good order, and ends with its own number`(_ signal: String) async throws {
            let playground = try await Prepared.trained("comments")
            let before = try await Twin.model(of: "comments.csv.lethe", in: playground)
            let forget = "lethe forget comments.csv.lethe --where 'split:train row:1..1500' --yes"
            // With job control, as else the shell has what it puts behind itself ignore Ctrl-C.
            let outcome = try await Program.shell(
                """
                set -m; mkfifo said; \(forget) > out 2> said & id=$!
                exec 3< said
                while read -r line <&3; do case $line in forgetting*) break;; esac; done
                kill -\(signal) $id; wait $id; echo $?; cat <&3
                """, in: playground, with: "/bin/bash")
            let number = ["INT": 2, "TERM": 15, "HUP": 1][signal] ?? 0
            #expect(outcome.output == "\(128 + number)\nlethe: Cancelled; nothing was changed.\n", "\(outcome.output)")
            #expect(try playground.text(of: "out").isEmpty)
            #expect(try await Twin.model(of: "comments.csv.lethe", in: playground) == before)
            let again = try await Program.shell(forget, in: playground)
            #expect(again.status == 0, "\(again.errors)")
        }

        @Test func `a signal in the middle of a copy leaves nothing of it`() async throws {
            let playground = try Playground()
            // What is read through a pipe comes as slowly as one likes: the copy waits in the middle.
            let outcome = try await Program.shell(
                """
                set -m; printf 'a,b\\n1,2\\n3,4\\n' > d.csv; mkfifo ids
                lethe redact d.csv --ids ids --to less.csv 2> said & id=$!
                exec 3> ids
                kill -TERM $id; wait $id; echo $?; ls -A
                """, in: playground, with: "/bin/bash")
            #expect(outcome.output == "143\nd.csv\nids\nsaid\n", "\(outcome.output)")
        }
    }
}
