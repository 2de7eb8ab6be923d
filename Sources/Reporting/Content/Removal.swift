/// One removal of records from the model, from the request to what is left of them.
public struct Removal: Encodable, Sendable {
    /// A place where something of the records was, and what became of it.
    public struct Place: Encodable, Sendable, Hashable {
        public var name: String
        public var outcome: String
        public var isErased: Bool

        public init(_ name: String, _ outcome: String, isErased: Bool) {
            self.name = name
            self.outcome = outcome
            self.isErased = isErased
        }
    }

    /// A named figure, such as a parameter of the method.
    public struct Fact: Encodable, Sendable, Hashable {
        public var name: String
        public var value: String

        public init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    /// The name of the removal in the journal.
    public var request: String
    public var requestedBy: [String]
    /// The legal or other ground; empty where none was recorded or it was erased.
    public var bases: [String]
    /// RFC 3339, UTC.
    public var receivedAt: String
    /// RFC 3339, UTC; nil while it is not completed.
    public var completedAt: String?
    public var removed: Int?
    public var retained: Int?
    public var erases: Bool
    public var method: String
    public var isApproximate: Bool
    public var parameters: [Fact]
    public var places: [Place]
    /// What is still known of the records, or could be found out, a sentence each.
    public var residual: [String]

    public init(
        request: String, requestedBy: [String], bases: [String], receivedAt: String, completedAt: String?,
        removed: Int?, retained: Int?, erases: Bool, method: String, isApproximate: Bool, parameters: [Fact],
        places: [Place], residual: [String]
    ) {
        self.request = request
        self.requestedBy = requestedBy
        self.bases = bases
        self.receivedAt = receivedAt
        self.completedAt = completedAt
        self.removed = removed
        self.retained = retained
        self.erases = erases
        self.method = method
        self.isApproximate = isApproximate
        self.parameters = parameters
        self.places = places
        self.residual = residual
    }
}

/// Something in the journal that a reader should know: a run that failed, or a rule that was changed.
public struct Incident: Encodable, Sendable, Hashable {
    public enum Kind: String, Encodable, Sendable { case failure, override }

    public var kind: Kind
    /// The number of the event.
    public var event: Int
    /// RFC 3339, UTC.
    public var at: String
    public var actor: String
    public var what: String

    public init(_ kind: Kind, event: Int, at: String, actor: String, what: String) {
        self.kind = kind
        self.event = event
        self.at = at
        self.actor = actor
        self.what = what
    }
}
