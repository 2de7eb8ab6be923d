public import Journal
public import Records

/// What a person can ask of a workspace, by key, palette or command line alike.
public enum Command: Sendable {
    case flag(Flag, on: Bool, rows: [Int], reason: String)
    /// Says that a flag is about these turns of a conversation, and gives it to the record; or takes both back.
    case flagTurns(Flag, on: Bool, row: Int, places: [TurnPlace])
    case setReason(String, rows: [Int])
    case stage(rows: [Int], basis: String?, reason: String)
    case unstage(rows: [Int])
    case approve
    /// Forgets exactly these staged records; nil: all that are staged.
    /// Those that never trained are skipped; with `erase` they leave the evaluation too, and the journal's texts about all
    /// of them go.
    case apply(rows: [Int]? = nil, erase: Bool = false)
    /// Erases what is kept of records that were forgotten already without being erased.
    case eraseForgotten(rows: [Int])
    /// Computes the removal of these records, staged or not, without publishing it; nil: all that are staged.
    case preview(rows: [Int]? = nil, erase: Bool = false)
    case cancelJob
    case undo
    case redo
    case train
    case find(column: String)
    case prove
    /// Makes the model with this digest, or the only one that begins so, current again.
    case restore(String)
    /// Compares two save points, by digest or how it begins; the answer is in `Snapshot.compared`.
    case compare(String, String)
    case reveal(rows: [Int])
    case setPolicy(Policy)
    case checkChain
    case write(Writing)
}

/// What can be written out.
public enum Writing: Sendable, Hashable {
    case bundle(path: String)
    case redactedCopy(path: String)
    case fairness(path: String)
    /// The recipe of the model in use, as canonical JSON.
    case recipe(path: String)
    /// The report of the fairness audit, the removals and the journal; the ending says the format: html, md, csv or json.
    /// Where it is told to, it takes the place of a file. With a filter, its figures are of the records that match.
    case report(path: String, replacing: Bool = false, filter: String? = nil)
    case records(path: String, rows: [Int])
    /// The file without these staged records (nil: all that are staged), which are marked removed: as `Command.apply`, to a
    /// path of one's own choice.
    case removal(path: String, rows: [Int]?, erase: Bool)
}

/// What a command says when it is done (or has started a job).
public struct Echo: Sendable, Hashable {
    /// What happened.
    public var fact: String
    /// What can be done next; for a person at the screen.
    public var hint: Sentence
    /// The job that it started.
    public var job: Int?

    public init(_ fact: String, hint: Sentence = "", job: Int? = nil) {
        self.fact = fact
        self.hint = hint
        self.job = job
    }

    /// The fact and the hint, on one line.
    public var sentence: Sentence { hint.isEmpty ? Sentence(fact) : "\(fact) · \(hint)" }
}
