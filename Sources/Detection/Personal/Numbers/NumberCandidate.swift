/// What a number may be.
struct NumberCandidate {
    let kind: PersonalKind
    /// Behind its last run.
    let end: Int
    /// Of a number that no word names; 0: it has to be named.
    let unnamed: Double
    /// How much speaks for it by itself: 1 a check digit, 2 more than that.
    let strength: Double
    let rule: String
    /// Whether it is written in groups, so that a number beside it may be another group.
    let isGrouped: Bool
    /// Where it begins, where that is before its first run.
    var start: Int?
}
