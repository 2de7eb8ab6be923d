import Foundation

/// One run of a scenario with a fault, and what is wrong with what came of it.
struct FaultTrial {
    let scenario: FaultScenario
    let fault: Fault
    let playground: Playground
    let arguments: [String]
    let before: ProjectFacts
    /// Names of all files after a run without a fault.
    let clean: Set<String>
    private(set) var findings: [String] = []

    /// What may be said with an exit code: sysexits(3), and a verdict.
    private static let codes: Set<Int32> = [0, 64, 65, 66, 69, 73, 74, 75]
    private static let denials = ["as it was", "nothing was changed", "nothing was forgotten", "as they were"]

    init(_ scenario: FaultScenario, _ fault: Fault, clean: Set<String>) async throws {
        (self.scenario, self.fault, self.clean) = (scenario, fault, clean)
        let (playground, original) = try await FaultBases.copy(scenario.base)
        self.playground = playground
        arguments = scenario.arguments.map { $0 == "FIRST" ? original.first ?? "" : $0 }
        before = original.facts
    }

    /// - Returns: whether the fault was made at all: calls of several threads come in no fixed order.
    mutating func run() async throws -> Bool {
        let (outcome, calls) = try await Program.run(arguments, in: playground, fault: fault)
        guard let met = calls.first(where: \.isFaulty) else { return false }
        let place =
            "\(scenario.name): \(fault.kind.rawValue) at \(met.number) \(met.name) \(met.path.dropFirst(playground.path.count + 1))"
        var said: [String] = []
        judge(outcome, into: &said)
        do {
            let after = try await ProjectFacts(of: playground)
            try await judge(outcome, after, into: &said)
        } catch { said.append("afterwards: \(error)") }
        judgeTarget(outcome, into: &said)
        try await judgeRepair(into: &said)
        let words = outcome.errors.split(separator: "\n").last ?? ""
        findings = said.map { "\(place): \($0) [exit \(outcome.status): \(words)]" }
        return true
    }

    private func judge(_ outcome: Program.Outcome, into said: inout [String]) {
        if fault.kind.ends, outcome.status == 137 { return }
        if outcome.status > 128 { said.append("ended by signal \(outcome.status - 128)") }
        if !Self.codes.contains(outcome.status) { said.append("exit \(outcome.status)") }
        if outcome.status != 0, !outcome.errors.contains("lethe: ") { said.append("no sentence") }
        for word in ["Fatal error", "Error Domain", "DecodingError", "SQLite error"] where outcome.errors.contains(word)
        {
            said.append("a raw error")
        }
    }

    /// What was said against what is.
    private func judge(_ outcome: Program.Outcome, _ after: ProjectFacts, into said: inout [String]) async throws {
        let isDone = try await scenario.isDone(after, playground)
        if outcome.status == 0, !isDone { said.append("exit 0, and it is not done: \(after)") }
        if outcome.status != 0, outcome.status != 137,
            let denial = Self.denials.first(where: outcome.errors.contains),
            after.model != before.model || after.forgotten != before.forgotten || after.staged != before.staged
        {
            said.append("says '\(denial)', but \(before) became \(after)")
        }
        if let count = outcome.errors.firstMatch(of: /(?:^|\n)(?:lethe: )?[Ff]orgot (\d+) training records/)?.1,
            Int(count) != after.forgotten
        {
            said.append("says that \(count) were forgotten, and \(after.forgotten) are")
        }
        if after.events < before.events { said.append("events went: \(before.events) became \(after.events)") }
    }

    /// What a command writes beside the project is whole, or not there.
    private func judgeTarget(_ outcome: Program.Outcome, into said: inout [String]) {
        guard let target = scenario.target, playground.exists(target) else { return }
        let text = (try? playground.text(of: target)) ?? ""
        let isWhole: Bool
        switch target {
        case "report.html": isWhole = text.hasSuffix("</html>\n")
        case "fair.json": isWhole = (try? JSON(parsing: text)) != nil
        case "bundle":
            isWhole = ["journal.jsonl", "payloads.jsonl", "checkpoint", "README.txt"].allSatisfy {
                playground.exists("bundle/\($0)")
            }
        default:
            let gone = target == "copy.csv" ? 20...22 : 5...7
            let lines = FaultScenario.data.split(separator: "\n").enumerated().filter { !gone.contains($0.offset) }
            isWhole = text == lines.map { "\($0.element)\n" }.joined()
        }
        if !isWhole { said.append("\(target) is there and not whole") }
    }

