/// What an event says was done; the raw value is how the chain spells it.
///
/// A newer version may have others; they are carried as they are. `Entries` says which are known.
public struct Action: RawRepresentable, Hashable, Codable, Sendable {
    public let rawValue: String

    public init(rawValue: String) { self.rawValue = rawValue }

    public static let open = Action(rawValue: "open")
    public static let viewSensitive = Action(rawValue: "view-sensitive")
    public static let flag = Action(rawValue: "flag")
    public static let unflag = Action(rawValue: "unflag")
    public static let stage = Action(rawValue: "stage")
    public static let unstage = Action(rawValue: "unstage")
    public static let approve = Action(rawValue: "approve")
    public static let policy = Action(rawValue: "policy")
    public static let scan = Action(rawValue: "scan")
    public static let train = Action(rawValue: "train")
    public static let publish = Action(rawValue: "publish")
    public static let evaluate = Action(rawValue: "evaluate")
    public static let prove = Action(rawValue: "prove")
    public static let revert = Action(rawValue: "revert")
    public static let unlearnStart = Action(rawValue: "unlearn-start")
    public static let unlearnResult = Action(rawValue: "unlearn-result")
    public static let unlearnFail = Action(rawValue: "unlearn-fail")
    public static let erase = Action(rawValue: "erase")
    /// Written by `ProjectStore.erasePayloads` only: a payload went, and on whose authority.
    public static let tombstone = Action(rawValue: "tombstone")
    public static let export = Action(rawValue: "export")

    /// What may be done as often as there are records, or as keys are pressed.
    static let common: Set<Action> = [.flag, .unflag, .stage, .unstage, .viewSensitive]

    /// Whether it is none of those: an event that tells what became of models, rules, exports or texts.
    public var isMilestone: Bool { !Self.common.contains(self) }
}
