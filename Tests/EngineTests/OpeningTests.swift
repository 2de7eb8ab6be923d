import Foundation
import Journal
import Records
import Testing

@testable import Engine

@Suite struct OpeningTests {
    let project: Project

    init() throws { project = try Project() }

    @Test func `a new project trains, publishes, evaluates and finds, and says so in order`() async throws {
        let workspace = try await project.trained()
        #expect(await workspace.actions == [.open, .policy, .train, .publish, .evaluate])
        let snapshot = await workspace.snapshot
        #expect(snapshot.events.map(\.seq) == [1, 2, 3, 4, 5])
        #expect(snapshot.events[1].object["params"]?["recipe"] != nil)
        let model = try #require(snapshot.currentModel)
        #expect(snapshot.models == [model])
        #expect(model.guarantee == "bit-identical")
        #expect(model.bound > 0 && model.bound < 1e-3)
        #expect(model.records == snapshot.counts.training)
        let held = try #require(try workspace.store.currentModel())
        #expect(held.digest == model.digest && held.holdsBytes)
        #expect(snapshot.events[3].object["outputs"] == .strings([model.digest]))
        #expect(snapshot.evaluation?.digest == model.digest)
        #expect(snapshot.evaluation?.records == snapshot.counts.test)
        #expect((snapshot.evaluation?.accuracy ?? 0) > 0.6)
        #expect(snapshot.evaluation?.comparison == nil)
        #expect(snapshot.jobs.map(\.kind) == [.train, .find, .find])
        #expect(snapshot.jobs.allSatisfy { $0.state == .done })
        await workspace.close()
    }

