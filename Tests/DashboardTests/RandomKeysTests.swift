import Canvas
import Engine
import Foundation
import Journal
import Records
import TestSupport
import Testing

@testable import Dashboard

struct RandomKeysTests {
    @Test(arguments: [
        "records", "review", "queue", "fairness", "models", "journal", "detail", "palette", "apply", "write",
        "values", "summary", "browse",
    ])
    func `ten thousand random keys never reach apply`(start: String) async throws {
        let scene = try #require(try await Scene.all().first { $0.name == start })
        var random = Seeded(UInt64(start.utf8.reduce(0) { 31 &* $0 &+ Int($1) }))
        var sitting = scene.sitting
        sitting.feed(.snapshot(try await Stages.all.decided))
        for step in 0..<1000 {
            sitting.feed(.key(RandomKeys.next(&random)))
            if step % 50 == 0 { _ = sitting.canvas }
        }
        for command in sitting.asked { if case .apply = command { Issue.record("applied from \(start)") } }
    }

    @Test func `random keys on a real project lose nothing`() async throws {
        var rehearsal = try await Rehearsal.open(Sample.csv(count: 120))
        let before = try Data(contentsOf: URL(fileURLWithPath: rehearsal.file))
        var random = Seeded(5)
        for _ in 0..<600 {
            rehearsal.sitting.feed(.key(RandomKeys.next(&random)))
            // Files and long jobs are asked for like anything else; here only decisions are of interest.
            rehearsal.sitting.asked.removeAll { command in
                switch command {
                case .write, .train, .prove, .find, .preview: true
                default: false
                }
            }
            await rehearsal.catchUp()
        }
        let snapshot = rehearsal.workspace.mailbox.latest
        #expect(snapshot.counts.forgotten == 0)
        #expect(snapshot.counts.records == 120)
        #expect(snapshot.models.count == 1)
        #expect(try Data(contentsOf: URL(fileURLWithPath: rehearsal.file)) == before)
        _ = try await rehearsal.workspace.complete(.checkChain)
        guard case .checked(let verdict) = rehearsal.workspace.mailbox.latest.chain else {
            Issue.record("the chain was not checked")
            return
        }
        #expect(verdict.exitCode == 0)
        await rehearsal.workspace.close()
    }

    @Test func `pasted keys change nothing outside text fields`() async throws {
        for scene in try await Scene.all()
        where scene.sitting.dashboard.form == nil || scene.sitting.dashboard.isBrowsing {
            var sitting = scene.sitting
            sitting.feed(.key(.paste("*d\nAy1\n")))
            #expect(sitting.asked.count == scene.sitting.asked.count, "\(scene)")
            #expect(sitting.created.isEmpty && !sitting.hasQuit)
            #expect(sitting.dashboard.records.marks == scene.sitting.dashboard.records.marks, "\(scene)")
            #expect(sitting.dashboard.screen == scene.sitting.dashboard.screen, "\(scene)")
        }
    }

    @Test func `a paste into a field goes in whole, its line ends as spaces`() async throws {
        var sitting = Sitting(try await Stages.all.decided)
        sitting.press("/")
        sitting.feed(.key(.paste("*d\nof it")))
        #expect(sitting.text.contains("*d of it"))
        #expect(sitting.asked.isEmpty)
    }
}
