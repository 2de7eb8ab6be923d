/// The kinds of events that somebody knows: one type an action.
public struct Entries: Sendable {
    public let types: [any Entry.Type]
    private let named: [Action: any Entry.Type]

    public init(_ types: [any Entry.Type]) {
        self.types = types
        named = Dictionary(types.map { ($0.action, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// What this version writes, and what earlier ones wrote.
    public static let bundled = Entries([
        OpenEntry.self, ViewEntry.self, FlagEntry.self, UnflagEntry.self, StageEntry.self, UnstageEntry.self,
        ApproveEntry.self, PolicyEntry.self, ScanEntry.self, TrainEntry.self, PublishEntry.self, EvaluateEntry.self,
        ProveEntry.self, RevertEntry.self, UnlearnStartEntry.self, UnlearnResultEntry.self, UnlearnFailEntry.self,
        EraseEntry.self, TombstoneEntry.self, ExportEntry.self,
    ])

    /// What a journal of a newer version may hold beside it is carried and said, never read.
    public func knows(_ action: Action) -> Bool { named[action] != nil }

    /// What an event says; nil for one of an action that is not known.
    public func read(_ event: Event) -> (any Entry)? { named[event.action]?.init(event) }
}
