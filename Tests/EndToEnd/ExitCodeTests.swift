import Foundation
import Testing

extension TheProgram {
    /// One table of exit codes, and one form of saying what went wrong.
    @Suite("Exit codes", .serialized)
    struct ExitCodes {
        private let project = "decisions.csv.lethe"

        /// Puts other bytes in the place of some in a file of a project that nobody has open.
        private func edit(_ playground: Playground, _ name: String, _ from: String, _ to: String) throws {
            let url = URL(fileURLWithPath: playground.file("\(name)/project.sqlite"))
            var bytes = try Data(contentsOf: url)
            let place = try #require(bytes.firstRange(of: Data(from.utf8)), "\(name) has no \(from)")
            try #require(from.utf8.count == to.utf8.count)
            bytes.replaceSubrange(place, with: Data(to.utf8))
            try bytes.write(to: url)
        }

        /// A playground with everything that `Failing` names.
        private func playground() async throws -> Playground {
            let playground = try await Prepared.trained("decisions")
            for copy in ["policy", "made", "recipe", "targets", "locked"] {
                try playground.copy(playground.file("decisions.csv"), as: "\(copy).csv")
                try playground.copy(playground.file(project), as: "\(copy).csv.lethe")
            }
            try playground.copy(playground.file("decisions.csv"), as: "changed.csv")
            try playground.copy(playground.file("decisions.csv"), as: "bare.csv")
            try playground.copy(playground.file("decisions.csv"), as: "yours.csv")
            try playground.copy(playground.file("decisions.csv"), as: "gone.csv")
            for arguments in [
                [
                    "init", "yours.csv", "--truth", "approved", "--prediction", "approved", "--positive", "yes",
                    "--groups", "sex",
                ],
                ["init", "gone.csv", "--project", "orphan.lethe"],
                ["init", "changed.csv", "--target", "approved", "--positive", "yes"],
                ["forget", "targets.csv.lethe", "--where", "split:train row:1..20", "--for", "sex=female", "--yes"],
            ] {
                let outcome = try await Program.run(arguments, in: playground)
                try #require(outcome.status == 0, "\(arguments): \(outcome.errors)")
            }
            try FileManager.default.removeItem(atPath: playground.file("gone.csv"))
            // The copies know decisions.csv, which is where it was.
            try edit(playground, "policy.csv.lethe", "policy{\"approvals\":0", "policy{\"approvals\":7")
            try edit(playground, "made.csv.lethe", "project{\"", "project[\"")
            try edit(playground, "recipe.csv.lethe", "recipe{\"basis\"", "recipe{\"bazis\"")
            try edit(playground, "targets.csv.lethe", "targets[{\"column\"", "targets[{\"kolumn\"")
            try edit(playground, "yours.csv.lethe", "\"yourModel\":{\"columns\"", "\"yourModel\":{\"kolumns\"")
            try FileManager.default.createDirectory(
                atPath: playground.file("folder/inner"), withIntermediateDirectories: true)
            try FileManager.default.createDirectory(
                atPath: playground.file("garbage.lethe"), withIntermediateDirectories: false)
            try playground.write(
                String(repeating: "no database at all. ", count: 500), to: "garbage.lethe/project.sqlite")
            for (name, text) in [
                ("empty.csv", ""), ("header.csv", "a,b\n"), ("bad.ids", "zz\n"),
                ("taken.html", "mine"),
            ] { try playground.write(text, to: name) }
            try Data((0..<4000).map { UInt8(truncatingIfNeeded: ($0 * $0 &* 31 + $0 * 7 + $0 / 256) >> 3 | 1) }).write(
                to: URL(fileURLWithPath: playground.file("binary.dat")))
            for link in ["link", "link.html", ".blocked.csv.lethe-new"] { symlink("taken.html", playground.file(link)) }
            mkfifo(playground.file("fifo"), 0o600)
            return playground
        }

        /// A lock, held until it is closed.
        private func lock(_ path: String) throws -> Int32 {
            let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
            try #require(descriptor >= 0 && flock(descriptor, LOCK_EX | LOCK_NB) == 0)
            return descriptor
        }

