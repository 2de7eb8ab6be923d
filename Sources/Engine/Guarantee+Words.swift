public import Learning

extension Guarantee {
    /// What is promised, as the screen says it.
    public var sentence: String {
        switch kind {
        case .bitIdentical: "identical to a retrain"
        case .withinBound: "proven within \(bound.scientific)"
        case .epsilonDelta: "released with calibrated noise"
        }
    }
}
