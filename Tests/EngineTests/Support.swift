import Foundation
import Journal
import Learning
import Records
import TestSupport

@testable import Engine

/// A folder of its own for one test, gone with it.
final class TemporaryFolder: Sendable {
    let path: String

    init() throws {
        path = NSTemporaryDirectory() + "lethe-engine-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }
}

/// Invented loan decisions, as a CSV file would hold them.
struct Sheet {
    static let header = ["age", "income", "city", "sex", "note", "approved"]
    static let cities = ["Alm", "Brig", "Corva", "Dunn", "Elm"]
    var rows: [[String]]

    /// `count` records of two sexes in five cities, the last `twins` of them copies of the first ones.
    init(_ count: Int = 240, twins: Int = 0, seed: UInt64 = 7) {
        var random = Seeded(seed)
        rows = (0..<(count - twins)).map { _ in
            let age = Int.random(in: 18...70, using: &random)
            let income = Int.random(in: 12...90, using: &random)
            let sex = Bool.random(using: &random) ? "woman" : "man"
            let merit = income - age / 2 + (sex == "man" ? 8 : 0) + Int.random(in: -20...20, using: &random)
            return [
                "\(age)", income % 17 == 0 ? "" : "\(income)", Self.cities.randomElement(using: &random) ?? "", sex,
                "note \(random.next() % 100_000) of a clerk", merit > 28 ? "yes" : "no",
            ]
        }
        for index in 0..<twins { rows.append(rows[index]) }
    }

    var text: String { ([Self.header] + rows).map { $0.map(CSV.field).joined(separator: ",") + "\n" }.joined() }

    static let schema = Schema(
        target: Target(column: "approved", positive: "yes"), features: ["age", "income", "city", "sex"],
        groups: ["sex"])

    static var byCity: Schema {
        var schema = schema
        schema.groups = ["sex", "city"]
        return schema
    }
}

func session(_ actor: String) -> Session {
    Session(actor: actor, id: "s-\(actor)", toolVersion: "1.0", toolDigest: "d1")
}

/// A file in a folder of its own, and the project beside it.
struct Project {
    let folder: TemporaryFolder
    let file: String
    var directory: String { file + ".lethe" }

    init(_ sheet: Sheet = Sheet()) throws { try self.init(text: sheet.text) }

    init(text: String, name: String = "data.csv") throws {
        folder = try TemporaryFolder()
        file = "\(folder.path)/\(name)"
        try Data(text.utf8).write(to: URL(fileURLWithPath: file))
    }

    func path(_ name: String) -> String { "\(folder.path)/\(name)" }

    func create(
        _ actor: String = "ada", schema: Schema = Sheet.schema, policy: Policy = Policy(), from path: String? = nil
    ) throws -> Workspace {
        let table = try Table(path: path ?? file)
        return try ProjectFiles.create(
            for: table, at: ProjectFiles.directory(for: table.path), schema: schema, seed: 3, policy: policy,
            session: session(actor), clock: .fixed(), entropy: Entropy.seeded(1))
    }

    func open(_ actor: String = "ada", at directory: String? = nil) throws -> Workspace {
        try ProjectFiles.open(
            directory ?? self.directory, session: session(actor), clock: .fixed(start: 1_800_000_000_000),
            entropy: Entropy.seeded(2))
    }

    /// A project whose model is trained and whose findings are there.
    func trained(
        _ actor: String = "ada", schema: Schema = Sheet.schema, policy: Policy = Policy()
    ) async throws -> Workspace {
        let workspace = try create(actor, schema: schema, policy: policy)
        try await workspace.ready()
        return workspace
    }

    func reopened(
        _ actor: String = "ada", at directory: String? = nil, resuming: Bool = true
    ) async throws -> Workspace {
        let workspace = try open(actor, at: directory)
        try await workspace.ready(resuming: resuming)
        return workspace
    }

    /// A project on the copy of the file without what `workspace` forgot, with the same recipe, trained cold.
    func retrained(without workspace: Workspace, name: String = "copy.csv") async throws -> Workspace {
        let recipe = try await workspace.frozenRecipe()
        _ = try await workspace.complete(.write(.redactedCopy(path: path(name))))
        let copy = try create(schema: workspace.mailbox.latest.schema, from: path(name))
        try await copy.declare(recipe)
        try await copy.ready()
        return copy
    }

    /// The files of the project that hold `bytes`.
    func filesHolding(_ bytes: Data) throws -> [String] {
        let names = try FileManager.default.contentsOfDirectory(atPath: directory).sorted()
        return try names.filter {
            try Data(contentsOf: URL(fileURLWithPath: "\(directory)/\($0)")).range(of: bytes) != nil
        }
    }
}

extension Workspace {
    /// Begins, and waits until everything is learned and found.
    func ready(resuming: Bool = true) async throws {
        try await begin(resuming: resuming)
        await settled()
    }

    /// Does it and waits for its job; throws what the job threw.
    @discardableResult
    func finish(_ command: Command) async throws -> String {
        let echo = try await perform(command)
        guard let job = echo.job else { return echo.sentence.description }
        let outcome = try await outcome(of: job)
        await settled()
        return outcome
    }

