/// A key of an event's parameters or of its payload, spelled in one place for who writes and who reads.
public struct EntryKey: Hashable, Sendable {
    public let name: String

    public init(_ name: String) { self.name = name }

    // The records that an event is about.
    public static let count = EntryKey("count")
    public static let referencesRoot = EntryKey("references_root")
    /// A number among the parameters, their names in the payload.
    public static let records = EntryKey("records")
    /// Under what versions before references named them.
    public static let ids = EntryKey("ids")

    // Opening.
    public static let seed = EntryKey("seed")
    public static let elsewhere = EntryKey("elsewhere")

    // Decisions.
    public static let flag = EntryKey("flag")
    public static let turns = EntryKey("turns")
    public static let by = EntryKey("by")
    public static let reason = EntryKey("reason")

    // Rules.
    public static let policy = EntryKey("policy")
    public static let recipe = EntryKey("recipe")
    public static let options = EntryKey("options")
    public static let targets = EntryKey("targets")
    public static let against = EntryKey("against")

    // Models and figures.
    public static let guarantee = EntryKey("guarantee")
    public static let heldOut = EntryKey("heldOut")
    public static let figures = EntryKey("figures")
    public static let forgotten = EntryKey("forgotten")
    public static let kind = EntryKey("kind")
    public static let bound = EntryKey("bound")
    public static let distance = EntryKey("distance")
    public static let decisionsThatDiffer = EntryKey("decisionsThatDiffer")
    public static let recipeDifferences = EntryKey("recipeDifferences")

    // What is written out.
    public static let what = EntryKey("what")
    public static let without = EntryKey("without")
    public static let of = EntryKey("of")

    // Removals.
    public static let job = EntryKey("job")
    public static let erase = EntryKey("erase")
    public static let flags = EntryKey("flags")
    public static let removed = EntryKey("removed")
    public static let retained = EntryKey("retained")
    public static let requests = EntryKey("requests")
    public static let heldOutSkipped = EntryKey("heldOutSkipped")
    public static let heldOutErased = EntryKey("heldOutErased")
    public static let gradientNorm = EntryKey("gradientNorm")
    public static let certifiedShare = EntryKey("certifiedShare")
    public static let passes = EntryKey("passes")
    public static let plan = EntryKey("plan")
    public static let settled = EntryKey("settled")
    public static let model = EntryKey("model")
    public static let written = EntryKey("written")
    public static let list = EntryKey("list")

    // Erasures.
    public static let payloads = EntryKey("payloads")
    public static let seq = EntryKey("seq")
    public static let payloadCommit = EntryKey("payload_commit")
}
