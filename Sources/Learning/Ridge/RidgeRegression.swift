import Records

/// To be written.
public struct RidgeRegression: Model {
    public let recipe: ModelRecipe
    let settings: RidgeRecipe

    /// - Precondition: the recipe's family is `.ridge`.
    public init(_ recipe: ModelRecipe) {
        guard case .ridge(let settings) = recipe.family else { preconditionFailure("a recipe of another family") }
        self.recipe = recipe
        self.settings = settings
    }

    public func fit(_ examples: Examples, rows: [Int], work: Work = .silent) throws -> Fitted { fatalError() }

    public func forget(
        _ fitted: Fitted, examples: Examples, retained: [Int], removed: [Int], work: Work = .silent
    ) throws -> Fitted { fatalError() }

    public struct Fitted: FittedModel {
        public func parameters(_ examples: Examples) -> [UInt8] { [] }
        public func margins(_ examples: Examples, rows: [Int]) -> [Double] { [] }
        public func probability(ofMargin margin: Double) -> Double { 0 }
        public func guarantee(_ examples: Examples, digest: String, rows: [Int]) -> Guarantee {
            Guarantee(kind: .bitIdentical, digest: digest, certifiedShare: 1)
        }
        public var records: Int { 0 }
        public var passes: Int { 0 }
    }
}
