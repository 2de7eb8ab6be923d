import Canvas
import Records

@testable import Dashboard
@testable import Engine

/// Every screen and everything that can lie over one, as a person would come to it.
struct Scene: Sendable, CustomStringConvertible {
    let name: String
    var sitting: Sitting

    var description: String { name }

    static func all(isASCII: Bool = false) async throws -> [Scene] {
        let stages = try await Stages.all
        var scenes: [Scene] = []
        func scene(_ name: String, _ snapshot: Snapshot, _ body: (inout Sitting) -> Void = { _ in }) {
            var sitting = Sitting(snapshot, isASCII: isASCII)
            body(&sitting)
            scenes.append(Scene(name: name, sitting: sitting))
        }
        records(stages, scene)
        others(stages, scene)
        panels(stages, scene)
        scenes.append(Scene(name: "set-up", sitting: Sitting(try setUp(stages.fresh.table, isASCII))))
        scenes += try browsing(stages.fresh.table, isASCII)
        scenes.append(
            Scene(name: "coached", sitting: Sitting(stages.fresh, isASCII: isASCII, coached: true)))
        return scenes
    }

    private typealias Add = (String, Snapshot, (inout Sitting) -> Void) -> Void

    private static func records(_ stages: Stages, _ add: Add) {
        add("records", stages.fresh) { _ in }
        add("records-decided", stages.decided) {
            $0.press("f")
            $0.type("toxic=1 or flag:any")
            $0.press("Enter")
            $0.press("l", "s", "Space", "Space")
        }
        add("records-no-match", stages.fresh) {
            $0.press("f")
            $0.type("age>900")
            $0.press("Enter")
        }
        add("records-filter-error", stages.fresh) {
            $0.press("f")
            $0.type("toxic=1 gruop=Arden")
        }
        add("records-filter-broken", stages.fresh) {
            $0.press("f")
            $0.type("toxic=1 (age>")
        }
        add("records-column", stages.fresh) { $0.press("l", "l", "l", "l", "l", "-", "l") }
        add("records-wrapped", stages.decided) { $0.press("s", "h", "s", "w", "j") }
        add("records-found", stages.fresh) {
            $0.press("/")
            $0.type("bridge")
            $0.press("Enter")
        }
        add("review", stages.decided) { $0.press("R", "j") }
        values(stages, add)
    }

    private static func values(_ stages: Stages, _ add: Add) {
        func go(to column: String, _ sitting: inout Sitting) {
            guard let snapshot = sitting.dashboard.snapshot else { return }
            for _ in 0..<12 where sitting.dashboard.columnUnderCursor?.title(snapshot) != column { sitting.press("l") }
        }
        add("values", stages.fresh) {
            go(to: "city", &$0)
            $0.press("F", "j")
        }
        add("values-by-group", stages.fresh) {
            go(to: "city", &$0)
            $0.press("F", "B")
        }
        add("values-histogram", stages.fresh) {
            go(to: "age", &$0)
            $0.press("F", "B", "B", "j")
        }
        add("summary", stages.fresh) { $0.press("2", "I", "j") }
    }

    /// A file alone, on its form and beside it, while it loads and then.
    private static func browsing(_ table: Table, _ isASCII: Bool) throws -> [Scene] {
        func scene(_ name: String, loaded: Double, records: Int? = nil, _ body: (inout Sitting) -> Void) throws -> Scene
        {
            var sitting = Sitting(try setUp(table, isASCII))
            sitting.feed(.snapshot(BrowseTests.snapshot(table, loaded: loaded, records: records)))
            body(&sitting)
            return Scene(name: name, sitting: sitting)
        }
        return [
            try scene("set-up-loading", loaded: 0.43, records: 258) { $0.press("Up", "Up") },
            try scene("set-up-creating", loaded: 0.43, records: 258) { $0.press("Enter") },
            try scene("browse", loaded: 1) { $0.press("v", "j") },
            try scene("browse-loading", loaded: 0.43, records: 258) { $0.press("v", "t") },
        ]
    }

    private static func others(_ stages: Stages, _ add: Add) {
        add("queue-empty", stages.fresh) { $0.press("3") }
        add("queue", stages.decided) { $0.press("3") }
        add("queue-measured", stages.previewed) { $0.press("3", "j") }
        add("jobs", jobs(stages.forgotten)) { $0.press("4") }
        add("jobs-none", none(stages.fresh)) { $0.press("4") }
        add("models-none", none(stages.fresh)) { $0.press("6") }
        add("models", stages.proven) { $0.press("6") }
        add("model", stages.proven) { $0.press("6", "Enter") }
        add("journal", stages.proven) { $0.press("7") }
        add("event", stages.proven) { $0.press("7", "Enter") }
        fairness(stages, add)
    }

