import Journal

/// One decision and its inverse; both are ordinary events in the journal.
struct Reversible: Sendable {
    let name: String
    let forward: Decision
    let backward: Decision
}

/// What a decision writes: an event, and the state that changes with it.
struct Decision: Sendable {
    let draft: EventDraft
    let changes: [Change]
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
