import Foundation
import Testing

extension TheProgram {
    /// A disk that is really full.
    @Suite("Full disks", .serialized, .enabled(if: FullDisk.isThere, "\(FullDisk.missing)"))
    struct FullDisks {
        private let disk: FullDisk
        private var playground: Playground { disk.playground }

        init() throws {
            disk = try FullDisk()
            try disk.playground.write(FaultScenario.data, to: "data.csv")
        }

        private func run(_ arguments: String...) async throws -> Program.Outcome {
            try await Program.run(arguments, in: playground)
        }

        private func initialise() async throws -> Program.Outcome {
            try await run(
                "init", "data.csv", "--project", "disk/p", "--target", "label", "--positive", "yes", "--groups", "sex",
                "--features", "age,city,sex")
        }

        @Test(arguments: [0, 8, 48, 96])
        func `init on a full disk leaves no project, or one that opens`(kilobytes: Int) async throws {
            try disk.fill(leaving: kilobytes << 10)
            let made = try await initialise()
            #expect(made.status == 0 || made.status == 73 || made.status == 74, "\(made.errors)")
            if made.status != 0 { #expect(made.errors.contains("lethe: ")) }
            let isThere = playground.exists("disk/p/project.sqlite")
            try disk.makeRoom()
            if isThere { #expect(try await run("log", "disk/p").status == 0) }
            let again = try await initialise()
            #expect(again.status == (isThere ? 73 : 0), "\(again.errors)")
            #expect(try await run("train", "disk/p").status == 0)
        }

        @Test(arguments: [0, 16, 64])
        func `forget on a full disk has happened or has not, as is said`(kilobytes: Int) async throws {
            #expect(try await initialise().status == 0)
            #expect(try await run("train", "disk/p").status == 0)
            try disk.fill(leaving: kilobytes << 10)
            let outcome = try await run("forget", "disk/p", "--where", "row:5..7", "--yes")
            #expect([0, 73, 74, 75].contains(outcome.status), "\(outcome.errors)")
            try disk.makeRoom()
            let count = try await run("show", "disk/p", "--where", "state:forgotten", "--count").output
            #expect(count == (outcome.status == 0 ? "3\n" : "0\n"), "\(outcome.errors)")
            #expect(try await run("prove", "disk/p").status == 0)
        }

        @Test(arguments: ["--to", "--redacted", "--fairness"])
        func `export to a full disk leaves nothing there, and says so`(option: String) async throws {
            // The project lies on a disk with room, the target does not.
            let made = try await run(
                "init", "data.csv", "--target", "label", "--positive", "yes", "--groups", "sex", "--features",
                "age,city,sex")
            #expect(made.status == 0)
            #expect(try await run("train", "data.csv.lethe").status == 0)
            #expect(try await run("forget", "data.csv.lethe", "--where", "row:5..7", "--yes").status == 0)
            try disk.fill(leaving: 0)
            let outcome = try await run("export", "data.csv.lethe", option, "disk/out")
            #expect(outcome.status == 73 || outcome.status == 74, "\(outcome.errors)")
            #expect(outcome.errors.contains("lethe: ") && outcome.output.isEmpty)
            #expect(disk.listing.isEmpty)
            try disk.makeRoom()
            #expect(try await run("export", "data.csv.lethe", option, "disk/out").status == 0)
        }
    }
}
