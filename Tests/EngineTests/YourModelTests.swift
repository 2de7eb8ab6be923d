import Fairness
import Foundation
import Journal
import Records
import Testing

@testable import Engine
@testable import Journal

/// A file with what a model said, made elsewhere: 160 people of two sexes.
struct Predictions {
    var lines: [[String]]

    /// - Parameter shift: what the model is harder on women by; the truth is the same whatever it is.
    init(_ count: Int = 160, shift: Double = 0.15) {
        lines = (0..<count).map { i in
            let sex = i % 2 == 0 ? "woman" : "man"
            let merit = Double((i * 37) % 100) / 100
            let score = min(1, max(0, merit - (sex == "woman" ? shift : 0)))
            let truth = (i * 53) % 100 < 50
            return [
                "p\(i)", sex, ["x", "y", "z"][i % 3], truth ? "1" : "0", score >= 0.5 ? "1" : "0",
                "\((score * 1000).rounded() / 1000)", "\(1 + i % 3)", "note \(i)",
            ]
        }
    }

    static let header = ["id", "sex", "race", "truth", "pred", "score", "weight", "note"]
    static let columns = AuditColumns(truth: "truth", prediction: "pred", score: "score")
    static let schema = Schema(groups: ["sex"], idColumn: "id", crossings: [["sex", "race"]])

    var text: String { ([Self.header] + lines).map { $0.joined(separator: ",") + "\n" }.joined() }
}

extension Project {
    init(_ predictions: Predictions) throws { try self.init(text: predictions.text) }

    /// A project about the file's own predictions; with `after`, compared with those of another file.
    func yours(after: Predictions? = nil, columns: AuditColumns = Predictions.columns) async throws -> Workspace {
        var model = YourModel(columns: columns)
        if let after {
            try Data(after.text.utf8).write(to: URL(fileURLWithPath: path("after.csv")))
            model.after = YourModel.After(try Table(path: path("after.csv")), path: path("after.csv"), id: "id")
        }
        let workspace = try ProjectFiles.create(
            for: try Table(path: file), at: directory, schema: Predictions.schema, seed: 3, session: session("ada"),
            clock: .fixed(), entropy: Entropy.seeded(1), yourModel: model)
        try await workspace.ready()
        return workspace
    }

    func listing() throws -> [String] { try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() }
}

struct YourModelTests {
    @Test func `Nothing is trained, and all predictions are audited`() async throws {
        let project = try Project(Predictions())
        let workspace = try await project.yours()
        let snapshot = await workspace.snapshot
        #expect(!snapshot.subject.trains && snapshot.models.isEmpty)
        let evaluation = try #require(snapshot.evaluation)
        #expect(evaluation.records == 160 && evaluation.comparison == nil)
        #expect(Set(evaluation.report.groups.map(\.column)) == ["sex", "sex × race"])
        let actions = await workspace.actions
        #expect(!actions.contains(.train) && actions.contains(.evaluate))
        #expect(snapshot.savePoints.map(\.createdAt) == [""])
        await workspace.close()
    }

    @Test func `What was audited is there again, and is not said twice`() async throws {
        let project = try Project(Predictions())
        let workspace = try await project.yours()
        let json = try #require(try await workspace.evaluation?.json())
        await workspace.close()
        let again = try await project.reopened()
        #expect(try await again.evaluation?.json() == json)
        #expect(await again.actions.count { $0 == .evaluate } == 1)
        #expect(await !again.snapshot.subject.trains)
        await again.close()
    }

