import Canvas
import Engine
import Journal
import Records

// Decisions: flags, reasons, staging, review.
extension Dashboard {
    /// More records than this at once are asked about first.
    static let bulk = 100

    mutating func decide(_ flag: Flag) -> [Effect] {
        guard let snapshot else { return [] }
        if context == .detail, let effects = decideTurn(flag) { return effects }
        let rows = rowsInHand
        let mask = FlagMask(flag)
        let on = !rows.allSatisfy { snapshot.mask(of: $0).contains(mask) }
        let effect = Effect.perform(.flag(flag, on: on, rows: Array(rows), reason: ""))
        coach?.decided()
        if review != nil, on { review?.decided() }
        return asking("\(on ? "Flag" : "Unflag") \(rows.count.grouped) records \(flag.rawValue)?", rows.count, effect)
    }

    mutating func toggleStaged() -> [Effect] {
        guard let snapshot else { return [] }
        if screen == .queue {
            let place = self[QueuePage.self].cursor.position
            guard snapshot.queue.indices.contains(place) else { return [] }
            let rows = snapshot.queue[place].rows
            return asking("Unstage \(rows.count.grouped) records?", rows.count, .perform(.unstage(rows: rows)))
        }
        let rows = Array(rowsInHand)
        let off = rows.allSatisfy(snapshot.isStaged)
        let effect = Effect.perform(off ? .unstage(rows: rows) : .stage(rows: rows, basis: nil, reason: ""))
        return asking("\(off ? "Unstage" : "Stage") \(rows.count.grouped) records for removal?", rows.count, effect)
    }

    mutating func asking(_ question: String, _ count: Int, _ effect: Effect) -> [Effect] {
        guard count > Self.bulk else { return [effect] }
        panel = ConfirmPanel(question: question, effects: [effect])
        return []
    }

    mutating func editReason() -> [Effect] {
        panel = ReasonPanel(
            field: TextField(currentRow.flatMap { snapshot?.reasons[$0] } ?? ""), rows: rowsInHand)
        return []
    }

    mutating func reveal() -> [Effect] {
        guard let row = currentRow else { return [] }
        guard isVeiled(row) else {
            let isShown = snapshot?.revealed.contains(row) == true
            if isShown { records.veiledAgain.insert(row) }
            say(isShown ? "veiled again" : "Nothing is veiled here.")
            return []
        }
        records.veiledAgain.remove(row)
        return [.perform(.reveal(rows: [row]))]
    }

    /// Whether the text of a record is covered now.
    func isVeiled(_ row: Int) -> Bool {
        snapshot?.isVeiled(row, coveredAgain: records.veiledAgain) ?? false
    }

    mutating func askToApply() -> [Effect] {
        panel = ApplyPanel(question: applyQuestion)
        return []
    }

    private var applyQuestion: String {
        guard let snapshot else { return "" }
        let records = snapshot.counts.staged.counted("record")
        let what =
            snapshot.subject.removesByCopy
            ? "Write a copy of the file without \(records), and the list of their ids. No model is changed."
            : "Make the model forget \(records). \(wayBack(snapshot.policy)); their flags stay."
        return "\(what) Type \(snapshot.counts.staged) to confirm:"
    }

    /// Whether a removal can be taken back, by what the policy keeps.
    private func wayBack(_ policy: Policy) -> String {
        switch policy.earlierModels {
        case .no:
            written(
                "\(command: .undo) does not undo it, and no earlier model is kept: only training from scratch would learn them again"
            )
        case .untilNextRemoval: written("\(command: .restore) brings them back until the next removal")
        case .always: written("\(command: .restore) brings them back")
        }
    }

    /// Applies only when the very number of staged records was typed.
    mutating func applyIfCounted(_ text: String) -> [Effect] {
        guard let staged = snapshot?.counts.staged else { return [] }
        panel = nil
        guard text == "\(staged)" || text == staged.grouped else {
            refuse("Not applied: \(staged.counted("record")) staged, '\(text)' was typed.")
            return []
        }
        let effects = endReview()
        screen = .jobs
        return effects + [.perform(.apply(rows: snapshot?.queue.flatMap(\.rows) ?? []))]
    }

    // MARK: Review

    mutating func startReview() -> [Effect] {
        guard let snapshot else { return [] }
        records.marks = MarkedRows()
        guard records.sort.isEmpty, snapshot.overlay.numbers["model.disagreement"] != nil else {
            reviewInOrder()
            return []
        }
        return [start(.review, .review(rows: records.rows, limit: ReviewState.limit))]
    }

    /// Reviews the records as they stand, from the cursor on.
    mutating func reviewInOrder() {
        review = ReviewState(rows: Array(records.rows.dropFirst(records.cursor.position).prefix(ReviewState.limit)))
    }

    /// Leaves the review; the cursor goes to the record that was in hand last.
    mutating func endReview() -> [Effect] {
        guard let review else { return [] }
        self.review = nil
        guard let row = review.current else { return [] }
        guard records.rows.isAscending else { return [start(.place, .seek(Seek(.row(row), in: records.rows)))] }
        if let place = records.rows.place(of: row) { records.cursor.move(to: place, count: records.rows.count) }
        return []
    }
}

/// A run of records reviewed one by one: fixed when it starts, so that deciding can't reorder it.
struct ReviewState: Sendable {
    static let limit = 200

    let rows: [Int]
    private(set) var place = 0

    init(rows: [Int]) { self.rows = rows }

    var current: Int? { rows.indices.contains(place) ? rows[place] : nil }

    mutating func move(by delta: Int) { place = max(0, min(rows.count - 1, place + delta)) }

    /// A decision was taken: go on.
    mutating func decided() { move(by: 1) }

    /// How many of the run carry a decision.
    func reviewed(_ snapshot: Snapshot) -> Int { rows.count { !snapshot.mask(of: $0).isEmpty } }
}
