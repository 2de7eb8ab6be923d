import Foundation
import Records
import Testing

@testable import Engine
@testable import Journal

/// What can be made again is kept beside the store, and believed only where it is what was written for the same.
@Suite struct KeepingTests {
    let project: Project

    init() throws { project = try Project(Sheet(240, twins: 9)) }

    private func path(_ name: String) -> String { "\(project.directory)/\(name)" }

    private var keptNames: [String] {
        get throws {
            try FileManager.default.contentsOfDirectory(atPath: project.directory).filter {
                $0.hasPrefix("kept-") && $0 != "kept-source"
            }
            .sorted()
        }
    }

    /// What a screen shows of every record, NaN for what is not known.
    private func shown(_ snapshot: Snapshot) -> [String] {
        let overlay = snapshot.overlay
        return ["model.score", "model.prediction", "model.disagreement", "effect.parity"].map { name in
            "\(name) \(overlay.numbers[name].map { $0.map(\.bitPattern.description).joined(separator: " ") } ?? "none")"
        } + ["hit", "outcome", "split"].map { "\($0) \(overlay.facets[$0]?.masks ?? [])" }
    }

    @Test func `what was found is there at the next opening without a job`() async throws {
        let first = try await project.trained()
        let before = shown(await first.snapshot)
        await first.close()
        #expect(try keptNames == ["kept-findings", "kept-hits", "kept-records", "kept-scores"])

        let second = try project.open()
        #expect(await second.dataset.isKept)
        try await second.begin(needing: [.scores, .findings, .hits])
        #expect(await second.snapshot.jobs.isEmpty)
        #expect(shown(await second.snapshot) == before)
        #expect(await second.learned == nil)
        await second.close()

        let reader = try ProjectFiles.open(project.directory, session: session("bob"), readOnly: true)
        #expect(shown(await reader.look(needing: [.scores, .findings, .hits])) == before)
        await reader.close()
    }

    @Test func `a removal begins from what was kept as from what is computed`() async throws {
        try await project.trained().close()
        let workspace = try await project.reopened()
        let rows = await workspace.training(4)
        let result = try #require(try await workspace.forget(rows))
        await workspace.close()
        let again = try Project(Sheet(240, twins: 9))
        let fresh = try await again.trained()
        #expect(try await fresh.forget(rows)?.snapshot.after == result.snapshot.after)
        await fresh.close()
    }

    @Test func `ids that were left blank are made again, also of copies`() async throws {
        let workspace = try await project.trained()
        let first = await workspace.dataset.identities
        let copies = (0..<9).map { 231 + $0 }
        _ = try await workspace.forget(copies.filter { $0 % 2 == 0 } + [3, 8, 50])
        let decided = await workspace.decided
        await workspace.close()
        let again = try project.open()
        let dataset = await again.dataset
        #expect(dataset.isKept && dataset.identities.ids == first.ids)
        #expect(await again.decided == decided)
        for row in 0..<240 { #expect(dataset.identities.twins(of: row) == first.twins(of: row)) }
        await again.close()
    }

    @Test func `of erased records nothing is kept, and of forgotten ones no id`() async throws {
        let workspace = try await project.trained()
        let rows = await workspace.training(6)
        let ids = await workspace.ids(rows)
        _ = try await workspace.perform(.stage(rows: rows, basis: nil, reason: ""))
        try await workspace.finish(.apply(erase: true))
        await workspace.close()
        let reopened = try await project.reopened()
        #expect(try keptNames.count == 4)
        for id in ids { #expect(try project.filesHolding(id.blob) == []) }
        // The blanks of the kept files are read back as no score, and the rest is as it is computed.
        let computed = await reopened.snapshot
        await reopened.close()
        let kept = try project.open()
        try await kept.begin(needing: [.scores, .findings, .hits])
        let scores = try #require(await kept.snapshot.overlay.numbers["model.score"])
        let all = try #require(computed.overlay.numbers["model.score"])
        for row in all.indices {
            #expect(rows.contains(row) ? scores[row].isNaN : scores[row].bitPattern == all[row].bitPattern)
        }
        let labels = await workspace.dataset.labels
        #expect(await kept.dataset.labels == labels)
        await kept.close()
    }

    @Test(arguments: ["kept-findings", "kept-hits", "kept-records", "kept-scores"])
    func `what is damaged, cut, swapped or another project's is made again`(name: String) async throws {
        let first = try await project.trained()
        let before = shown(await first.snapshot)
        await first.close()
        let whole = try Data(contentsOf: URL(fileURLWithPath: path(name)))
        let other = try Project(Sheet(240, twins: 9, seed: 8))
        try await other.trained().close()
        let foreign = try Data(contentsOf: URL(fileURLWithPath: "\(other.directory)/\(name)"))
        var images = [Data(), whole.prefix(7), whole.prefix(whole.count / 2), whole + Data([0]), foreign]
        for place in [0, 9, 41, 60, whole.count - 1] {
            var flipped = whole
            flipped[place] ^= 4
            images.append(flipped)
        }
        for image in images {
            try image.write(to: URL(fileURLWithPath: path(name)))
            let workspace = try await project.reopened()
            #expect(shown(await workspace.snapshot) == before)
            await workspace.close()
            #expect(try Data(contentsOf: URL(fileURLWithPath: path(name))) == whole, "it is kept anew")
        }
    }

    @Test func `bytes that changed under the same size and times are found before anything is computed`() async throws {
        let old = Date(timeIntervalSince1970: 1_700_000_000)
        try FileManager.default.setAttributes([.modificationDate: old], ofItemAtPath: project.file)
        try await project.trained().close()
        // As a file system would that keeps no time of changes: the stamp is the same, the bytes are not.
        let table = try Table(path: project.file)
        table.believe(digest: String(repeating: "0", count: 64))
        #expect(table.digest == String(repeating: "0", count: 64) && table.isDigestBelieved)
        #expect(throws: Refusal.self) { try table.confirmDigest() }
        let same = try Table(path: project.file)
        let digest = same.digest
        same.believe(digest: digest)
        try same.confirmDigest()
        #expect(!same.isDigestBelieved)
    }

    @Test func `no figure and no proof is of bytes that were only believed`() async throws {
        let workspace = try await project.trained()
        let table = await workspace.dataset.table
        let settings = await workspace.auditSettings
        let wrong = String(repeating: "0", count: 64)
        table.believe(digest: wrong)
        await #expect(throws: Refusal.self) { try await workspace.report(Sheet.byCity, settings) }
        await #expect(throws: Refusal.self) { try await workspace.finish(.prove) }
        await #expect(throws: Refusal.self) { try await workspace.finish(.train) }
        #expect(table.isDigestBelieved, "it is asked again every time")
        await workspace.close()
    }
}
