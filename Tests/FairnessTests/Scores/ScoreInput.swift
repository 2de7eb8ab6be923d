import Testing

@testable import Fairness

/// Inputs of scores in few words.
enum ScoreInput {
    /// - Parameter rows: truth, score, group.
    static func of(_ rows: [(Int, Double, String?)], weights: [Double]? = nil, column: String = "g") -> AuditInput {
        AuditInput(
            outcomes: Outcomes(
                truth: rows.map { $0.0 == 1 }, prediction: rows.map { $0.1 >= 0.5 }, score: rows.map(\.1),
                weight: weights),
            groupings: [Grouping(column: column, texts: rows.map(\.2))])
    }
}

extension [Figure] {
    func first(_ group: String?, column: String? = nil, part: String? = nil) -> Figure? {
        first { $0.group == group && $0.part == part && (column == nil || $0.column == column) }
    }

    func value(_ group: String?, part: String? = nil) -> Double? { first(group, part: part)?.value }

    /// No value is NaN or infinite, and each is either there or explained.
    var areSound: Bool {
        allSatisfy { figure in
            let numbers = [
                figure.value, figure.numerator, figure.denominator, figure.interval?.lower, figure.interval?.upper,
            ]
            return numbers.compactMap(\.self).allSatisfy(\.isFinite)
                && (figure.value == nil) == (figure.undefined != nil)
        }
    }
}

func isNear(_ a: Double?, _ b: Double?, _ tolerance: Double = 1e-12) -> Bool {
    guard let a, let b else { return a == nil && b == nil }
    return abs(a - b) <= tolerance
}
