public import Records

/// What a command wants written down. The store adds the number, the time, the actor and the chain.
///
/// Everything but `payload` is chained and stays for ever, so nothing personal belongs there: filter text, reasons and
/// lists of ids go into the payload, which can be erased.
public struct EventDraft: Sendable {
    public var action: Action
    /// The one record this is about; the chain holds a keyed reference to it.
    public var subject: RecordID?
    /// Digests of what went in (data, model).
    public var inputs: [String]
    /// Digests of what came out.
    public var outputs: [String]
    public var params: [String: JSON]
    public var outcome: String
    public var reasonCode: String?
    public var basis: String?
    public var requestID: String?
    public var payload: JSON?

    public init(
        _ action: Action, subject: RecordID? = nil, inputs: [String] = [], outputs: [String] = [],
        params: [String: JSON] = [:], outcome: String = "ok", reasonCode: String? = nil, basis: String? = nil,
        requestID: String? = nil, payload: JSON? = nil
    ) {
        self.action = action
        self.subject = subject
        self.inputs = inputs
        self.outputs = outputs
        self.params = params
        self.outcome = outcome
        self.reasonCode = reasonCode
        self.basis = basis
        self.requestID = requestID
        self.payload = payload
    }
}
