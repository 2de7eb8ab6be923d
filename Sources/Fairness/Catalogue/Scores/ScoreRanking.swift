/// The scores of all records and of every group, sorted once for every metric that needs them.
struct ScoreRanking: Sendable {
    struct Group: Sendable {
        let name: String
        let scores: ScoreDistribution
    }

    struct Column: Sendable {
        let name: String
        /// The records whose group is known.
        let known: ScoreDistribution
        let groups: [Group]
    }

    let overall: ScoreDistribution
    let columns: [Column]

    /// Nil without scores, or where one is not a finite number.
    ///
    /// - Complexity: O(n log n + n × columns)
    init?(_ input: AuditInput) {
        guard let scores = input.outcomes.score, scores.allSatisfy(\.isFinite) else { return nil }
        let order = Self.ascending(scores)
        let outcomes = input.outcomes
        let weights = outcomes.unequalWeights
        func weight(_ row: Int) -> Double { weights?[row] ?? 1 }
        var all = ScoreDistribution()
        for row in order { all.add(scores[row], isPositive: outcomes.truth[row], weight: weight(row)) }
        overall = all
        columns = input.groupings.map { grouping in
            let isComplete = grouping.unknown == 0
            var known = ScoreDistribution()
            var groups = Array(repeating: ScoreDistribution(), count: grouping.values.count)
            for row in order {
                let code = grouping.codes[row]
                guard code >= 0 else { continue }
                if !isComplete { known.add(scores[row], isPositive: outcomes.truth[row], weight: weight(row)) }
                groups[code].add(scores[row], isPositive: outcomes.truth[row], weight: weight(row))
            }
            return Column(
                name: grouping.column, known: isComplete ? all : known,
                groups: zip(grouping.values, groups).map(Group.init))
        }
    }

    /// The rows in the order of their scores, equal ones in the order of the rows.
    private static func ascending(_ scores: [Double]) -> [Int] {
        struct Entry {
            let score: Double
            let row: Int
        }
        var entries = scores.enumerated().map { Entry(score: $1, row: $0) }
        entries.sort { $0.score != $1.score ? $0.score < $1.score : $0.row < $1.row }
        return entries.map(\.row)
    }
}

extension AuditInput {
    /// The same input with its scores sorted, so that no metric has to.
    var ranked: AuditInput {
        var result = self
        result.ranking = ScoreRanking(self)
        return result
    }

    /// What `ranked` has kept, or a new one.
    var scoreRanking: ScoreRanking? { ranking ?? ScoreRanking(self) }
}