    /// Stages and forgets.
    @discardableResult
    func forget(_ rows: [Int]) async throws -> RemovalResult? {
        _ = try await perform(.stage(rows: rows, basis: nil, reason: ""))
        try await finish(.apply())
        return lastRemoval
    }

    /// The first rows that train and have no copy.
    func training(_ count: Int) -> [Int] {
        Array(
            knowledge.assignment.training.lazy.filter { self.dataset.identities.twins(of: $0).count == 1 }.prefix(count)
        )
    }

    var actions: [Action] { events.map(\.action) }

    func rows(in part: Part) -> [Int] {
        knowledge.assignment.parts.indices.filter { knowledge.assignment.parts[$0] == part }
    }

    /// What people decided, as the screen shows it.
    var decided: Decided {
        Decided(
            flags: flags, reasons: reasons, forgotten: forgotten,
            staged: staged.mapValues { [$0.basis, $0.reason, $0.actor] })
    }

    /// The same, as the project holds it.
    func stored() throws -> Decided {
        var decided = Decided(
            flags: flags.map { _ in [] }, reasons: [:], forgotten: forgotten.map { _ in false }, staged: [:])
        for (id, set) in try store.flags() {
            if let row = ledger.state.index.row(of: id) { decided.flags[row] = FlagMask(set.map { FlagMask($0) }) }
        }
        for (id, reason) in try store.reasons() {
            if let row = ledger.state.index.row(of: id) { decided.reasons[row] = reason }
        }
        for (row, record) in try store.forgotten(among: dataset.identities.ids) {
            decided.forgotten[row] = true
            decided.flags[row] = FlagMask(record.flags.map { FlagMask($0) })
        }
        for record in try store.staged() {
            if let row = ledger.state.index.row(of: record.id) {
                decided.staged[row] = [record.basis, record.reason, record.actor]
            }
        }
        return decided
    }
}

/// What tests ask of a workspace by its parts' names.
extension Workspace {
    var flags: [FlagMask] { ledger.state.flags }
    var reasons: [Int: String] { ledger.state.reasons }
    var turnFlags: [Int: [TurnPlace: FlagMask]] { ledger.state.turnFlags }
    var staged: [Int: StagedRecord] { ledger.state.staged }
    var forgotten: [Bool] { ledger.state.forgotten }
    var erased: [Bool] { ledger.state.erased }
    var applying: Set<Int> { ledger.state.applying }
    var events: EventLog { ledger.events }
    var assignment: Assignment { knowledge.assignment }
    var learned: Learned? { knowledge.learned }
    var prediction: RemovalPrediction? { knowledge.prediction }
    var findings: Findings? { knowledge.findings }
    var jobs: JobQueue { runner.queue }
    var isClosing: Bool { runner.isClosing }
    var overlay: Overlay { shown.overlay }
    func storedRecipe() throws -> StoredRecipe? { try desk.storedRecipe() }
    func frozenRecipe() throws -> ModelRecipe { try desk.nextRecipe() }
    func plan(_ rows: [Int], erase: Bool) -> RemovalPlan { desk.plan(rows, erase: erase) }
    func ids(_ rows: [Int]) -> [RecordID] { desk.ids(rows) }
    func removalInput() throws -> RemovalInput { try desk.removalInput() }
    func commit(_ draft: EventDraft, _ changes: [Journal.Change] = []) throws {
        try commit([LedgerEntry(draft, changes)])
    }

    /// The state as the store has it now: what is in memory must be the same.
    func reread() throws -> ProjectState { try ProjectState(reading: store, ledger.state.index) }
}

extension ProjectStore {
    /// The rows of forgotten records, with what is kept of each.
    func forgotten(among ids: [RecordID]) throws -> [(row: Int, record: ForgottenRecord)] {
        let known = Dictionary(uniqueKeysWithValues: try forgotten().map { ($0.reference, $0) })
        return references(for: ids).enumerated().compactMap { row, reference in known[reference].map { (row, $0) } }
    }
}

struct Decided: Equatable {
    var flags: [FlagMask]
    var reasons: [Int: String]
    var forgotten: [Bool]
    var staged: [Int: [String]]
}

extension ProjectStore {
    /// The weights of the published model, by feature.
    func weights() throws -> [String: Double] {
        guard let bytes = try currentModel()?.bytes else { return [:] }
        return Dictionary(
            uniqueKeysWithValues: try LogisticRegression.weights(of: PublishedModel(bytes: Array(bytes))).weights.map {
                ($0.key, $0.weights[0])
            })
    }

    func bound() throws -> Double {
        guard let json = try currentModel()?.guarantee else { return .nan }
        return try JSONDecoder().decode(Guarantee.self, from: Data(json.utf8)).bound
    }
}

/// ‖a − b‖₂; a feature that one lacks has weight 0 there.
func distance(_ a: [String: Double], _ b: [String: Double]) -> Double {
    Set(a.keys).union(b.keys).reduce(0) { sum, key in
        let difference = (a[key] ?? 0) - (b[key] ?? 0)
        return sum + difference * difference
    }.squareRoot()
}

extension RunContext {
    /// Nobody listens, and nobody cancels.
    static func silent(_ table: Table) -> RunContext { RunContext(work: .silent, source: SourceWatch(table: table)) }
}