    private static func fairness(_ stages: Stages, _ add: Add) {
        add("fairness", stages.fresh) { $0.press("5") }
        add("fairness-untrained", none(stages.fresh)) { $0.press("5") }
        add("fairness-after", stages.forgotten) { $0.press("5") }
        add("fairness-after-fpr", stages.forgotten) { sitting in
            sitting.press("5", "Right", "Right")
            choose(1, &sitting)
            sitting.press("j")
        }
        add("fairness-table", stages.forgotten) { $0.press("5", "C", "C") }
        add("fairness-explain", stages.forgotten) { $0.press("5", "I") }
        add("fairness-harmed", stages.forgotten) { $0.press("5", "H") }
        let audited = Audited.snapshot(stages.forgotten)
        add("fairness-crossed", audited) { sitting in
            sitting.press("5")
            choose(2, &sitting)
        }
        add("fairness-slope", audited) { $0.press("5", "C", "j") }
        add("fairness-gap", audited) { sitting in
            sitting.press("5")
            for _ in 0..<30 where sitting.dashboard.fairness.metric != "demographicParityRatio" { sitting.press("l") }
        }
        add("fairness-metrics", audited) {
            $0.press("5", "M")
            $0.type("false pos")
        }
        add("fairness-groups", audited) { $0.press("5", "B", "j", "j", "j") }
        add("fairness-outcomes", audited) { $0.press("5", "j", "Enter", "j") }
        add("fairness-trend", audited) { $0.press("5", "T", "Enter", "k") }
        add("fairness-threshold", audited) { $0.press("5", "L", "Left", "Left", "Left") }
        add("fairness-targets", audited) { $0.press("5", "H") }
        add("fairness-compared", audited) {
            $0.press("5", "T", "g", "Space", "j", "j", "j", "Space")
            $0.feed(.snapshot(Audited.compared(audited)))
        }
        add("fairness-yours", Audited.yours(stages.forgotten)) { $0.press("5") }
        add("models-yours", Audited.yours(stages.forgotten)) { $0.press("6") }
    }

    /// Chooses the groups that stand at a place of the list.
    static func choose(_ place: Int, _ sitting: inout Sitting) {
        sitting.press("B", "g")
        for _ in 0..<place { sitting.press("j") }
        sitting.press("Enter")
    }

    private static func panels(_ stages: Stages, _ add: Add) {
        add("detail", stages.decided) { $0.press("Enter") }
        add("detail-veiled", stages.decided) {
            $0.command("\(Sample.address + 1)")
            $0.press("Enter")
        }
        add("detail-long", stages.decided) {
            $0.command("\(Sample.controls + 1)")
            $0.press("Enter")
        }
        add("keys", stages.decided) { $0.press("?") }
        add("keys-fairness", stages.forgotten) { $0.press("5", "?") }
        add("palette", stages.decided) { $0.press(":") }
        add("palette-policy", stages.decided) {
            $0.press(":")
            $0.type("policy")
        }
        add("write", stages.decided) { $0.press("W") }
        add("path", stages.decided) { $0.press("W", "c") }
        add("apply", stages.decided) {
            $0.press("A")
            $0.type("12")
        }
        add("confirm", stages.fresh) { $0.press("*", "t") }
        add("quit", stages.fresh) { $0.press("q") }
        add("search", stages.fresh) {
            $0.press("/")
            $0.type("bridge")
        }
        add("reason", stages.decided) {
            $0.command("\(Sample.duplicate + 1)")
            $0.press("r")
        }
    }

    static func setUp(_ table: Table, _ isASCII: Bool = false) throws -> Dashboard {
        Dashboard(settingUp: SetUpForm(table: table, schema: .guessed(for: table), actor: "auditor"), isASCII: isASCII)
    }

    /// Before any job: no model, no figures.
    static func none(_ snapshot: Snapshot) -> Snapshot {
        var snapshot = snapshot
        snapshot.jobs = []
        snapshot.models = []
        snapshot.evaluation = nil
        snapshot.overlay.numbers = [:]
        return snapshot
    }

    /// A job in every state.
    static func jobs(_ snapshot: Snapshot) -> Snapshot {
        var snapshot = snapshot
        guard var job = snapshot.jobs.first else { return snapshot }
        func add(_ state: JobStatus.State, _ body: (inout JobStatus) -> Void = { _ in }) {
            job = JobStatus(
                id: job.id + 100, kind: .forget, title: "forgetting 12 records", state: state, phase: "waiting",
                fraction: 0,
                detail: "", seconds: 0.25, outcome: "")
            body(&job)
            snapshot.jobs.append(job)
        }
        add(.failed("disk full")) { $0.outcome = "The disk is full. Free some space and apply again." }
        add(.cancelled) { $0.outcome = "cancelled; the model is as it was" }
        add(.running) {
            $0.phase = "solving"
            $0.fraction = 0.43
            $0.detail = "pass 3 of 7"
        }
        add(.queued)
        return snapshot
    }
}
