/// What a score is made of: a part a feature, and what is there without any; they add up to the score.
public struct ScoreParts: Sendable {
    public struct Part: Sendable {
        public let source: FeatureSource
        /// Signed, in the unit of the score.
        public let value: Double
    }

    /// What the score is of the classes: how much likelier the first is than the second. Nil of two classes, where it is the
    /// margin of the positive one.
    public let classes: (predicted: String, runnerUp: String)?
    /// What is no feature's: the share in all records, or less a threshold.
    public let base: Double
    /// In the order of the features; none is 0.
    public let parts: [Part]

    init(classes: (predicted: String, runnerUp: String)? = nil, base: Double, parts: [Part]) {
        self.classes = classes
        self.base = base
        self.parts = parts.filter { $0.value != 0 }
    }

    /// The score: the base and all parts, in their order.
    public var total: Double { parts.reduce(base) { $0 + $1.value } }
}
