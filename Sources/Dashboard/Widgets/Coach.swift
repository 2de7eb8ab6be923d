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
    mutating func visited(_ screen: Screen) { if screen == .fairness, step == .fairness { step = .write } }

    mutating func follow(_ snapshot: Snapshot) {
        if snapshot.counts.staged > 0, step < .apply { step = .apply }
        if snapshot.counts.forgotten > removals { reach(.fairness) }
        removals = snapshot.counts.forgotten
        let wrote = snapshot.events.last { $0.action == .export } != nil
        if wrote, step == .write { step = .done }
    }

    func line(_ dashboard: Dashboard) -> String {
        guard let snapshot = dashboard.snapshot else { return "" }
        let onRecords = dashboard.screen == .records
        switch step {
        case .sort:
            if snapshot.overlay.numbers["model.disagreement"] == nil {
                return "The model is being trained on the bundled records. It takes a moment."
            }
            return onRecords
                ? "Press s: sorts by disagreement, the records a model trained without them finds hardest to believe."
                : "Press 1 for the records."
        case .flag:
            return onRecords
                ? "Read the record below, then flag it: b biased, t toxic, p private, m wrong label. R reviews one by one."
                : "Press 1 for the records."
        case .stage:
            return onRecords
                ? "Flag more if you like, then press d to stage a record for removal. Space marks several."
                : "Press 1 for the records."
        case .apply:
            return
                "\(snapshot.counts.staged) staged: press A and type \(snapshot.counts.staged) to make the model forget. 3 shows what it will cost."
        case .fairness: return "Forgotten, and certified. Press 5: fairness before and after, with intervals."
        case .write: return "Press W, then 3: write the journal, which anyone can verify."
        case .done: return "That is the whole loop. ? shows every key, Q leaves."
        }
    }
}
