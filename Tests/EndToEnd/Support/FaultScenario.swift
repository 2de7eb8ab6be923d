import Foundation

/// A command that changes something, on a small project.
struct FaultScenario: Sendable, CustomStringConvertible {
    /// What lies in the playground before it.
    enum Base: String, Sendable {
        /// The file alone.
        case file
        /// A project without a model; with a model and some flags; with a removal, too.
        case made, trained, removed
    }

    let name: String
    let arguments: [String]
    let base: Base
    /// What the command writes beside the project.
    var target: String? = nil
    /// Whether what was asked for is there.
    let isDone: @Sendable (ProjectFacts, Playground) async throws -> Bool

    var description: String { name }

    static let project = "data.csv.lethe"
    static let forgotten = 3
    /// What a forgotten record, and the decision about it, say: no byte of it may stay after an erasure.
    static let secrets = [
        "person-0004", "person-0005", "person-0006", "flagged-for-a-secret", "forgotten-for-a-secret",
    ]

    static let all: [FaultScenario] = [
        FaultScenario(
            name: "init", arguments: initialise, base: .file, isDone: { facts, _ in facts.isThere }),
        FaultScenario(
            name: "train", arguments: ["train", project], base: .made, isDone: { facts, _ in facts.model != nil }),
        FaultScenario(
            name: "flag", arguments: ["flag", project, "biased", "--where", "row:20..24", "--reason", "r"],
            base: .trained,
            isDone: { _, playground in try await ProjectFacts.count("flag:biased", in: playground) == 5 }),
        FaultScenario(
            name: "forget", arguments: forget, base: .trained, isDone: { facts, _ in facts.forgotten == forgotten }),
        FaultScenario(
            name: "forget --erase", arguments: forget + ["--erase"], base: .trained,
            isDone: { facts, _ in facts.forgotten == forgotten }),
        FaultScenario(
            name: "restore", arguments: ["restore", project, "FIRST"], base: .removed,
            isDone: { facts, _ in facts.forgotten == 0 }),
        FaultScenario(name: "prove", arguments: ["prove", project], base: .removed, isDone: { _, _ in true }),
        writing("export --to", ["export", project, "--to", "bundle"], "bundle"),
        writing("export --redacted", ["export", project, "--redacted", "redacted.csv"], "redacted.csv"),
        writing("export --fairness", ["export", project, "--fairness", "fair.json"], "fair.json"),
        writing("report", ["report", project, "--to", "report.html"], "report.html"),
        writing("redact", ["redact", "data.csv", "--where", "row:20..22", "--to", "copy.csv"], "copy.csv"),
    ]

    private static let initialise = [
        "init", "data.csv", "--target", "label", "--positive", "yes", "--groups", "sex", "--features", "age,city,sex",
    ]
    private static let forget = ["forget", project, "--where", "row:5..7", "--yes", "--reason", secrets[4]]

    private static func writing(_ name: String, _ arguments: [String], _ target: String) -> FaultScenario {
        FaultScenario(
            name: name, arguments: arguments, base: .removed, target: target,
            isDone: { _, playground in playground.exists(target) })
    }

    /// Commands that lead from one base to the next.
    static let steps: [(Base, [[String]])] = [
        (.file, []), (.made, [initialise]),
        (.trained, [["train", project], ["flag", project, "toxic", "--where", "row:5..7", "--reason", secrets[3]]]),
        (.removed, [forget]),
    ]

    /// Sixty people with secret names, of whom older men are let in.
    static let data: String = {
        var text = "name,age,city,sex,label\n"
        for row in 0..<60 {
            let (age, sex) = (18 + row * 37 % 50, row % 2 == 0 ? "f" : "m")
            let isIn = age + (sex == "m" ? 10 : 0) + row * 13 % 20 > 55
            text +=
                "person-\(String(format: "%04d", row)),\(age),\(["a", "b", "c"][row * 7 % 3]),\(sex),\(isIn ? "yes" : "no")\n"
        }
        return text
    }()
}

/// Playgrounds that scenarios begin with, each made once and copied.
actor FaultBases {
    private static let shared = FaultBases()
    private var made: [FaultScenario.Base: Task<Original, any Error>] = [:]

    struct Original: Sendable {
        let playground: Playground
        /// The first model's digest, where there is one.
        let first: String?
        let facts: ProjectFacts
    }

    /// A copy of the base, and what is known of it.
    static func copy(_ base: FaultScenario.Base) async throws -> (Playground, Original) {
        let original = try await shared.original(base).value
        let playground = try Playground()
        for file in original.playground.listing { try playground.copy(original.playground.file(file), as: file) }
        return (playground, original)
    }

    private func original(_ base: FaultScenario.Base) -> Task<Original, any Error> {
        if let task = made[base] { return task }
        let task = Task {
            let playground = try Playground()
            try playground.write(FaultScenario.data, to: "data.csv")
            var first: String?
            for (reached, commands) in FaultScenario.steps {
                for arguments in commands {
                    let outcome = try await Program.run(arguments, in: playground)
                    guard outcome.status == 0 else { throw Failure("\(arguments): \(outcome.errors)") }
                }
                if reached == .trained { first = try await Twin.model(of: FaultScenario.project, in: playground) }
                if reached == base { break }
            }
            return Original(playground: playground, first: first, facts: try await ProjectFacts(of: playground))
        }
        made[base] = task
        return task
    }
}

/// What a project says of itself, read without changing it.
struct ProjectFacts: Equatable, Sendable {
    var isThere = false
    var events = 0
    var model: String?
    var forgotten = 0
    var staged = 0

    /// - Throws: `Failure` where the project can't be read.
    init(of playground: Playground) async throws {
        guard playground.exists(FaultScenario.project + "/project.sqlite") else { return }
        let log = try await Program.run("log", FaultScenario.project, "--json", in: playground)
        guard log.status == 0 else { throw Failure("log: exit \(log.status): \(log.errors)") }
        isThere = true
        let all = try log.json().array
        events = all.count
        model =
            all.last { ["publish", "unlearn-result", "revert"].contains($0["action"].string ?? "") }?["outputs"].array
            .first?.string
        forgotten = try await Self.count("state:forgotten", in: playground)
        staged = try await Self.count("state:staged", in: playground)
    }

    static func count(_ filter: String, in playground: Playground) async throws -> Int {
        let shown = try await Program.run(
            "show", FaultScenario.project, "--where", filter, "--count", in: playground)
        guard shown.status == 0, let count = Int(shown.output.dropLast()) else {
            throw Failure("show --where \(filter): exit \(shown.status): \(shown.errors)")
        }
        return count
    }
}
