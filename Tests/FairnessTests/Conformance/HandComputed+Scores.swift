@testable import Fairness

extension HandComputed {
    /// Examples of metrics of scores, classes and numbers.
    static let scores: [String: [Example]] = [:]
}
