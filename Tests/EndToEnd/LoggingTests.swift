import Foundation
import Testing

extension TheProgram {
    /// The log says what was done, and nothing of what records hold.
    @Suite("Logging", .serialized)
    struct Logging {
        /// In cells, ids, column names, values, the file's name, reasons, filters and the name of who acts.
        private static let markers = [
            "MARKCELL", "MARKID", "MARKCOLUMN", "MARKVALUE", "markfile", "MARKREASON", "MARKFILTER", "MARKPERSON",
            "MARKGROUP",
        ]

        private func records() -> String {
            var lines = ["MARKIDs,age,MARKCOLUMNtext,MARKGROUPs,y"]
            for row in 0..<240 {
                let group = row % 2 == 0 ? "MARKVALUEf" : "MARKVALUEm"
                let label = (row * 7 + row % 2 * 3) % 10 > 4 ? "yes" : "no"
                lines.append("MARKID\(row),\(20 + row % 50),MARKCELL\(row) MARKFILTER\(row % 9),\(group),\(label)")
            }
            return lines.joined(separator: "\n") + "\n"
        }

        @Test
        func `the whole loop at the finest level leaves no trace of a record in the log`() async throws {
            let playground = try Playground()
            try playground.write(records(), to: "markfile.csv")
            @discardableResult
            func run(_ arguments: String..., ending status: Int32 = 0) async throws -> Program.Outcome {
                let outcome = try await Program.run(
                    arguments + ["--log-level", "trace", "--log-file", "lethe.log"], in: playground)
                #expect(outcome.status == status, "lethe \(arguments): \(outcome.errors)")
                return outcome
            }
            let filter = "MARKCOLUMNtext~MARKFILTER3 split:train"
            try await run(
                "init", "markfile.csv", "--id", "MARKIDs", "--target", "y", "--positive", "yes", "--groups",
                "MARKGROUPs", "--features", "age", "--text", "MARKCOLUMNtext", "--as", "MARKPERSON")
            try await run("train", "markfile.csv", "--as", "MARKPERSON")
            try await run(
                "flag", "markfile.csv", "private", "--where", filter, "--reason", "MARKREASON of MARKID3", "--as",
                "MARKPERSON")
            try await run("show", "markfile.csv", "--where", filter, "--sort=MARKIDs")
            try await run("values", "markfile.csv", "MARKGROUPs")
            try await run("forget", "markfile.csv", "--where", filter, "--yes", "--as", "MARKPERSON")
            try await run("forget", "markfile.csv", "--where", "state:forgotten", "--erase", "--yes")
            try await run("prove", "markfile.csv")
            try await run("audit", "markfile.csv")
            try await run("report", "markfile.csv", "--to", "report.md")
            try await run("verify", "markfile.csv.lethe", ending: 2)
            // What goes wrong quotes what it was given; the log does not.
            try await run("show", "markfile.csv", "--where", "MARKFILTER=MARKVALUEf", ending: 64)
            try await run("show", "markfile.nowhere", ending: 66)
            try await run("flag", "markfile.csv", "private", "--where", "MARKIDs=MARKID999", ending: 65)

            let bytes = try Data(contentsOf: URL(fileURLWithPath: playground.file("lethe.log")))
            for marker in Self.markers { #expect(bytes.range(of: Data(marker.utf8)) == nil, "\(marker)") }
            let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
            #expect(lines.last == "" && lines.count > 60)
            let form = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z [a-z]+ lethe\[\d+\] [a-z.]+( [a-z-]+=[A-Za-z0-9._-]+)*/
            for line in lines.dropLast() { #expect(line.wholeMatch(of: form) != nil, "\(line)") }
            let text = String(decoding: bytes, as: UTF8.self)
            for said in [
                "command.began command=init", "project.made records=240", "project.opened events=", "job.started job=",
                "kind=train outcome=done", "kind=forget outcome=done", "event.committed action=unlearn-start",
                "event.committed action=tombstone", "action=flag", "job.step", "percent=", "project.closed",
                "failed reason=usage type=FilterError", "failed reason=noInput type=Refusal", "status=64", "status=0",
            ] { #expect(text.contains(said), "\(said)") }
        }

        @Test
        func `there is no log unless it is asked for, by an option or a variable`() async throws {
            let playground = try Playground()
            try playground.write(records(), to: "data.csv")
            #expect(try await Program.run("show", "data.csv", "--limit", "1", in: playground).status == 0)
            #expect(playground.listing == ["data.csv"])
            let named = try await Program.run(
                ["show", "data.csv", "--limit", "1"], in: playground, environment: ["LETHE_LOG": "by-name.log"])
            #expect(named.status == 0 && !named.errors.contains("The log"))
            #expect(try playground.text(of: "by-name.log").contains("command.ended command=show"))
            let level = try await Program.run(
                "show", "data.csv", "--limit", "1", "--log-level", "debug", in: playground)
            #expect(level.status == 0)
            #expect(try playground.text(of: ".local/state/lethe/lethe.log").contains("command=show"))
            let unknown = try await Program.run("show", "data.csv", "--log-level", "loud", in: playground)
            #expect(unknown.status == 64 && unknown.errors.contains("trace"))
        }

        @Test
        func `a log that can't be written is said once and stops nothing`() async throws {
            let playground = try Playground()
            try playground.write(records(), to: "data.csv")
            for (place, reason) in [
                ("nowhere/lethe.log", "its folder is not there"), (".", "it is a folder"),
                ("data.csv", "it holds something else"), ("/dev/full", "it is no file"),
            ] {
                let shown = try await Program.run(
                    "show", "data.csv", "--limit", "2", "--log-file", place, in: playground)
                #expect(shown.status == 0, "\(place)")
                #expect(shown.output.split(separator: "\n").count >= 2)
                #expect(shown.errors.components(separatedBy: reason).count == 2, "\(place): \(shown.errors)")
                #expect(shown.errors.contains("--log-file"))
            }
            #expect(try playground.text(of: "data.csv") == records())
        }

        @Test(.enabled(if: TinyDisk.isThere, "no disk can be mounted"))
        func `a disk that is full ends the log, not the work`() async throws {
            let playground = try Playground()
            try playground.write(records(), to: "data.csv")
            try FileManager.default.createDirectory(
                atPath: playground.file("disk"), withIntermediateDirectories: false)
            let disk = try TinyDisk(playground.file("disk"), kilobytes: 16)
            try disk.fill(leaving: 0)
            let made = try await Program.run(
                "init", "data.csv", "--target", "y", "--positive", "yes", "--groups", "MARKGROUPs", "--features", "age",
                "--log-level", "trace", "--log-file", "disk/lethe.log", in: playground)
            #expect(made.status == 0, "\(made.errors)")
            #expect(made.errors.components(separatedBy: "The log 'disk/lethe.log'").count == 2, "\(made.errors)")
            #expect(made.errors.contains("the disk is full"))
            #expect(playground.exists("data.csv.lethe/project.sqlite"))
        }
    }
}
