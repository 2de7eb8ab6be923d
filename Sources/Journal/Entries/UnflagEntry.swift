/// A flag was taken from records, or their reason.
public struct UnflagEntry: Entry {
    public static let action = Action.unflag

    public var marking: Marking

    public init(_ marking: Marking) { self.marking = marking }

    public init?(_ event: Event) {
        guard event.action == Self.action else { return nil }
        marking = Marking(event)
    }

    public var about: NamedRecords? { marking.about }
    public var params: EntryFields { marking.params }
    public var payload: EntryFields { marking.payload }
}
