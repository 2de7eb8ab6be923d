/// What one kind of event says, as a value: an operation writes it, and reports, restoring and summaries read it back.
///
/// A type belongs to each action, in `Entries.bundled`. What it writes is chained and read for ever: a member that was
/// written once keeps its key and its spelling, and a member that earlier versions did not write is optional.
public protocol Entry: Hashable, Sendable {
    static var action: Action { get }

    /// Reads what an event says; nil where it is of another action, or lacks what an entry of this one can't do without.
    init?(_ event: Event)

    /// The records that it is about.
    var about: NamedRecords? { get }
    /// Digests of what went in (data, model).
    var inputs: [String] { get }
    /// Digests of what came out.
    var outputs: [String] { get }
    var outcome: Outcome { get }
    /// Chained for ever, without the count of `about`; nothing personal belongs here.
    var params: EntryFields { get }
    /// Beside the chain, where it can be erased, without the names of `about`.
    var payload: EntryFields { get }
}

extension Entry {
    public var about: NamedRecords? { nil }
    public var inputs: [String] { [] }
    public var outputs: [String] { [] }
    public var outcome: Outcome { .ok }
    public var params: EntryFields { EntryFields() }
    public var payload: EntryFields { EntryFields() }
}

extension EventDraft {
    /// Writes an entry down.
    ///
    /// - Parameters:
    ///   - basis: the ground of a request, such as "erasure".
    ///   - requestID: the request that it answers.
    public init(
        _ entry: some Entry, reasonCode: String? = nil, basis: String? = nil, requestID: String? = nil
    ) {
        var (params, payload) = (entry.params, entry.payload)
        if let about = entry.about {
            params[number: .count] = about.count
            params[text: .referencesRoot] = about.root
            payload[list: .records] = about.names
        }
        self.init(
            type(of: entry).action, subject: entry.about?.subject, inputs: entry.inputs, outputs: entry.outputs,
            params: params.members, outcome: entry.outcome.rawValue, reasonCode: reasonCode, basis: basis,
            requestID: requestID, payload: payload.members.isEmpty ? nil : .object(payload.members))
    }
}
