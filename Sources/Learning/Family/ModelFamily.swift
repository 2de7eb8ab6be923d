/// A family of models and what it is tuned by: the part of a recipe that is the family's own. Everything that the program
/// knows of one stands here; a new one is a conforming type, and a line in `Families.bundled`.
///
/// Its JSON is read by `Codable` and written by `canonical`: the same keys and values.
public protocol ModelFamily: Hashable, Codable, Sendable {
    associatedtype Preferences: FamilyPreferences = NoPreferences

    /// What recipes, stored projects and the command line call it: "logistic".
    static var id: String { get }
    /// "logistic regression"
    static var title: String { get }
    /// How its models take records, and which of the usual options it has.
    static var traits: FamilyTraits { get }
    /// What somebody may say of it on the command line, besides what follows from its traits.
    static var options: [FamilyOption] { get }

    /// With its defaults.
    init()

    /// - Throws: `Refusal` (65) when nothing can be computed with it.
    func validate() throws

    /// The members of its JSON: equal recipes have equal ones.
    var canonical: [String: CanonicalJSON] { get }

    /// What is left open, decided for the features that a model will have.
    ///
    /// - Throws: `Refusal` where it can't learn from them.
    func proposed(for features: FeatureRecipe, preferring preferences: Preferences) throws -> Self

    /// What somebody who wanted this one would have preferred.
    var preferences: Preferences { get }

    /// The two groups that it compares; nil for a family that looks at none.
    var groups: GroupSides? { get }

    /// The same comparing other groups; itself for a family that looks at none.
    func grouped(by sides: GroupSides) -> Self

    /// The model that `recipe` asks for, whose family this is; it has been validated.
    func model(_ recipe: ModelRecipe) -> any Model
}

/// What somebody prefers in what a family decides by the features; what is nil is left open. It is stored beside the members
/// of `ModelOptions`.
public protocol FamilyPreferences: Hashable, Codable, Sendable {
    init()
}

/// The family decides nothing.
public struct NoPreferences: FamilyPreferences {
    public init() {}
}

extension ModelFamily {
    public static var options: [FamilyOption] { [] }

    public var groups: GroupSides? { nil }

    public func grouped(by sides: GroupSides) -> Self { self }
}

extension ModelFamily where Preferences == NoPreferences {
    public var preferences: NoPreferences { NoPreferences() }

    public func proposed(for features: FeatureRecipe, preferring: NoPreferences) throws -> Self { self }
}

/// How the models of a family take records, and what can be said of all of those that do.
public struct FamilyTraits: OptionSet, Hashable, Sendable {
    public let rawValue: Int
    public init(rawValue: Int) { self.rawValue = rawValue }

    /// Has a use for a constant feature: `--no-intercept`.
    public static let intercept = FamilyTraits(rawValue: 1)
    /// Learns from numbers that are centred, scaled and clipped: `--no-scaling`.
    public static let scaling = FamilyTraits(rawValue: 2)
    /// Tells more classes than two apart: `--all-classes`.
    public static let manyClasses = FamilyTraits(rawValue: 4)
    /// Compares values as they stand in the table (`Examples.columns`) instead of adding up features.
    public static let columns = FamilyTraits(rawValue: 8)
    /// Predicts a number (`Response.numbers`) instead of a class.
    public static let numbers = FamilyTraits(rawValue: 16)
    /// Compares two groups of records, which its recipe names: `ModelFamily.grouped(by:)`.
    public static let groups = FamilyTraits(rawValue: 32)
}
