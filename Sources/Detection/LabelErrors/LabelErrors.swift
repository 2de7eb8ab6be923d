internal import Learning
internal import Records

/// Which labels are likely to be wrong, by what a model that never saw them says.
///
/// Two rankings are offered, as none finds both kinds of error: *hard to believe* finds errors that could be anyone's, *hard to
/// believe for this group's label* those that fall on one group, where the model has learned them along. What is measured of
/// both is in `Benchmarks/NEIGHBOURS.md`.
public struct LabelErrors: Sendable {
    public let probabilities: ClassProbabilities
    /// The class that each record is labelled as.
    public let labels: [Int]

    /// - Throws: `Refusal` where there are not as many labels as rows, or one is no class.
    public init(_ labels: [Int], _ probabilities: ClassProbabilities) throws {
        guard labels.count == probabilities.count else {
            throw Refusal(
                .badData, "There are \(labels.count) labels for \(probabilities.count) rows of probabilities.",
                next: "Give a label and its probabilities for every record.")
        }
        if let row = labels.firstIndex(where: { !(0..<probabilities.classes).contains($0) }) {
            throw Refusal(
                .badData, "Record \(row) is labelled as class \(labels[row]) of \(probabilities.classes).",
                next: "Number the classes from 0.")
        }
        (self.labels, self.probabilities) = (labels, probabilities)
    }

    var count: Int { labels.count }

    /// The probability of each record's own label.
    public var selfConfidence: [Double] { labels.indices.map { probabilities[$0, labels[$0]] } }

    /// *Hard to believe*: −log p of the given label. Northcutt, Jiang & Chuang 2021, doi:10.1613/jair.1.12125, for the use of
    /// out-of-sample predictions.
    public var losses: [Double] { selfConfidence.map { -Elementary.log($0) } }

    /// (p of the given label − the largest p of another + 1) / 2: 0 where another class is certain.
    public var normalizedMargins: [Double] {
        labels.indices.map { row in
            var other = 0.0
            for label in 0..<probabilities.classes where label != labels[row] {
                other = max(other, probabilities[row, label])
            }
            return (probabilities[row, labels[row]] - other + 1) / 2
        }
    }

    /// *Hard to believe for this group's label*: by how much less the given label is believed than those like it are, in its
    /// class and group, on average. A group whose labels were changed in one direction is believed less as a whole, which
    /// hides each of them from a loss that is the same for all.
    ///
    /// - Parameter groups: each record's group, numbered from 0; nil adjusts by class alone.
    /// - Complexity: O(n).
    public func shortfalls(groups: [Int]? = nil) -> [Double] {
        precondition(groups.map { $0.count == count } ?? true, "a group for every record")
        let own = selfConfidence
        let ofClass = means(own, cell: labels, cells: probabilities.classes, prior: nil)
        guard let groups, let last = groups.max() else { return zip(labels, own).map { ofClass[$0] - $1 } }
        let cells = labels.indices.map { groups[$0] * probabilities.classes + labels[$0] }
        let priors = (0..<(last + 1) * probabilities.classes).map { ofClass[$0 % probabilities.classes] }
        let ofCell = means(own, cell: cells, cells: priors.count, prior: priors)
        return zip(cells, own).map { ofCell[$0] - $1 }
    }

    /// How many records of its class stand behind the mean of a cell, so that one of three records is not its own measure.
    private static let weight = 10.0

    private func means(_ values: [Double], cell: [Int], cells: Int, prior: [Double]?) -> [Double] {
        var sums = [Double](repeating: 0, count: cells)
        var counts = [Double](repeating: 0, count: cells)
        for (value, cell) in zip(values, cell) {
            sums[cell] += value
            counts[cell] += 1
        }
        return (0..<cells).map { cell in
            if let prior { return (sums[cell] + Self.weight * prior[cell]) / (counts[cell] + Self.weight) }
            return counts[cell] == 0 ? 0 : sums[cell] / counts[cell]
        }
    }

    /// Rows by a score, the largest first; ties by row.
    ///
    /// - Complexity: O(n log n).
    public static func ranked(_ scores: [Double]) -> [Int] {
        scores.indices.sorted { scores[$0] != scores[$1] ? scores[$0] > scores[$1] : $0 < $1 }
    }
}
