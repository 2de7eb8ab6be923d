/// Records were given a flag, or a reason.
public struct FlagEntry: Entry {
    public static let action = Action.flag

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
