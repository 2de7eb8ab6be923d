import Foundation
import Journal
import Learning
import Records

/// A piece of long work on a project, and its life: announced, prepared, run beside the actor, concluded on it.
///
/// `prepare` and `conclude` are pure: from what is known they make what is to be done. Nothing of an operation changes
/// the project but the entries of its conclusion, which are committed together or not at all.
protocol Operation: Sendable {
    associatedtype Input: Sendable
    associatedtype Output: Sendable

    var kind: JobStatus.Kind { get }
    /// As the list of jobs names it.
    var title: String { get }
    /// What brings it back after `kill -9`; nil for what leaves nothing behind, and isn't missed.
    var mark: JobMark? { get }

    /// What is needed that it is done for; nothing: it was asked for.
    var serves: Needs { get }
    /// Whether it needs what recipes are proposed from.
    var needsGround: Bool { get }
    /// Whether it works with the records: the source is checked before and after.
    var readsSource: Bool { get }

    /// Whether all that it would find out is known.
    func isDone(_ desk: Desk) -> Bool
    /// How many seconds it will take, where that can be predicted.
    func expectedSeconds(_ desk: Desk) -> Double?
    /// Everything that `run` needs, taken when the operation's turn has come.
    ///
    /// - Throws: `Refusal` where it may not start.
    func prepare(_ desk: Desk) throws -> Input
    /// The work itself, off the actor: `@concurrent` here and in every operation, or it would go on where it was prepared.
    @concurrent func run(_ input: Input, _ context: RunContext) async throws -> Output
    /// What follows from it.
    func conclude(_ output: Output, _ desk: Desk) throws -> Conclusion
    /// What follows where it ended without a result; nil: nothing was announced that has to be taken back.
    func failure(_ error: any Error, _ desk: Desk) -> Failure?
}

extension Operation {
    var mark: JobMark? { nil }
    var serves: Needs { [] }
    var needsGround: Bool { false }
    var readsSource: Bool { true }
    func isDone(_ desk: Desk) -> Bool { false }
    func expectedSeconds(_ desk: Desk) -> Double? { nil }
    func failure(_ error: any Error, _ desk: Desk) -> Failure? { nil }
}

/// By what a project knows a job that is not over.
enum JobMark: Sendable, Hashable {
    /// The key of the events that announced it, under which the state holds what resumes it.
    case journal(key: String)
    /// A sentence's subject, such as "a comparison of a3f2c1 with 77be02": it is given up, and said so.
    case given(up: String)
}

/// What an operation comes to: what is written, what is known from now on, and what is to be said.
struct Conclusion: Sendable {
    /// One sentence without its end.
    var sentence: String
    /// Written in one transaction.
    var entries: [LedgerEntry] = []
    /// Done once they are written.
    var learn: @Sendable (inout Knowledge) -> Void = { _ in }
    /// Gives files their names, once the journal says so.
    var publish: (@Sendable () throws -> Void)? = nil
    /// What is to be shown anew.
    var changes: Shown = []
    /// Whether decisions can't be taken back any more.
    var clearsUndo = false
    /// Records whose traces have still to go from the journal.
    var erasing: ErasureOrder? = nil
    var next: [any Operation] = []
}

/// What of a project may look different after something was done.
struct Shown: OptionSet, Sendable {
    let rawValue: Int
    /// The list of models and save points.
    static let models = Shown(rawValue: 1)
    /// What is said of single records: scores, parts, findings.
    static let records = Shown(rawValue: 2)
}

/// What the journal says of an operation that failed.
struct Failure: Sendable {
    var entries: [LedgerEntry]
    var learn: @Sendable (inout Knowledge) -> Void = { _ in }
    /// What to say where not even that could be written: the error that came first, and that of the disk.
    var unwritten: (@Sendable (_ error: any Error, _ second: any Error) -> Refusal)? = nil
}

/// Traces that have to go after a removal was published, under the key of its events.
struct ErasureOrder: Sendable {
    let key: String
    let ids: [RecordID]
}

/// What an operation runs in.
struct RunContext: Sendable {
    let work: Work
    let source: SourceWatch

    /// A learner under a recipe: the features are read, and the source was the same before and after.
    func learner(_ dataset: Dataset, _ recipe: ModelRecipe) throws -> Learner {
        let learner = try Learner(dataset: dataset, recipe: recipe, work: work)
        try source.check(.afterReading)
        return learner
    }
}

/// Watches that the data are those that the project was made for, all the while they are worked with.
struct SourceWatch: Sendable {
    enum Phase: String, Sendable, CaseIterable { case beforeReading, afterReading, beforeCommit }

    let table: Table
    /// Called before each look: a test's chance to change the file.
    var probe: (@Sendable (Phase) -> Void)?

    /// Refuses (65) a source that was rewritten, shortened, swapped or taken away since it was opened.
    func check(_ phase: Phase) throws {
        probe?(phase)
        do {
            try table.checkUnchanged()
            if phase == .beforeReading { try table.confirmDigest() }
        } catch let refusal as Refusal {
            let sentence = refusal.sentence.hasSuffix(".") ? String(refusal.sentence.dropLast()) : refusal.sentence
            throw Refusal(
                refusal.kind,
                "\(sentence): nothing that was computed from it is published, and the model is as it was.",
                next: refusal.next)
        }
    }
}
