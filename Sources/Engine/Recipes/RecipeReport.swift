import Learning

/// What became of the recipe when records were forgotten: what a promise of equality is worth hangs on it.
public struct RecipeReport: Codable, Hashable, Sendable {
    public var basis: RecipeBasis
    /// Whether the recipe follows the records that stay.
    public var follows: Bool
    /// Parts that were proposed otherwise from the records that stay, and are otherwise now.
    public var changed: Int
    /// Parts that would be proposed otherwise, and are as they were.
    public var stale: Int

    /// What there is to say, in one clause; empty where the recipe follows and did not change.
    public var clause: String {
        if follows {
            return changed == 0
                ? ""
                : "the recipe was proposed again without them (\(changed.counted("part")) changed), and the model retrained under it"
        }
        switch basis {
        case .declared: return "the recipe was declared: nothing in it was learned from records"
        case .proposed: return "the recipe is frozen by policy\(staleness)"
        case .kept: return "the recipe is kept from an earlier model\(staleness) until the next training or erasure"
        }
    }

    private var staleness: String {
        stale == 0
            ? "" : " and would be proposed otherwise in \(stale.counted("part")): it may remember what was forgotten"
    }

    /// In one word, for the journal: never a number of the recipe.
    var word: String {
        follows ? (changed == 0 ? "unchanged" : "followed") : basis == .proposed ? "frozen" : basis.rawValue
    }
}

extension FeatureRecipe {
    /// One sentence for every part that `other` has differently.
    func differences(from other: FeatureRecipe) -> [String] {
        var sentences: [String] = []
        let theirs = Dictionary(other.numbers.map { ($0.column, $0) }) { first, _ in first }
        for mine in numbers {
            guard let their = theirs[mine.column] else {
                sentences.append("\(mine.column) would not be read as a number")
                continue
            }
            guard mine != their else { continue }
            sentences.append(
                "\(mine.column): centre \(mine.center) and width \(mine.width) would be \(their.center) and \(their.width)"
            )
        }
        sentences += Self.differences(
            "a number", numbers.map(\.column), other.numbers.map(\.column)
        ).filter { $0.hasSuffix("too") }
        sentences += Self.differences("a category", categories, other.categories)
        sentences += Self.differences("a text", texts.map(\.column), other.texts.map(\.column))
        if sentences.isEmpty, self != other { sentences.append("the columns would be in another order or form") }
        return sentences
    }

    private static func differences(_ what: String, _ mine: [String], _ theirs: [String]) -> [String] {
        mine.filter { !theirs.contains($0) }.map { "\($0) would not be read as \(what)" }
            + theirs.filter { !mine.contains($0) }.map { "\($0) would be read as \(what) too" }
    }
}

extension ModelRecipe {
    /// One sentence for every part that `other` has differently.
    func differences(from other: ModelRecipe) -> [String] {
        let features = features.differences(from: other.features)
        return features + (family == other.family ? [] : ["the family's settings would differ"])
    }
}
