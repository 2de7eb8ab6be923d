/// What an event says was done; the raw value is how the chain spells it.
public enum Action: String, Codable, Sendable, CaseIterable {
    case open
    case viewSensitive = "view-sensitive"
    case flag
    case unflag
    case stage
    case unstage
    case forgetRequest = "forget-request"
    case approve
    case unlearnStart = "unlearn-start"
    case unlearnResult = "unlearn-result"
    case unlearnFail = "unlearn-fail"
    case publish
    case revert
    case prove
    case evaluate
    case export
    case erase
    /// Written by `ProjectStore.erasePayloads` only: a payload went, and on whose authority.
    case tombstone
    case train
    case policy
    case scan
    case keyRotate = "key-rotate"
    case keyDestroy = "key-destroy"
}
