/// How often each of several classes was taken for each: the confusion matrix.
public struct ClassConfusion: Codable, Hashable, Sendable {
    /// Empty for all records.
    public let column: String
    /// "all" for all records.
    public let group: String
    /// By their UTF-8 bytes.
    public let classes: [String]
    /// In records: a row for every true class, a number for every predicted one.
    public let counts: [[Int]]

    /// Of all records, then of every group of every column.
    ///
    /// - Complexity: O(n × columns)
    static func all(_ classes: ClassOutcomes, _ groupings: [Grouping]) -> [ClassConfusion] {
        let whole = counts(classes, Array(repeating: 0, count: classes.truth.count), groups: 1)[0]
        return [ClassConfusion(column: "", group: "all", classes: classes.names, counts: whole)]
            + groupings.flatMap { grouping in
                zip(grouping.values, counts(classes, grouping.codes, groups: grouping.values.count)).map {
                    ClassConfusion(column: grouping.column, group: $0, classes: classes.names, counts: $1)
                }
            }
    }

    private static func counts(_ classes: ClassOutcomes, _ codes: [Int], groups: Int) -> [[[Int]]] {
        let none = Array(repeating: Array(repeating: 0, count: classes.names.count), count: classes.names.count)
        var counts = Array(repeating: none, count: groups)
        for (row, code) in codes.enumerated() where code >= 0 {
            counts[code][classes.truth[row]][classes.prediction[row]] += 1
        }
        return counts
    }

    /// How many records are of each class.
    var trueCounts: [Int] { counts.map { $0.reduce(0, +) } }

    /// How many records were taken for each class.
    var predictedCounts: [Int] { classes.indices.map { place in counts.reduce(0) { $0 + $1[place] } } }
}
