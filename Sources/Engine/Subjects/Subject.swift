import Fairness
import Journal
import Learning
import Records

/// What a project is about: whose model it audits, and what removing records from it comes to.
///
/// `TrainedHere` is a model of Lethe's families; `Predictions` are columns that a model made elsewhere filled. Everything
/// that differs between them stands here; who works on a project asks its subject, and never which one it is.
protocol Subject: Sendable {
    /// What a screen or a report says of it.
    var view: SubjectView { get }
    /// Under what the project keeps the figures of today.
    func figuresName(_ state: ProjectState) -> String?

    /// Why a command can't be done here; nil where it can.
    func refusal(of command: Command) -> Refusal?
    /// What records are searched for, whatever the model says.
    var searches: [any Operation] { get }
    /// What is to be done for the model once the project is open.
    func begin(_ desk: Desk) throws -> Beginning
    /// The figures of today where none are kept that can be read, with what to say of it.
    func figuresAnew(_ desk: Desk) -> (evaluation: Evaluation?, notice: String?)

    /// Every save point, the oldest first.
    func savePoints(_ desk: Desk) -> [SavePoint]
    func models(_ desk: Desk) -> [ModelSummary]
    /// What is said of single records: one element a row.
    func outcomes(_ desk: Desk) -> RecordOutcomes?
    /// Two save points side by side, at once or by an operation.
    func comparison(_ before: SavePoint, _ after: SavePoint, _ desk: Desk) throws -> ComparisonWay

    /// The figures of some records alone.
    ///
    /// - Throws: `Refusal`: 64 where there is no model, 65 where no audited record is among them.
    func evaluation(only rows: Set<Int>, _ desk: Desk, _ work: Work) throws -> Evaluation
    /// What an audit by other groups, or in another way, is made of.
    func input(
        _ schema: Schema, _ settings: AuditSettings, detects: Bool, only chosen: Set<Int>?, _ desk: Desk
    ) throws -> AuditInput

    /// Where the copy of the file goes that a removal writes; nil where it writes none.
    func removalPath(_ asked: String?, _ desk: Desk) throws -> String?
    /// Refuses a removal that would do nothing.
    func check(removing rows: [Int], erase: Bool, _ desk: Desk) throws
    /// The operation that removes staged records, known by the key of its events.
    func removal(_ key: String, _ rows: [Int], title: String) -> any Operation
    /// Whether a removal that was cut short can go on.
    func mayResume(_ order: RemovalRequests, _ desk: Desk) throws -> Bool
    /// The evaluations whose figures would give away, beside later ones, how erased records were decided.
    ///
    /// - Parameter result: the event of the removal; nil for an erasure without one.
    func evaluations(before result: (seq: Int, entry: UnlearnResultEntry)?, in events: EventLog) -> [Int]
    /// The subject without the records that were erased, where it counted some of them.
    func forgettingErased(_ desk: Desk) throws -> SubjectWithoutErased?
}

extension Subject {
    var trains: Bool { view.trains }
    var searches: [any Operation] { [Scan()] }
}

/// What the opening of a project comes to.
struct Beginning: Sendable {
    var entries: [LedgerEntry] = []
    var operations: [any Operation] = []
    var notices: [String] = []
}

/// How two save points are compared.
enum ComparisonWay: Sendable {
    case known(Compared)
    case operation(Compare)
}

/// A subject that was measured again without records which were erased.
struct SubjectWithoutErased: Sendable {
    let subject: any Subject
    let entries: [LedgerEntry]
    let evaluation: Evaluation
}

/// What a model says of each record, and whether that is right.
struct RecordOutcomes: Sendable {
    /// "tp", "fp", "tn", "fn": a bit each; 0 where the truth or the prediction is not known.
    var masks: [UInt32]
    /// 1 and 0; NaN where there is none.
    var predictions: [Double]
    /// Nil where there are none.
    var scores: [Double]?

    static let names = ["tp", "fp", "tn", "fn"]

    static func mask(_ truth: Bool, _ prediction: Bool) -> UInt32 {
        switch (truth, prediction) {
        case (true, true): 1
        case (false, true): 2
        case (false, false): 4
        case (true, false): 8
        }
    }
}

extension Refusal {
    /// That a filter leaves nothing to audit.
    static func noneAudited(next: String) -> Refusal {
        Refusal(.badData, "No audited record matches the filter.", next: next)
    }
}
