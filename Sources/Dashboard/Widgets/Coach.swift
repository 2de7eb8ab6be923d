import Engine
import Journal
import Records

/// One line in the demo that names the next key of the loop: sort → flag → stage → apply → fairness → write.
struct Coach: Sendable {
    private enum Step: Int, Comparable {
        case sort, flag, stage, apply, fairness, write, done
        static func < (a: Step, b: Step) -> Bool { a.rawValue < b.rawValue }
    }

    private var step = Step.sort
    private var removals = 0

    private mutating func reach(_ next: Step) { if next > step { step = next } }

    mutating func sorted() { reach(.flag) }
    mutating func decided() { reach(.stage) }
    mutating func visited(_ screen: PageID) { if screen == .fairness, step == .fairness { step = .write } }

    mutating func follow(_ snapshot: Snapshot, on screen: PageID) {
        if snapshot.counts.staged > 0, step < .apply { step = .apply }
        if snapshot.counts.forgotten > removals { reach(.fairness) }
        removals = snapshot.counts.forgotten
        visited(screen)
        let wrote = snapshot.events.milestones.last { $0.action == .export } != nil
        if wrote, step == .write { step = .done }
    }

    func line(_ dashboard: Dashboard) -> Sentence {
        guard let snapshot = dashboard.snapshot else { return "" }
        let onRecords = dashboard.screen == .records
        switch step {
        case .sort:
            if snapshot.overlay.numbers["model.disagreement"] == nil {
                return "The model is being trained. It takes a moment."
            }
            return onRecords
                ? "\(command: .sort) sorts by disagreement: the labels hardest to believe come first." : back
        case .flag:
            return onRecords
                ? "Read it below, then flag it: \(command: .flag(.biased)) biased, \(command: .flag(.toxic)) toxic, \(command: .flag(.private)) private, \(command: .flag(.mislabelled)) label."
                : back
        case .stage:
            return onRecords
                ? "More: ':mark-first 200', then \(command: .flag(.biased)), flags many. Then \(command: .stage) stages them."
                : back
        case .apply where snapshot.counts.staged == 0:
            return onRecords ? "Nothing is staged any more: \(command: .stage) stages what is flagged." : back
        case .apply:
            return
                "\(snapshot.counts.staged) staged. \(command: .apply) applies: type \(snapshot.counts.staged) to make the model forget."
        case .fairness: return "Forgotten, and certified. \(command: .showFairness) shows fairness before and after."
        case .write:
            return
                "\(command: .write) then \(String(Destination.bundle.letter)) writes the journal, which anyone can verify."
        case .done: return "That is the whole loop. \(command: .keys) shows every key, \(command: .quit) leaves."
        }
    }

    private var back: Sentence { "\(command: .showRecords) goes to the records." }
}
