/// Veiled text of records was shown.
public struct ViewEntry: Entry {
    public static let action = Action.viewSensitive

    public var about: NamedRecords?

    public init(_ about: NamedRecords?) { self.about = about }

    public init?(_ event: Event) {
        guard event.action == Self.action else { return nil }
        about = event.about
    }
}
