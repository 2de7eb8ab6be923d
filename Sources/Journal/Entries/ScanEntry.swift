/// Records were looked for; it says no more than that.
public struct ScanEntry: Entry {
    public static let action = Action.scan

    public init() {}

    public init?(_ event: Event) {
        guard event.action == Self.action else { return nil }
    }
}