        /// What every complaint has: a sentence or two of the program's own, and nothing raw.
        private func expectForm(_ outcome: Program.Outcome, _ failing: Failing) {
            let what = Comment(rawValue: "\(failing.arguments): \(outcome.status) \(outcome.errors)")
            #expect(outcome.status == failing.status, what)
            // Who asked for JSON is told in JSON, too.
            #expect(outcome.output.isEmpty || failing.arguments.contains("--json"), what)
            #expect(outcome.errors.contains(failing.words), what)
            let lines = outcome.errors.split(separator: "\n")
            let complaints = lines.filter { $0.hasPrefix("lethe: ") }
            #expect(complaints.count == 1, what)
            // Of a filter two lines follow: what it is, and where.
            let isFilter = failing.arguments.contains("--where") && lines.count == 3 && lines[2].contains("^")
            #expect(lines.last?.hasPrefix("lethe: ") == true || isFilter, what)
            let complaint = complaints.first ?? ""
            #expect(complaint.last.map { ".?".contains($0) } == true || complaint.contains(/: (lethe|--)[^:]*$/), what)
            for raw in [
                "Error", "Swift.", "NSCocoa", "Domain=", "Optional(", "couldn’t", "couldn't", "DecodingError",
                "SQLite error",
                "nil", "Usage:", "\u{1B}", "\u{7}",
            ] { #expect(!outcome.errors.contains(raw), what) }
            #expect(complaint.count < 500, what)
        }

        @Test func `whatever fails ends with the code of its kind and says why in a sentence, twice the same`()
            async throws
        {
            let playground = try await playground()
            let changed = playground.file("changed.csv")
            try playground.write(
                String(contentsOfFile: changed, encoding: .utf8)
                    + "42,male,national,1,0,1,0,1,36,car,rent,south,Hazel,no\n",
                to: "changed.csv")
            let locks = [
                try lock(playground.file("locked.csv.lethe/lock")), try lock(playground.file(".busy.csv.lethe-new")),
            ]
            let model = try await Twin.model(of: project, in: playground)
            let before = playground.listing
            let all = Failing.usage + Failing.others
            #expect(all.count >= 100)
            for failing in all {
                let first = try await Program.run(failing.arguments, in: playground)
                expectForm(first, failing)
                #expect(playground.listing == before, "\(failing.arguments) left something")
            }
            for failing in Failing.others {
                let second = try await Program.run(failing.arguments, in: playground)
                #expect(second.status == failing.status, "\(failing.arguments), again: \(second.errors)")
            }
            for descriptor in locks { close(descriptor) }
            // And everything works that did not fail.
            #expect(try await Twin.model(of: project, in: playground) == model)
            for arguments in [
                ["flag", "locked.csv.lethe", "toxic", "--where", "row:1"],
                ["export", project, "--redacted", "busy.csv"],
                ["log", project], ["show", "locked.csv.lethe", "--count"], ["prove", project],
            ] {
                let outcome = try await Program.run(arguments, in: playground)
                #expect(outcome.status == 0, "\(arguments): \(outcome.errors)")
            }
        }

        @Test func `1 is a verdict and nothing else, and verify has its own codes`() async throws {
            let playground = try await Prepared.trained("decisions")
            let crossed = try await Program.run(
                "audit", project, "--fail-if", "demographicParityDifference>0.0001", in: playground)
            #expect(crossed.status == 1 && crossed.errors.contains("demographicParityDifference"))
            #expect(try await Program.run("prove", project, in: playground).status == 0)
        }

        private static let isPermitted = ["/usr/bin/setpriv", "/bin/setpriv"].contains {
            FileManager.default.isExecutableFile(atPath: $0)
        }

        /// As a user to whom permissions mean something: root gives up what makes them mean nothing.
        private func bound(_ arguments: [String], in playground: Playground) async throws -> Program.Outcome {
            guard getuid() == 0 else { return try await Program.run(arguments, in: playground) }
            return try await Program.run(
                "/usr/bin/env", ["setpriv", "--bounding-set=-dac_override,-dac_read_search", Program.path] + arguments,
                in: playground.path, environment: Program.environment(in: playground))
        }

        @Test(.enabled(if: getuid() != 0 || isPermitted, "as root permissions mean something only with setpriv"))
        func `what may not be read or written is said with its own code`() async throws {
            let playground = try await Prepared.trained("decisions")
            try playground.copy(playground.file("decisions.csv"), as: "secret.csv")
            try playground.write("x\n", to: "secret.ids")
            for folder in ["closed", "readonly"] {
                try FileManager.default.createDirectory(
                    atPath: playground.file(folder), withIntermediateDirectories: false)
            }
            let modes: [(String, mode_t)] = [
                ("secret.csv", 0), ("secret.ids", 0), ("closed", 0), ("readonly", 0o500),
            ]
            for (name, mode) in modes { chmod(playground.file(name), mode) }
            defer { for (name, _) in modes { chmod(playground.file(name), 0o700) } }
            let failing: [(Int32, String, [String])] = [
                (66, "permission denied", ["show", "secret.csv"]),
                (66, "secret.ids", ["flag", project, "toxic", "--ids", "secret.ids"]),
                (66, "closed/x.csv", ["show", "closed/x.csv"]),
                (73, "permission denied", ["redact", "decisions.csv", "--where", "row:1", "--to", "closed/x.csv"]),
                (73, "permission denied", ["redact", "decisions.csv", "--where", "row:1", "--to", "readonly/x.csv"]),
                (73, "permission denied", ["export", project, "--to", "readonly/x"]),
                (73, "permission denied", ["report", project, "--to", "readonly/x.html"]),
                (73, "readonly", ["init", "decisions.csv", "--project", "readonly/x"]),
            ]
            for (status, words, arguments) in failing {
                let outcome = try await bound(arguments, in: playground)
                #expect(
                    outcome.status == status && outcome.output.isEmpty,
                    "\(arguments): \(outcome.status) \(outcome.errors)")
                #expect(
                    // The project is a copy, which is said first.
                    outcome.errors.contains(words) && outcome.errors.contains(/(^|\n)lethe: .*\n$/),
                    "\(arguments): \(outcome.errors)")
            }
        }
    }
}
