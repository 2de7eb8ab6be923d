import Engine
import Foundation
import Journal
import Records
import TestSupport
import Testing

@testable import Reporting

@Suite struct ProjectReportTests {
    /// Invented loans, a model, a removal with erasure, and the report that the workspace writes.
    private func written(to names: [String], scratch: Scratch) async throws -> [String] {
        var random = Seeded(7)
        var lines = ["age,income,sex,approved"]
        for _ in 0..<240 {
            let (age, income) = (Int.random(in: 18...70, using: &random), Int.random(in: 12...90, using: &random))
            let sex = Bool.random(using: &random) ? "woman" : "man"
            let merit = income - age / 2 + (sex == "man" ? 8 : 0) + Int.random(in: -20...20, using: &random)
            lines.append("\(age),\(income),\(sex),\(merit > 28 ? "yes" : "no")")
        }
        let file = try scratch.write(lines.joined(separator: "\n") + "\n")
        let session = Session(actor: "ada", id: "s-1", toolVersion: "1.0", toolDigest: "d1")
        let workspace = try ProjectFiles.create(
            for: try Table(path: file), at: file + ".lethe",
            schema: Schema(
                target: Target(column: "approved", positive: "yes"), features: ["age", "income", "sex"],
                groups: ["sex"]), seed: 1, policy: Policy(), session: session, clock: .fixed(),
            entropy: Entropy.seeded(1))
        await workspace.use(
            reporter: Reporting.reporter(.init(purpose: "To lend."), clock: .fixed(start: 0, step: 0)))
        try await workspace.begin()
        await workspace.settled()
        _ = try await workspace.perform(.train)
        await workspace.settled()
        _ = try await workspace.perform(.flag(.private, on: true, rows: [3, 4, 5], reason: ""))
        _ = try await workspace.perform(.stage(rows: [3, 4, 5], basis: nil, reason: ""))
        _ = try await workspace.perform(.apply(rows: [3, 4, 5], erase: true))
        await workspace.settled()
        for name in names { _ = try await workspace.complete(.write(.report(path: scratch.file(name)))) }
        let events = workspace.mailbox.latest.events
        #expect(events.last?.object["params"]?["what"]?.stringValue == "report")
        await workspace.close()
        return try names.map { try String(contentsOfFile: scratch.file($0), encoding: .utf8) }
    }

    @Test func `a project's report tells the removal from request to what was not erased, twice alike`() async throws {
        let written = try await written(to: ["r.html", "r.json"], scratch: try Scratch())
        let body = try #require(Page(written[0]).all("body").first).text
        for text in [
            "To lend.", "ada", "1970-01-01 00:00 UTC", "Removals and erasure", "The published model",
            "never changed; lethe export --redacted", "Backups, copies and logs elsewhere", "payload", "data.csv",
            "learned from, so not fit to judge the model", "Model card", "Impact ratio",
        ] {
            #expect(body.contains(text), "\(text)")
        }
        let json = try #require(try JSONSerialization.jsonObject(with: Data(written[1].utf8)) as? [String: Any])
        let removals = try #require(json["removals"] as? [[String: Any]])
        #expect(removals.count == 1)
        #expect(removals.first?["erases"] as? Bool == true)
        #expect(removals.first?["completedAt"] != nil)
        let again = try await self.written(to: ["r.html", "r.json"], scratch: try Scratch())
        #expect(written == again)
    }

    @Test func `before there are figures a report is refused`() async throws {
        let scratch = try Scratch()
        let file = try scratch.write("a,sex,y\n1,m,yes\n2,w,no\n")
        let table = try Table(path: file)
        let snapshot = Snapshot.browsing(
            table, schema: Schema(), actor: "",
            Browsing(loadedFraction: 1, isOpeningProject: false, coversTexts: false))
        let refusal = #expect(throws: Refusal.self) { try Reporting.reporter()(snapshot, "r.html") }
        #expect(refusal?.sentence == "There are no figures to report yet.")
    }
}
