import Foundation
import Journal
import Records
import Testing

@testable import Engine
@testable import Journal

@Suite struct EventTests {
    let project: Project

    init() throws { project = try Project(Sheet(120)) }

    /// Every kind of command once.
    private func lived() async throws -> Workspace {
        let workspace = try await project.trained()
        let rows = await workspace.training(3)
        _ = try await workspace.perform(
            .flag(.private, on: true, rows: Array(rows.prefix(2)), reason: "Grace Hopper asked"))
        _ = try await workspace.perform(.setReason("her own words", rows: [rows[2]]))
        _ = try await workspace.perform(.stage(rows: rows, basis: "privacy", reason: "letter of Grace Hopper"))
        _ = try await workspace.perform(.unstage(rows: [rows[2]]))
        _ = try await workspace.perform(.undo)
        _ = try await workspace.perform(.redo)
        _ = try await workspace.perform(.reveal(rows: [rows[1]]))
        try await workspace.finish(.preview())
        try await workspace.finish(.apply())
        try await workspace.finish(.prove)
        try await workspace.finish(.find(column: "sex"))
        _ = try await workspace.perform(.setPolicy(Policy(minimumDenominator: 10)))
        try await workspace.finish(.checkChain)
        _ = try await workspace.complete(.write(.fairness(path: project.path("fair.json"))))
        _ = try await workspace.complete(.write(.records(path: project.path("records.csv"), rows: [5, 6])))
        _ = try await workspace.complete(.write(.redactedCopy(path: project.path("copy.csv"))))
        _ = try await workspace.complete(.write(.bundle(path: project.path("bundle"))))
        return workspace
    }

    @Test func `every command leaves the events it should, in order`() async throws {
        let workspace = try await lived()
        #expect(
            await workspace.actions == [
                .open, .policy, .train, .publish, .evaluate, .flag, .flag, .stage, .unstage, .stage, .unstage,
                .viewSensitive, .unlearnStart, .unlearnResult, .evaluate, .prove, .prove, .policy, .export, .export,
                .export,
                .export,
            ])
        let events = await workspace.events
        #expect(events.map(\.seq) == Array(1...events.count))
        #expect(try workspace.store.events().map(\.line) == events.map(\.line))
        #expect(events.allSatisfy { $0.actor == "ada" })
        #expect(events[9].object["params"]?["by"] == "undo" && events[10].object["params"]?["by"] == "redo")
        #expect(events[8].object["params"]?["by"] == nil)
        let start = events[12]
        let result = events[13]
        #expect(start.object["params"]?["count"] == 2)
        #expect(start.object["params"]?["job"] == result.object["params"]?["job"])
        #expect(result.object["outputs"] == .strings([await workspace.snapshot.currentModel?.digest ?? ""]))
        await workspace.close()
    }

    @Test func `the chain holds no text of a record, no reason and no id`() async throws {
        let sheet = Sheet(120)
        let workspace = try await lived()
        let snapshot = await workspace.snapshot
        let revealed = try #require(snapshot.revealed.first)
        let chain = snapshot.events.map(\.line).joined(separator: "\n")
        for secret in ["Hopper", "her own words", "letter", "clerk"] + sheet.rows.map({ $0[4] }) {
            #expect(!chain.contains(secret))
        }
        for id in snapshot.overlay.ids { #expect(!chain.contains(id.description)) }
        #expect(snapshot.events[5].payload?["reason"] == "Grace Hopper asked")
        #expect(snapshot.events[5].object["subject_ref"] == .null)
        #expect(
            snapshot.events[11].object["subject_ref"]
                == .string(workspace.store.reference(for: snapshot.overlay.ids[revealed])))
        await workspace.close()
    }

    @Test func `the exported bundle verifies, and is a prefix of the journal`() async throws {
        let workspace = try await lived()
        let verdict = try Bundle.verify(at: project.path("bundle"))
        #expect(verdict == (try workspace.store.verifyChain()))
        #expect(verdict.exitCode == 0)
        #expect(await workspace.snapshot.events.last?.object["params"] == ["what": "journal bundle"])
        await workspace.close()
    }

    @Test func `a bundle is not written over another, and the attempt is no export`() async throws {
        let workspace = try await lived()
        let events = await workspace.events.count
        let refusal = await #expect(throws: Refusal.self) {
            _ = try await workspace.complete(.write(.bundle(path: project.path("bundle"))))
        }
        #expect(refusal?.kind == .cannotCreate)
        #expect(await workspace.events.count == events)
        await workspace.close()
    }

    @Test func `a change of any event in the database is detected`() async throws {
        let workspace = try await lived()
        let lines = try workspace.store.fetch("SELECT line FROM events ORDER BY seq")
        for seq in 1...lines.count {
            // Another moment: same length, still canonical.
            try workspace.store.execute(
                "UPDATE events SET line = replace(line, '\"2026-', '\"2025-') WHERE seq = \(seq)")
            try await workspace.finish(.checkChain)
            guard case .checked(.edited(let at, _)) = await workspace.snapshot.chain else {
                Issue.record("event \(seq) was edited and nobody noticed")
                continue
            }
            #expect(at == seq)
            try workspace.store.execute(
                "UPDATE events SET line = replace(line, '\"2025-', '\"2026-') WHERE seq = \(seq)")
        }
        try await workspace.finish(.checkChain)
        guard case .checked(let verdict) = await workspace.snapshot.chain else { return }
        #expect(verdict.exitCode == 0)
        await workspace.close()
    }

    @Test func `a change of any line of a bundle is detected`() async throws {
        await (try await lived()).close()
        let journal = URL(fileURLWithPath: project.path("bundle") + "/journal.jsonl")
        let whole = try Data(contentsOf: journal)
        let ends = whole.indices.filter { whole[$0] == UInt8(ascii: "\n") }
        for (index, end) in ends.enumerated() {
            var edited = whole
            edited[end - 20] ^= 1
            try edited.write(to: journal)
            #expect(try Bundle.verify(at: project.path("bundle")).exitCode == 3, "event \(index + 1)")
        }
        try whole.prefix(ends[ends.count - 2] + 1).write(to: journal)
        #expect(try Bundle.verify(at: project.path("bundle")).exitCode == 4)
        try whole.write(to: journal)
        #expect(try Bundle.verify(at: project.path("bundle")).exitCode == 0)
    }

    @Test func `a checked chain is unchecked again after the next event`() async throws {
        let workspace = try await project.trained()
        try await workspace.finish(.checkChain)
        #expect(await workspace.snapshot.chain != .unchecked)
        _ = try await workspace.perform(.flag(.toxic, on: true, rows: [0], reason: ""))
        #expect(await workspace.snapshot.chain == .unchecked)
        await workspace.close()
    }
}
