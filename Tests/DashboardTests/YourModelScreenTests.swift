import Canvas
import Records
import Testing

@testable import Dashboard
@testable import Engine

/// What is said where predictions were brought along: of files, before and after, never of training.
struct YourModelScreenTests {
    static func sitting(after: Bool, _ keys: String..., width: Int = 100) async throws -> Sitting {
        let base = try await Stages.all.forgotten
        var yours = Audited.yours(base)
        yours.savePoints = [point(Audited.savePoint(4))]
        if after {
            yours.evaluation?.before = Audited.report(at: 0)
            yours.evaluation?.comparison = Audited.comparison(0, 4)
            yours.savePoints = [point(Audited.savePoint(0)), point(Audited.savePoint(4))]
        }
        var sitting = Sitting(yours).resized(width, 30)
        for key in keys { sitting.press(key) }
        return sitting
    }

    private static func point(_ point: SavePoint) -> SavePoint {
        var point = point
        (point.createdAt, point.removed) = ("", 0)
        return point
    }

    @Test(arguments: [false, true]) func `the trend is of files, and nothing was trained`(after: Bool) async throws {
        let sitting = try await Self.sitting(after: after, "5", "T")
        for word in [" trained", "save point", "removal", "no weights"] { #expect(!sitting.text.contains(word)) }
        #expect(sitting.text.contains(after ? "trend · by group · your model · 2 files" : "· 1 file"))
        #expect(sitting.lines.contains { $0.contains(" before ") && $0.contains(" after") } == after)
        #expect(sitting.text.contains("--against FILE2 --id COL brings what the retrained model says") != after)
    }

    @Test func `a slope without a before names the option that brings an after`() async throws {
        let sitting = try await Self.sitting(after: false, "5", "C")
        #expect(
            sitting.text.contains("--against FILE2 --id COL brings the after") && !sitting.text.contains("T compares"))
    }

    @Test func `Models asks for an after only while there is none`() async throws {
        let alone = try await Self.sitting(after: false, "6").text
        #expect(alone.contains("--against FILE2 --id COL then brings"))
        let both = try await Self.sitting(after: true, "6").text
        #expect(!both.contains("FILE2") && both.contains("5 shows what changed"))
    }

    @Test func `a record has no part, and the copy lacks removed records`() async throws {
        var sitting = try await Self.sitting(after: false)
        var snapshot = try sitting.snapshot
        snapshot.overlay.facets["split"] = Overlay.Facet(
            values: ["train", "test"], masks: Array(repeating: 0, count: snapshot.counts.records))
        sitting.feed(.snapshot(snapshot))
        sitting.press("Enter")
        #expect(!sitting.text.contains("part    "))
        snapshot.subject = .trainedHere
        sitting.feed(.snapshot(snapshot))
        #expect(sitting.text.contains("part    "))
        #expect(sitting.dashboard.title(.redactedCopy).contains("without forgotten records"))
        snapshot.subject = .predictions
        sitting.feed(.snapshot(snapshot))
        #expect(sitting.dashboard.title(.redactedCopy).contains("without removed records"))
    }

    @Test func `the end of an audit is said once`() async throws {
        var sitting = try await Self.sitting(after: false)
        var snapshot = try sitting.snapshot
        let audit = JobStatus(
            id: 900, kind: .audit, title: "auditing 900 predictions", state: .running, phase: "measuring", fraction: 0,
            detail: "", seconds: 0, outcome: "")
        snapshot.jobs.append(audit)
        sitting.feed(.snapshot(snapshot))
        snapshot.jobs[snapshot.jobs.count - 1].outcome = "audited 900 predictions; nothing was trained"
        snapshot.jobs[snapshot.jobs.count - 1].state = .done
        sitting.feed(.snapshot(snapshot))
        #expect(sitting.message == "audited 900 predictions; nothing was trained")
    }

    @Test func `a removal that writes a file is called removing, not forgetting`() {
        let request = RemovalRequest(event: 1, actor: "a", ids: ["00", "01"], erases: false)
        #expect(RemovalRequests([request]).title == "forgetting 2 records")
        #expect(RemovalRequests([request], path: "/tmp/x.csv").title == "removing 2 records")
    }
}
