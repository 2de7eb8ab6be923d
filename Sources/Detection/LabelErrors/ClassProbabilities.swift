internal import Records

/// What a model that never saw a record says of each class: one row a record, one column a class.
public struct ClassProbabilities: Sendable {
    public let count: Int
    public let classes: Int
    /// Row by row.
    let values: [Double]

    /// - Parameter values: row by row, `classes` each.
    /// - Throws: `Refusal` where a value is no probability, or the values of a row do not add up to 1 within 1e-3.
    public init(_ values: [Double], classes: Int) throws {
        guard classes >= 2, values.count % classes == 0 else {
            throw Refusal(
                .badData, "\(values.count) probabilities do not make rows of \(classes) classes.",
                next: "Give one probability for each of two or more classes and each record.")
        }
        (self.values, self.classes, count) = (values, classes, values.count / classes)
        for row in 0..<count {
            var sum = 0.0
            for label in 0..<classes {
                let value = self[row, label]
                guard value >= 0, value <= 1 else {
                    throw Refusal(
                        .badData, "The probability of class \(label) for record \(row) is \(value).",
                        next: "Use probabilities from 0 to 1.")
                }
                sum += value
            }
            guard abs(sum - 1) < 1e-3 else {
                throw Refusal(
                    .badData, "The probabilities of record \(row) add up to \(sum), not to 1.",
                    next: "Give the probability of every class.")
            }
        }
    }

    /// Of two classes, by the probability of the second.
    public init(positive: [Double]) throws {
        try self.init(positive.flatMap { [1 - $0, $0] }, classes: 2)
    }

    @inline(__always)
    subscript(row: Int, label: Int) -> Double { values[row * classes + label] }
}
