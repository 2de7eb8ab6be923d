/// Confident learning (Northcutt, Jiang & Chuang 2021, doi:10.1613/jair.1.12125): how many records of each given class are of
/// each true one, and which they most likely are.
///
/// A record counts as truly of a class whose probability is at least the mean that records labelled so have of it; of several
/// such the most probable. Follows `cleanlab` 2.9 (`find_label_issues`), so that its figures can be compared; records that tie
/// go by row.
public struct ConfidentLearning: Sendable {
    /// By what the found records are ordered, the worst first.
    public enum Order: Sendable { case selfConfidence, normalizedMargin }

    private let errors: LabelErrors
    /// The mean probability of a class among records labelled so; above 1 for a class that none is.
    public let thresholds: [Double]
    /// Counts of given class (row) by true class (column), scaled to the given ones.
    public let joint: [[Int]]

    private static let slack = 1e-6

    /// - Complexity: O(n · classes).
    public init(_ errors: LabelErrors) {
        self.errors = errors
        let (labels, probabilities) = (errors.labels, errors.probabilities)
        let classes = probabilities.classes
        var sums = [Double](repeating: 0, count: classes)
        var counts = [Int](repeating: 0, count: classes)
        for (row, label) in labels.enumerated() {
            sums[label] += probabilities[row, label]
            counts[label] += 1
        }
        let thresholds = (0..<classes).map { counts[$0] == 0 ? 2 : max(2 * Self.slack, sums[$0] / Double(counts[$0])) }
        var joint = [[Int]](repeating: [Int](repeating: 0, count: classes), count: classes)
        for (row, label) in labels.enumerated() {
            var confident: Int?
            var likeliest = 0
            var isAmbiguous = false
            for other in 0..<classes {
                if probabilities[row, other] > probabilities[row, likeliest] { likeliest = other }
                if probabilities[row, other] >= thresholds[other] - Self.slack {
                    isAmbiguous = confident != nil
                    confident = confident ?? other
                }
            }
            if let confident { joint[label][isAmbiguous ? likeliest : confident] += 1 }
        }
        for label in 0..<classes { joint[label][label] = max(1, joint[label][label]) }
        self.thresholds = thresholds
        self.joint = Self.calibrated(joint, counts)
    }

    /// Every row of the counts scaled to as many records as are labelled so.
    private static func calibrated(_ joint: [[Int]], _ counts: [Int]) -> [[Int]] {
        zip(joint, counts).map { row, count in
            let sum = Double(max(1, row.reduce(0, +)))
            return WholeCounts.rounded(row.map { Double($0) / sum * Double(count) })
        }
    }

    /// The records that are pruned by noise rate: of each given and true class as many as are counted, those with the largest
    /// margin between the two; without those whose own class is the likeliest after all.
    ///
    /// - Complexity: O(n log n) for each pair of classes with errors.
    public func rows(by order: Order = .selfConfidence) -> [Int] {
        let (labels, probabilities) = (errors.labels, errors.probabilities)
        let prunes = pruneCounts
        var members = [[Int]](repeating: [], count: probabilities.classes)
        for (row, label) in labels.enumerated() { members[label].append(row) }
        var isFound = [Bool](repeating: false, count: labels.count)
        for given in 0..<probabilities.classes where members[given].count > 1 {
            for truth in 0..<probabilities.classes where truth != given && prunes[given][truth] > 0 {
                let margins = members[given].map { probabilities[$0, truth] - probabilities[$0, given] }
                for place in LabelErrors.ranked(margins).prefix(prunes[given][truth]) {
                    isFound[members[given][place]] = true
                }
            }
        }
        let rows = labels.indices.filter { isFound[$0] && !isLikeliest(labels[$0], row: $0) }
        let scores = order == .selfConfidence ? errors.selfConfidence : errors.normalizedMargins
        return rows.sorted { scores[$0] != scores[$1] ? scores[$0] < scores[$1] : $0 < $1 }
    }

    private func isLikeliest(_ label: Int, row: Int) -> Bool {
        let own = errors.probabilities[row, label] + Self.slack
        for other in 0..<errors.probabilities.classes where other != label {
            let value = errors.probabilities[row, other]
            if value > own || (value == own && other < label) { return false }
        }
        return true
    }

    /// How many records to take, by given class (row) and true class (column): as counted, with at least one record left to
    /// each true class; what that adds is taken evenly from its others.
    private var pruneCounts: [[Int]] {
        let classes = joint.count
        var prunes = [[Int]](repeating: [Int](repeating: 0, count: classes), count: classes)
        // cleanlab keeps this matrix transposed: its column is a given class here as there.
        var matrix = [[Double]](repeating: [Double](repeating: 0, count: classes), count: classes)
        for given in 0..<classes {
            let column = joint[given]
            let added = Double(max(column[given], 1) - column[given])
            let others = Double(max(1, column.count { $0 != 0 } - 1))
            for truth in 0..<classes {
                matrix[truth][given] =
                    truth == given
                    ? Double(max(column[given], 1)) : max(0, Double(column[truth]) - added / others)
            }
        }
        for truth in 0..<classes {
            for (given, count) in WholeCounts.rounded(matrix[truth]).enumerated() { prunes[given][truth] = count }
        }
        return prunes
    }
}
