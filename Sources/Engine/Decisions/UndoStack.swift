import Journal

/// One decision and its inverse; both are ordinary events in the journal.
struct Reversible: Sendable {
    let name: String
    let forward: Decision
    let backward: Decision
}

/// What a decision writes: an event, and the state that changes with it.
struct Decision: Sendable {
    /// What it writes, by what it was taken: a flag that was taken back is not one that was judged anew. Nil: by judging.
    private let write: @Sendable (_ means: String?) -> LedgerEntry

    var entry: LedgerEntry { write(nil) }

    /// - Parameter entry: makes the entry, given by what else than judging the decision is taken.
    init(_ changes: [Change], _ entry: @escaping @Sendable (_ means: String?) -> some Entry) {
        write = { LedgerEntry(entry($0), changes) }
    }

    /// The same, its event telling by what it was taken.
    func by(_ means: String) -> Decision { Decision(write: { [write] _ in write(means) }) }

    private init(write: @escaping @Sendable (String?) -> LedgerEntry) { self.write = write }
}

/// Decisions that can be taken back, newest last. Applying a removal empties it: forgetting is not undoable.
struct UndoStack: Sendable {
    private var done: [Reversible] = []
    private var undone: [Reversible] = []

    var canUndo: Bool { !done.isEmpty }
    var canRedo: Bool { !undone.isEmpty }

    mutating func push(_ step: Reversible) {
        done.append(step)
        undone = []
    }

    var nextUndo: Reversible? { done.last }
    var nextRedo: Reversible? { undone.last }

    mutating func didUndo() { if let step = done.popLast() { undone.append(step) } }
    mutating func didRedo() { if let step = undone.popLast() { done.append(step) } }

    mutating func clear() { self = UndoStack() }
}
