import Foundation
import Testing

extension TheProgram {
    /// Projects and bundles that somebody else made, or takes away meanwhile.
    @Suite("What strangers hand over", .serialized)
    struct Strangers {
        /// A small project and its exported journal.
        private func exported() async throws -> Playground {
            let playground = try Playground()
            try playground.write("a,b\n1,x\n2,y\n", to: "d.csv")
            for arguments in [["init", "d.csv", "--target", "none"], ["export", "d.csv", "--to", "bundle"]] {
                let made = try await Program.run(arguments, in: playground)
                guard made.status == 0 else { throw Failure(made.errors) }
            }
            return playground
        }

        @Test
        func `a bundle of any bytes is checked in 64 megabytes, with the right words`() async throws {
            let playground = try await exported()
            let many = 16 << 20
            let name = String(repeating: "x", count: many)
            let salt = String(repeating: "0", count: 64)
            let hostile = [
                (
                    "journal.jsonl", String(repeating: "\n", count: many),
                    "Edited at event 1: it is not JSON: the text ends"
                ),
                ("journal.jsonl", "{\"\(name)\":1}\n", "Edited at event 1: it does not have the keys of an event."),
                (
                    "journal.jsonl", String(repeating: "{}\n", count: many / 3),
                    "Edited at event 1: it does not have the keys"
                ),
                ("journal.jsonl", String(repeating: "[", count: many), "Edited at event 1: its line has no end."),
                (
                    "payloads.jsonl", "{\"payload\":\"\(name)\",\"salt\":\"\(salt)\",\"seq\":2}\n",
                    "Edited at event 2: it has no payload, yet one is here."
                ),
            ]
            for (file, text, sentence) in hostile {
                let honest = try playground.text(of: "bundle/\(file)")
                try playground.write(text, to: "bundle/\(file)")
                let verdict = try await Program.run(
                    "/bin/sh", ["-c", "ulimit -d 65536; exec \"$0\" verify bundle", Program.path], in: playground.path,
                    environment: Program.environment(in: playground))
                #expect(verdict.status == 3, "\(verdict.errors.prefix(300))")
                #expect(verdict.output.hasPrefix(sentence), "\(verdict.output.prefix(200))")
                try playground.write(honest, to: "bundle/\(file)")
            }
            #expect(try await Program.run("verify", "bundle", in: playground).status == 0)
        }

        @Test
        func `nothing is waited for: pipes and devices are refused at once`() async throws {
            let playground = try await exported()
            for name in ["lock", "actor", "project.sqlite-wal"] {
                let path = playground.file("d.csv.lethe/\(name)")
                let honest = FileManager.default.contents(atPath: path)
                try? FileManager.default.removeItem(atPath: path)
                guard mkfifo(path, 0o600) == 0 else { throw Failure("no pipe: errno \(errno)") }
                for arguments in [["log", "d.csv"], ["export", "d.csv", "--to", "other"], ["show", "d.csv"]] {
                    let outcome = try await Program.run(arguments, in: playground)
                    #expect(outcome.status == 65, "\(name), \(arguments): \(outcome.errors)")
                    #expect(outcome.errors.contains("d.csv.lethe/\(name)' is a pipe"), "\(outcome.errors)")
                }
                try FileManager.default.removeItem(atPath: path)
                if let honest { try honest.write(to: URL(fileURLWithPath: path)) }
            }
            for path in ["/dev/zero", "/dev/null"] {
                #expect(try await Program.run("verify", path, in: playground).status == 65)
            }
        }

        /// A tool that edits a database, as whoever holds the file has one.
        private static let python = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
            .map { "\($0)/python3" }.first { FileManager.default.isExecutableFile(atPath: $0) }

