public import Records

/// A change of the project's state, made in the same transaction as the event that records it.
///
/// Each is idempotent: made twice it changes nothing more.
public enum Change: Sendable {
    case setFlag(Flag, Bool, [RecordID])
    /// What of a record a flag is about: turns of its conversation, named as `TurnPlace` spells them. `on` says whether each has
    /// the flag now; the record's own flags are set apart from this.
    case setTurnFlag(Flag, Bool, RecordID, [String])
    /// Nil takes the reason away.
    case setReason(String?, [RecordID])
    /// Puts records into the queue; those already there get the new basis and reason.
    case stage([RecordID], basis: String, reason: String)
    case unstage([RecordID])
    /// Keeps a model; one already known keeps its place among the others.
    case publish(ModelRecord, makeCurrent: Bool)
    /// Moves records from the queue to the forgotten, where only their references stand, and erases the reasons given for
    /// them; with `erased` their flags too.
    case forget([RecordID], erased: Bool)
    /// Takes records back from the forgotten, with their flags: the inverse of `forget` when an earlier model is restored.
    case restore([RecordID])
    /// Nil removes the setting.
    case setting(String, String?)
    /// The figures of a model, named by its digest; nil drops them.
    case figures(id: String, json: String?)
    /// When a retrain last showed that a model is what it claims; nil: a retrain showed that it is not.
    case proof(of: String, at: String?)
    /// Destroys the bytes of every model but these; their entries and figures stay.
    case purgeModels(except: [String])
    /// Where a job stands, so that one that was killed is noticed when the project is next opened. Nil: it is over.
    case job(id: String, state: String?, json: String)

    /// Whether bytes must be gone from the disk afterwards, not only from the tables.
    public var erases: Bool {
        switch self {
        case .forget, .purgeModels: true
        default: false
        }
    }
}