    @Test func `findings are there for every training record and for no other`() async throws {
        let workspace = try await project.trained()
        let snapshot = await workspace.snapshot
        let disagreement = try #require(snapshot.overlay.numbers["model.disagreement"])
        let split = try #require(snapshot.overlay.facets["split"])
        for row in disagreement.indices { #expect(disagreement[row].isNaN == (split.masks[row] != 1)) }
        #expect(snapshot.counts.training + snapshot.counts.selection + snapshot.counts.test == snapshot.counts.records)
        #expect(snapshot.overlay.facets["hit"] != nil)
        await workspace.close()
    }

    @Test func `opening again continues where one left, and trains nothing`() async throws {
        let first = try await project.trained()
        let rows = await first.training(3)
        _ = try await first.perform(.flag(.toxic, on: true, rows: Array(rows.prefix(2)), reason: "rude"))
        _ = try await first.perform(.stage(rows: [rows[0]], basis: "privacy", reason: "asked"))
        try await first.finish(.apply())
        _ = try await first.perform(.stage(rows: Array(rows.dropFirst()), basis: nil, reason: ""))
        let before = (await first.decided, await first.snapshot)
        await first.close()

        let second = try await project.reopened()
        let after = (await second.decided, await second.snapshot)
        #expect(after.0 == before.0)
        #expect(try await second.stored() == before.0)
        #expect(after.1.models == before.1.models)
        #expect(after.1.counts == before.1.counts)
        #expect(after.1.queue.map(\.rows) == before.1.queue.map(\.rows))
        #expect(after.1.overlay.numbers["model.score"] == before.1.overlay.numbers["model.score"])
        #expect(try after.1.evaluation?.json() == before.1.evaluation?.json())
        #expect(after.1.evaluation?.comparison != nil)
        #expect(after.1.events.dropLast().map(\.hash) == before.1.events.map(\.hash))
        #expect(after.1.events.last?.action == .open)
        #expect(await second.lastTraining == nil)
        #expect(!after.1.canUndo)
        await second.close()
    }

    @Test func `the same file, recipe and seed give the same model bytes`() async throws {
        let other = try Project()
        let (a, b) = (try await project.trained(), try await other.trained())
        #expect(try a.store.currentModel()?.bytes == b.store.currentModel()?.bytes)
        // But for the state, which names where each has its file.
        func said(_ event: Event) -> [JSON?] {
            ["seq", "action", "inputs", "outputs", "params", "outcome", "ts"].map { event.object[$0] }
        }
        #expect(await a.events.map(said) == b.events.map(said))
        await a.close()
        await b.close()
    }

    @Test func `what the project was made of is kept as settings`() async throws {
        let workspace = try await project.trained(policy: Policy(minimumDenominator: 7))
        let settings = try ProjectFiles.settings(of: workspace.store, project.directory)
        #expect(settings.schema == Sheet.schema)
        #expect(settings.seed == 3)
        #expect(settings.policy.minimumDenominator == 7)
        #expect(settings.sourceDigest == workspace.mailbox.latest.table.digest)
        await workspace.close()
    }

    @Test func `a project whose data changed is refused, and can be opened once the data is back`() async throws {
        await (try await project.trained()).close()
        let original = try Data(contentsOf: URL(fileURLWithPath: project.file))
        try (original + Data("1,2,Alm,man,more,yes\n".utf8)).write(to: URL(fileURLWithPath: project.file))
        let refusal = #expect(throws: Refusal.self) { try project.open() }
        #expect(refusal?.kind == .badData)
        #expect(refusal?.sentence.contains("changed since") == true)
        try original.write(to: URL(fileURLWithPath: project.file))
        await (try project.open()).close()
    }

    @Test func `a project without its data says where to put it; beside the project is enough`() async throws {
        await (try await project.trained()).close()
        let elsewhere = project.path("moved")
        try FileManager.default.createDirectory(atPath: elsewhere, withIntermediateDirectories: false)
        try FileManager.default.moveItem(atPath: project.directory, toPath: elsewhere + "/data.csv.lethe")
        try FileManager.default.moveItem(atPath: project.file, toPath: project.path("away"))
        let refusal = #expect(throws: Refusal.self) { try project.open(at: elsewhere + "/data.csv.lethe") }
        #expect(refusal?.kind == .noInput)
        try FileManager.default.moveItem(atPath: project.path("away"), toPath: elsewhere + "/data.csv")
        let moved = try await project.reopened(at: elsewhere + "/data.csv.lethe")
        #expect(await moved.snapshot.currentModel != nil)
        await moved.close()
    }

    @Test func `a project that is open is busy, one that is there is not made anew`() async throws {
        let workspace = try project.create()
        #expect(#expect(throws: Refusal.self) { try project.open() }?.kind == .busy)
        #expect(#expect(throws: Refusal.self) { try project.create() }?.kind == .cannotCreate)
        await workspace.close()
        #expect(#expect(throws: Refusal.self) { try project.create() }?.kind == .cannotCreate)
    }

    @Test func `a project is not begun for a schema that does not fit`() throws {
        var schema = Sheet.schema
        schema.features = ["aeg"]
        let refusal = #expect(throws: Refusal.self) { try project.create(schema: schema) }
        #expect(refusal?.nextStep.contains("age") == true)
        schema = Sheet.schema
        schema.target = Target(column: "approved", positive: "perhaps")
        #expect(#expect(throws: Refusal.self) { try project.create(schema: schema) }?.kind == .badData)
        #expect(!FileManager.default.fileExists(atPath: project.directory))
    }

    @Test func `without a target one browses and flags; training and removal are refused in words`() async throws {
        var schema = Sheet.schema
        schema.target = nil
        let workspace = try await project.trained(schema: schema)
        #expect(await workspace.actions == [.open])
        _ = try await workspace.perform(.flag(.biased, on: true, rows: [0], reason: ""))
        _ = try await workspace.perform(.stage(rows: [0], basis: nil, reason: ""))
        for command in [Command.train, .apply(), .prove] {
            let refusal = await #expect(throws: Refusal.self) { _ = try await workspace.perform(command) }
            #expect(refusal?.kind == .usage)
        }
        await #expect(throws: Refusal.self) { try await workspace.finish(.preview()) }
        let snapshot = await workspace.snapshot
        #expect(snapshot.counts.training == 0 && snapshot.counts.staged == 1 && snapshot.models.isEmpty)
        #expect(Array(try snapshot.rows(Query(filter: try Filter(parsing: "flag:biased")))) == [0])
        #expect(await workspace.actions == [.open, .flag, .stage])
        await workspace.close()
    }

    @Test func `closing leaves no job running or waiting`() async throws {
        let workspace = try project.create(schema: Sheet.byCity)
        try await workspace.begin()
        _ = try await workspace.perform(.find(column: "city"))
        await workspace.close()
        #expect(await workspace.snapshot.jobs.allSatisfy { $0.state.isOver })
        await workspace.settled()
        #expect(await workspace.jobs.jobs.allSatisfy { $0.state.isOver })
    }

    @Test func `records without a label are in no part`() async throws {
        var sheet = Sheet(120)
        for row in [3, 50, 77] { sheet.rows[row][5] = "" }
        let project = try Project(sheet)
        let workspace = try await project.trained()
        let counts = await workspace.snapshot.counts
        #expect(counts.training + counts.selection + counts.test == 117)
        let one = try #require(await workspace.training(1).first)
        let result = try #require(try await workspace.forget([3, 50, one]))
        // Like what is held out: never trained on, and so skipped.
        #expect(result.removed == 1 && result.heldOutSkipped == 2)
        #expect(await workspace.snapshot.counts.forgotten == 1)
        _ = try await workspace.perform(.stage(rows: [3, 50], basis: nil, reason: ""))
        try await workspace.finish(.apply(erase: true))
        #expect(await workspace.snapshot.counts.forgotten == 3)
        await workspace.close()
    }
}

@Suite struct DatasetTests {
    @Test func `a column can say who trains, and its words are checked`() async throws {
        var sheet = Sheet(120)
        for row in sheet.rows.indices { sheet.rows[row][4] = row < 80 ? "train" : "test" }
        var schema = Sheet.schema
        schema.splitColumn = "note"
        let project = try Project(sheet)
        let workspace = try await project.trained(schema: schema)
        #expect(await workspace.rows(in: .train) == Array(0..<80))
        #expect(await !workspace.rows(in: .test).isEmpty)
        #expect(await !workspace.rows(in: .selection).isEmpty)
        let result = try #require(try await workspace.forget([79, 80]))
        #expect(result.removed == 1 && result.heldOutSkipped == 1)
        await workspace.close()

        sheet.rows[7][4] = "later"
        let refusal = #expect(throws: Refusal.self) { try Project(sheet).create(schema: schema) }
        #expect(refusal?.kind == .badData)
        #expect(refusal?.sentence.contains("record 8") == true && refusal?.sentence.contains("later") == true)
    }

    @Test func `records with an id column are known by it, copies or not`() async throws {
        var sheet = Sheet(120, twins: 20)
        for row in sheet.rows.indices { sheet.rows[row][4] = "r\(row)" }
        var schema = Sheet.schema
        schema.idColumn = "note"
        let project = try Project(sheet)
        let workspace = try await project.trained(schema: schema)
        let result = try #require(try await workspace.forget(Array(100..<110)))
        #expect(result.removed + result.heldOutSkipped == 10)
        let retrained = try await project.retrained(without: workspace)
        let allowed = try workspace.store.bound() + retrained.store.bound()
        #expect(try distance(workspace.store.weights(), retrained.store.weights()) <= allowed)
        await retrained.close()
        await workspace.close()
    }
}
