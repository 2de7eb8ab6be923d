/// The removal of the records that were staged was approved.
public struct ApproveEntry: Entry {
    public static let action = Action.approve

    public var about: NamedRecords?

    public init(_ about: NamedRecords?) { self.about = about }

    public init?(_ event: Event) {
        guard event.action == Self.action else { return nil }
        about = event.about
    }
}