    @Test func `A filter finds the records of a cell`() async throws {
        let project = try Project(Predictions())
        let workspace = try await project.yours()
        let snapshot = await workspace.snapshot
        let women = try #require(snapshot.evaluation?.report.groups.first { $0.column == "sex" && $0.value == "woman" })
        let cells = [("tp", women.tp), ("fp", women.fp), ("tn", women.tn), ("fn", women.fn)]
        for (name, count) in cells {
            let text = "sex=woman outcome:\(name)"
            let filter = try Filter(parsing: text)
            #expect("\(filter)" == text)
            #expect(try snapshot.rows(Query(filter: filter)).count == count, "\(name)")
        }
        let error = #expect(throws: FilterError.self) {
            try snapshot.rows(Query(filter: Filter(parsing: "outcome:tpp")))
        }
        #expect(error.map { "\($0)".contains("tp") } == true)
        await workspace.close()
    }

    @Test func `Lethe's own model has outcomes too, as its held-out figures count them`() async throws {
        let project = try Project()
        let workspace = try await project.trained()
        let snapshot = await workspace.snapshot
        let men = try #require(snapshot.evaluation?.report.groups.first { $0.value == "man" })
        let found = try snapshot.rows(Query(filter: Filter(parsing: "sex=man outcome:fn split:test")))
        #expect(found.count == men.fn)
        await workspace.close()
    }

    @Test func `Applying writes the file without the records and the list of them, and says what to do`() async throws {
        let project = try Project(Predictions())
        let workspace = try await project.yours()
        let rows = [3, 10, 11]
        _ = try await workspace.perform(.stage(rows: rows, basis: nil, reason: "private"))
        let said = try await workspace.finish(.apply())
        #expect(said.contains("no model was changed") && said.contains("retrain"))
        let copy = try Table(path: project.path("data-redacted.csv"))
        let kept = Predictions().lines.enumerated().filter { !rows.contains($0.offset) }.map(\.element)
        #expect((0..<copy.rowCount).map { copy.record($0) } == kept)
        let list = try String(contentsOfFile: project.path("data-redacted.csv.removed.csv"), encoding: .utf8)
        #expect(list.split(separator: "\n").count == 4)
        #expect(list.hasPrefix("row,line,record,id\n4,5,") && list.contains(",p10\n"))
        let snapshot = await workspace.snapshot
        #expect(snapshot.counts.forgotten == 3 && snapshot.counts.staged == 0)
        let result = try #require(await workspace.lastRedaction)
        #expect(result.removed == 3 && result.remaining == 157 && !result.modelChanged)
        let event = try #require(await workspace.events.last { $0.action == .unlearnResult })
        #expect(event.outputs == [result.digest])
        await workspace.close()
    }

    @Test(arguments: ["parts", "parts/p*.csv", "@list.txt"])
    func `Of a table of several files those that lose records are written into a folder`(named: String) async throws {
        let project = try Project(Predictions())
        try FileManager.default.createDirectory(atPath: project.path("parts"), withIntermediateDirectories: true)
        let lines = Predictions().lines
        for (part, range) in [0..<60, 60..<61, 61..<160].enumerated() {
            let text = ([Predictions.header] + lines[range]).map { $0.joined(separator: ",") + "\n" }.joined()
            try Data(text.utf8).write(to: URL(fileURLWithPath: project.path("parts/p\(part).csv")))
        }
        try Data("parts/p0.csv\nparts/p1.csv\nparts/p2.csv\n".utf8)
            .write(to: URL(fileURLWithPath: project.path("list.txt")))
        let workspace = try ProjectFiles.create(
            for: try Table(path: project.path(named)), at: project.path("mine.lethe"), schema: Predictions.schema,
            seed: 3, session: session("ada"), clock: .fixed(), entropy: Entropy.seeded(1),
            yourModel: YourModel(columns: Predictions.columns))
        try await workspace.ready()
        _ = try await workspace.perform(.stage(rows: [3, 60], basis: nil, reason: "private"))
        let said = try await workspace.finish(.apply())
        #expect(said.contains("wrote 2 of 3 files"), "\(said)")
        let result = try #require(await workspace.lastRedaction)
        #expect(result.removed == 2 && result.remaining == 158 && result.files?.written == ["p0.csv", "p1.csv"])
        #expect(!result.written.contains { "*@".contains($0) })
        let copy = try Table(path: result.written + "/p0.csv")
        #expect(copy.rowCount == 59 && !(0..<59).contains { copy.field($0, 0) == "p3" })
        let list = try String(contentsOfFile: result.list, encoding: .utf8)
        #expect(list.hasPrefix("row,line,record,file,id\n4,5,") && list.contains(",p1.csv,p60\n"))
        #expect(try workspace.store.verifyChain().exitCode == 0)
        // A second one lacks the records of both.
        _ = try await workspace.perform(.stage(rows: [159], basis: nil, reason: ""))
        try await workspace.finish(.apply())
        let second = try #require(await workspace.lastRedaction)
        #expect(second.written != result.written && second.remaining == 157)
        #expect(second.files?.written == ["p0.csv", "p1.csv", "p2.csv"])
        await workspace.close()
    }

    @Test func `A second removal leaves the first file alone and lacks the records of both`() async throws {
        let project = try Project(Predictions())
        let workspace = try await project.yours()
        for row in [1, 2] {
            _ = try await workspace.perform(.stage(rows: [row], basis: nil, reason: ""))
            try await workspace.finish(.apply())
        }
        #expect(try Table(path: project.path("data-redacted.csv")).rowCount == 159)
        #expect(try Table(path: project.path("data-redacted-2.csv")).rowCount == 158)
        _ = try await workspace.perform(.stage(rows: [5], basis: nil, reason: ""))
        await #expect(throws: Refusal.self) {
            try await workspace.perform(
                .write(.removal(path: project.path("data-redacted.csv"), rows: nil, erase: false)))
        }
        try await workspace.finish(.write(.removal(path: project.path("mine.csv"), rows: nil, erase: false)))
        #expect(try Table(path: project.path("mine.csv")).rowCount == 157)
        await workspace.close()
    }

    /// A removal as a power cut leaves it: announced, not published; `written` stands under the name it was to have.
    private func cutShort(_ project: Project, having written: String) async throws {
        let workspace = try await project.yours()
        _ = try await workspace.perform(.stage(rows: [7, 8], basis: nil, reason: ""))
        let path = project.path("data-redacted.csv")
        let request = RemovalRequest(
            event: 99, actor: "ada", ids: await workspace.ids([7, 8]).map(\.description), erases: false)
        let order = RemovalRequests([request], path: path)
        try await workspace.commit(
            EventDraft(.unlearnStart, params: ["job": "forget-99"]),
            [try order.change("forget-99", .announced)])
        try Data(written.utf8).write(to: URL(fileURLWithPath: path))
        // What a process that was killed had begun.
        try Data("half".utf8).write(to: URL(fileURLWithPath: project.path(".data-redacted.csv.removed.csv.lethe-new")))
        await workspace.close()
    }

    private func redacted(_ project: Project) throws -> [String] {
        try project.listing().filter { $0.contains("redacted") }
    }

    @Test func `A removal cut short between the file and the journal goes on to the same result`() async throws {
        let project = try Project(Predictions())
        var without = Predictions()
        without.lines.removeSubrange(7...8)
        try await cutShort(project, having: without.text)
        let again = try await project.reopened()
        #expect(try Table(path: project.path("data-redacted.csv")).rowCount == 158)
        #expect(await again.snapshot.counts.forgotten == 2)
        #expect(try again.store.pendingJobs().isEmpty)
        #expect(try redacted(project) == ["data-redacted.csv", "data-redacted.csv.removed.csv"])
        await again.close()
    }

    @Test func `A removal that goes on overwrites nothing that somebody else put there`() async throws {
        let project = try Project(Predictions())
        try await cutShort(project, having: "somebody else's")
        let again = try await project.reopened()
        let counts = await again.snapshot.counts
        #expect(counts.forgotten == 0 && counts.staged == 2)
        #expect(await again.actions.last == .unlearnFail)
        #expect(try again.store.pendingJobs().isEmpty)
        #expect(try redacted(project) == ["data-redacted.csv"])
        #expect(try String(contentsOfFile: project.path("data-redacted.csv"), encoding: .utf8) == "somebody else's")
        try await again.finish(.apply())
        #expect(await again.snapshot.counts.forgotten == 2)
        #expect(try Table(path: project.path("data-redacted-2.csv")).rowCount == 158)
        await again.close()
    }

    @Test func `The files of a removal come all or none`() async throws {
        let project = try Project(Predictions())
        let workspace = try await project.yours()
        _ = try await workspace.perform(.stage(rows: [7, 8], basis: nil, reason: ""))
        // Somebody takes the name of the file while the removal runs, after the names were looked at.
        let path = project.path("data-redacted.csv")
        await workspace.atEachStep { kind in
            if kind == .forget { symlink("elsewhere", path) }
            return false
        }
        await #expect(throws: Refusal.self) { try await workspace.finish(.apply()) }
        await workspace.atEachStep(nil)
        #expect(try redacted(project) == ["data-redacted.csv"])
        #expect(try project.listing().contains("elsewhere") == false)
        let counts = await workspace.snapshot.counts
        #expect(counts.forgotten == 0 && counts.staged == 2)
        try await workspace.finish(.apply())
        #expect(
            try redacted(project) == [
                "data-redacted-2.csv", "data-redacted-2.csv.removed.csv", "data-redacted.csv",
            ])
        await workspace.close()
    }

    @Test func `A result that can't be kept marks nothing removed`() async throws {
        let project = try Project(Predictions())
        let workspace = try await project.yours()
        _ = try await workspace.perform(.stage(rows: [7], basis: nil, reason: ""))
        try workspace.store.execute(
            """
            CREATE TRIGGER cut BEFORE INSERT ON events WHEN new.line LIKE '%"action":"unlearn-result"%'
            BEGIN SELECT RAISE(ABORT, 'the test says no'); END
            """)
        await #expect(throws: StoreFailure.self) { try await workspace.finish(.apply()) }
        #expect(await workspace.snapshot.counts.forgotten == 0)
        try workspace.store.execute("DROP TRIGGER cut")
        try await workspace.finish(.apply())
        #expect(await workspace.snapshot.counts.forgotten == 1)
        await workspace.close()
    }

    @Test func `What needs a model of Lethe's is refused with the way out`() async throws {
        let project = try Project(Predictions())
        let workspace = try await project.yours()
        _ = try await workspace.perform(.stage(rows: [7], basis: nil, reason: ""))
        for command: Command in [.train, .prove, .restore("ab"), .preview(), .find(column: "sex")] {
            let refusal = await #expect(throws: Refusal.self) { try await workspace.perform(command) }
            #expect(
                refusal?.sentence.contains("your own model") == true && refusal?.nextStep.contains("--against") == true)
        }
        await workspace.close()
    }

    @Test func `The retrained model's predictions are the after, record by record`() async throws {
        let project = try Project(Predictions())
        var after = Predictions(shift: 0)
        after.lines.reverse()
        after.lines.removeLast(10)
        let workspace = try await project.yours(after: after)
        let snapshot = await workspace.snapshot
        let evaluation = try #require(snapshot.evaluation)
        #expect(evaluation.records == 150)
        #expect(evaluation.before?.n == 150 && evaluation.comparison?.isPaired == true)
        let women = try #require(evaluation.report.groups.first { $0.value == "woman" })
        let before = try #require(evaluation.before?.groups.first { $0.value == "woman" })
        #expect(women.metrics["selectionRate"]?.value ?? 0 > before.metrics["selectionRate"]?.value ?? 1)
        #expect(snapshot.savePoints.map(\.isCurrent) == [false, true])
        let said = snapshot.jobs.first { $0.kind == .audit }?.outcome ?? ""
        #expect(said.contains("only in data.csv: 10, only in after.csv: 0"))
        // The truth of unmatched records is known, and their current prediction is not.
        #expect(try snapshot.rows(Query(filter: Filter(parsing: "outcome:any"))).count == 150)
        let points = snapshot.savePoints
        try await workspace.finish(.compare(points[0].digest, points[1].digest))
        #expect(await workspace.snapshot.compared?.after.digest == points[1].digest)
        await workspace.close()
    }

    @Test func `A project is told its after later`() async throws {
        let project = try Project(Predictions())
        await (try await project.yours()).close()
        try Data(Predictions(shift: 0).text.utf8).write(to: URL(fileURLWithPath: project.path("new.csv")))
        let after = YourModel.After(try Table(path: project.path("new.csv")), path: project.path("new.csv"), id: "id")
        try ProjectFiles.setAfter(after, of: project.directory, session: session("ada"), clock: .fixed())
        let again = try await project.reopened()
        #expect(await again.evaluation?.before != nil)
        await again.close()
        try Data("id,pred,score\n".utf8).write(to: URL(fileURLWithPath: project.path("new.csv")))
        #expect(throws: Refusal.self) { try project.open() }
    }
}