    /// The command once more, then what must hold of every project.
    private func judgeRepair(into said: inout [String]) async throws {
        if let target = scenario.target, playground.exists(target) {
            if target == "bundle" { try await verify(target, into: &said) }
            try FileManager.default.removeItem(atPath: playground.file(target))
        }
        let again = try await Program.run(arguments, in: playground)
        let facts = try? await ProjectFacts(of: playground)
        let isDone = if let facts { try await scenario.isDone(facts, playground) } else { false }
        if !isDone {
            said.append(
                "the same command again: exit \(again.status): \(again.errors.split(separator: "\n").last ?? "")")
        }
        if scenario.base != .file, scenario.base != .made {
            let proof = try await Program.run("prove", FaultScenario.project, in: playground)
            if proof.status != 0 { said.append("prove: exit \(proof.status): \(proof.errors)") }
        }
        let written = try await Program.run("export", FaultScenario.project, "--to", "check", in: playground)
        if written.status == 0 {
            try await verify("check", into: &said)
            try FileManager.default.removeItem(atPath: playground.file("check"))
        } else {
            said.append("export: exit \(written.status): \(written.errors)")
        }
        // What can be made again is kept whenever there is something to keep; drafts of it are left to nobody.
        let left = playground.files.subtracting(clean).filter { !$0.contains("/kept-") || $0.hasSuffix(".new") }
        if !left.isEmpty { said.append("left behind: \(left.sorted().joined(separator: " "))") }
        if arguments.contains("--erase"), isDone { said += try await residue() }
    }

    private func verify(_ bundle: String, into said: inout [String]) async throws {
        let verdict = try await Program.run("verify", bundle, in: playground)
        if verdict.status != 0, verdict.status != 2 {
            said.append("verify \(bundle): exit \(verdict.status): \(verdict.output)\(verdict.errors)")
        }
    }

    /// What of the erased records is still to be found in the project's folder.
    private func residue() async throws -> [String] {
        let ids = try await ErasedIDs.of(rows: 5...7)
        var wanted = FaultScenario.secrets.map { (name: "'\($0)'", bytes: Array($0.utf8)) }
        for id in ids { wanted += [("the id \(id)", Array(id.utf8)), ("the bytes of id \(id)", ErasedIDs.bytes(id))] }
        return playground.residue(of: wanted, under: FaultScenario.project)
    }
}

/// The ids of records of the scenarios' file: a function of file and seed.
actor ErasedIDs {
    private static let shared = ErasedIDs()
    private var known: [String]?

    static func of(rows: ClosedRange<Int>) async throws -> [String] {
        Array(try await shared.all()[(rows.lowerBound - 1)..<rows.upperBound])
    }

    static func bytes(_ id: String) -> [UInt8] {
        stride(from: 0, to: id.utf8.count, by: 2).compactMap {
            UInt8(id.dropFirst($0).prefix(2), radix: 16)
        }
    }

    private func all() async throws -> [String] {
        if let known { return known }
        let (playground, _) = try await FaultBases.copy(.trained)
        let ids = try await Twin.records(of: FaultScenario.project, where: "", in: playground).map(\.id)
        known = ids
        return ids
    }
}

extension Playground {
    /// Paths of all files in it, relative.
    var files: Set<String> { Set((try? FileManager.default.subpathsOfDirectory(atPath: path)) ?? []) }

    /// Which of `wanted` occur in a file of the folder, with the file's name.
    func residue(of wanted: [(name: String, bytes: [UInt8])], under folder: String) -> [String] {
        var found: [String] = []
        for name in files.sorted() where name.hasPrefix(folder + "/") {
            guard let content = FileManager.default.contents(atPath: file(name)) else { continue }
            for (what, bytes) in wanted where content.firstRange(of: Data(bytes)) != nil {
                found.append("\(what) is still in \(name)")
            }
        }
        return found
    }
}