        @Test(.enabled(if: python != nil, "python3 is not on PATH: no other tool edits the database"))
        func `verify names what was edited in a project`() async throws {
            let playground = try await Prepared.trained("decisions")
            let project = "decisions.csv.lethe"
            let intact = try await Program.run("verify", project, in: playground)
            #expect(intact.status == 0 && intact.output.hasPrefix("Intact: "), "\(intact.output)\(intact.errors)")
            // As whoever holds the file would, with whatever tool.
            let python = try await Program.run(
                try #require(Self.python),
                [
                    "-c",
                    "import sqlite3; c = sqlite3.connect('\(project)/project.sqlite'); "
                        + "c.execute(\"UPDATE settings SET value = '9' WHERE name = 'policy'\"); "
                        + "c.execute('UPDATE models SET removed = 0'); c.execute('DELETE FROM figures'); c.commit()",
                ], in: playground.path, environment: Program.environment(in: playground))
            try #require(python.status == 0, "\(python.errors)")
            let edited = try await Program.run("verify", project, in: playground)
            #expect(edited.status == 3)
            #expect(edited.output.contains("the figures of models"), "\(edited.output)")
            for arguments in [
                ["log", project], ["export", project, "--to", "b"], ["flag", project, "toxic", "--where", "row:1"],
            ] {
                let refused = try await Program.run(arguments, in: playground)
                #expect(refused.status == 65 && refused.errors.contains("edited past its journal"), "\(refused.errors)")
            }
        }

        @Test
        func `a copy that is gone on with says so, and verify finds the fork`() async throws {
            let playground = try await exported()
            try FileManager.default.createDirectory(
                atPath: playground.file("copy"), withIntermediateDirectories: false)
            for name in ["d.csv", "d.csv.lethe"] { try playground.copy(playground.file(name), as: "copy/\(name)") }
            let here = try await Program.run("export", "d.csv", "--to", "here", in: playground)
            #expect(here.status == 0 && !here.errors.contains("copied"))
            let there = try await Program.run("export", "copy/d.csv", "--to", "there", in: playground)
            #expect(there.errors.contains("This project was moved, restored or copied since it was last open"))
            let again = try await Program.run("export", "copy/d.csv", "--to", "again", in: playground)
            #expect(!again.errors.contains("copied"), "it is said once")

            let alone = try await Program.run("verify", "there", in: playground)
            #expect(alone.status == 0)
            #expect(alone.output.contains("Note: At event 3 the project was opened in another place than before"))
            let fork = try await Program.run("verify", "there", "--since", "here", "--json", in: playground)
            #expect(fork.status == 8)
            let report = try fork.json()
            #expect(report["intact"].bool == false && report["exitCode"].int == 8)
            #expect(report["sentence"].string?.hasPrefix("Forked after event 2: ") == true)
            let onward = try await Program.run("verify", "again", "--since", "there/checkpoint", in: playground)
            #expect(onward.status == 0 && onward.output.contains("Note: It goes on from the earlier one"))
            #expect(try await Program.run("verify", "there", "--since", "again", in: playground).status == 4)
            let help = try await Program.run("verify", "--help", in: playground)
            for code in ["0 intact", "2 intact with", "3 edited", "4 truncated", "7 nothing to", "8 forked"] {
                #expect(help.output.contains(code), "\(code)")
            }
        }

        @Test(.enabled(if: geteuid() == 0, "needs root, to give a project to another user"))
        func `another user's project is read with a word, and written to by who says so`() async throws {
            let playground = try await exported()
            for name in ["", "/lock", "/actor", "/project.sqlite"] {
                guard chown(playground.file("d.csv.lethe" + name), 12_345, 12_345) == 0 else {
                    throw Failure("no other owner: errno \(errno)")
                }
            }
            let read = try await Program.run("log", "d.csv", in: playground)
            #expect(read.status == 0 && read.errors.contains("belongs to user 12345, not to user"))
            let refused = try await Program.run("export", "d.csv", "--to", "other", in: playground)
            #expect(refused.status == 73 && refused.errors.contains("LETHE_TRUST_OWNER=12345"))
            let trusted = try await Program.run(
                ["export", "d.csv", "--to", "other"], in: playground, environment: ["LETHE_TRUST_OWNER": "12345"])
            #expect(trusted.status == 0, "\(trusted.errors)")
        }

        @Test(.enabled(if: Screen.isThere, Screen.missing))
        func `a project that is deleted under the screen is said at the next decision, which is not made`() async throws
        {
            let playground = try await exported()
            let screen = try await Screen.start("lethe open d.csv", in: playground)
            try await screen.wait(until: "· idle")
            try await screen.press("b")
            try await screen.wait(until: "flagged biased")
            try FileManager.default.removeItem(atPath: playground.file("d.csv.lethe"))
            try await screen.press("t")
            let shown = try await screen.wait(until: "was deleted, moved or replaced while it was open")
            #expect(shown.contains("1 flagged") && !shown.contains("flagged toxic"))
            #expect(try await screen.quit() == 0)
            #expect(playground.listing.filter { $0.hasPrefix("d.csv") } == ["d.csv"])
        }
    }
}
