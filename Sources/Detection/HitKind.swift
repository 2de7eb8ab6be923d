/// One kind of thing that a detector tells of.
public struct HitKind: Hashable, Sendable {
    /// What stands after `hit:`, such as "pii.iban".
    public let id: String
    /// What the screen calls a hit, in a word or two.
    public let title: String
    /// From which score on there is a hit; nil where hits have no score.
    public let threshold: Double?
    /// Whether a hit says little by itself, so that precision has to be looked at before many are acted on.
    public let isWeak: Bool
    /// Whether it is no fault of a record, such as that it speaks of a group or holds a link: `hit:any` leaves it out.
    public let isQuiet: Bool

    public init(_ id: String, title: String, threshold: Double? = nil, isWeak: Bool = false, isQuiet: Bool = false) {
        self.id = id
        self.title = title
        self.threshold = threshold
        self.isWeak = isWeak
        self.isQuiet = isQuiet
    }

    /// Whether `hit:name` means this kind: its id, or a beginning of it that ends before a dot.
    public func isMeant(by name: String) -> Bool {
        id == name || (id.hasPrefix(name) && id.dropFirst(name.count).first == ".")
    }
}
