import Records

extension AuditInput {
    /// The most groups that a column may have: beyond, it is no grouping of people but an identifier or a number.
    public static let mostGroups = 50

    /// The input, where an audit of it means something.
    ///
    /// - Throws: `Refusal` naming the column, record and value that are wrong, and what to do.
    /// - Complexity: O(n × columns)
    @discardableResult
    public func checked() throws -> AuditInput {
        guard outcomes.count > 0 else {
            throw Refusal(.badData, "There are no records to audit.", next: "Choose a file, or a filter, with records.")
        }
        try checkLengths()
        try checkScores()
        try checkWeights()
        for grouping in groupings + controls { try check(grouping) }
        try settings.checked(groupings)
        return self
    }

    private func checkLengths() throws {
        let lengths =
            groupings.map { ("column '\($0.column)'", $0.count) }
            + controls.map { ("control column '\($0.column)'", $0.count) }
            + marks.map { ("mark '\($0.metric)'", $0.holds.count) }
            + [
                classes.map { ("classes", $0.truth.count) }, numbers.map { ("numbers", $0.truth.count) },
                features.map { ("features", $0.values.count / $0.width) },
            ].compactMap(\.self)
        for (what, count) in lengths where count != outcomes.count {
            throw Refusal(
                .badData, "The \(what) has \(count) records, but there are \(outcomes.count) outcomes.",
                next: "Give one value a record, in the same order.")
        }
        if let classes {
            for (i, code) in (classes.truth + classes.prediction).enumerated()
            where !classes.names.indices.contains(code) {
                throw Refusal(
                    .badData, "Record \(i % outcomes.count + 1) has class number \(code) of \(classes.names.count).",
                    next: "Name every class that occurs.")
            }
        }
    }

    private func checkScores() throws {
        let column = names.score.map { "column '\($0)'" } ?? "the scores"
        for (i, score) in (outcomes.score ?? []).enumerated() where !score.isFinite {
            throw Refusal(
                .badData, "Record \(i + 1) of \(column) has the score \(score), which is no number.",
                next: "Give a number for every record, or leave the scores out.")
        }
    }

    private func checkWeights() throws {
        guard let weights = outcomes.weight else { return }
        let column = names.weight.map { "column '\($0)'" } ?? "the weights"
        for (i, weight) in weights.enumerated() where !(weight >= 0 && weight.isFinite) {
            throw Refusal(
                .badData, "Record \(i + 1) of \(column) has the weight \(weight), which is not a number of at least 0.",
                next: "Give every record a weight of 0 or more, or leave the weights out.")
        }
        guard weights.contains(where: { $0 > 0 }) else {
            throw Refusal(
                .badData, "Every weight of \(column) is 0.", next: "Give some records a weight above 0.")
        }
    }

    private func check(_ grouping: Grouping) throws {
        if grouping.values.isEmpty {
            throw Refusal(
                .badData, "Column '\(grouping.column)' has no value in any of the \(grouping.count) records.",
                next: "Choose a column that says which group a record is of.")
        }
        if grouping.values.count > Self.mostGroups {
            throw Refusal(
                .badData,
                "Column '\(grouping.column)' has \(grouping.values.count) different values; at most \(Self.mostGroups) "
                    + "groups can be compared.",
                next: "Choose a column of groups, or make bands of its values first.")
        }
    }
}

extension AuditSettings {
    /// - Throws: `Refusal` for a number out of range, and for a column, group or metric that doesn't occur.
    func checked(_ groupings: [Grouping]) throws {
        let numbers = [
            ("minimum denominator", minimumDenominator), ("number of bins", bins),
            ("number of resamples", resamples), ("number of permutations", permutations),
        ]
        for (what, number) in numbers where number <= 0 {
            throw Refusal(.usage, "The \(what) is \(number).", next: "Give a whole number of at least 1.")
        }
        if let threshold, !threshold.isFinite {
            throw Refusal(
                .usage, "The threshold is \(threshold), which is no number.",
                next: "Give a score from which a record is predicted positive.")
        }
        for id in declared { _ = try GapMetric.named(id) }
        for (column, group) in references.sorted(by: { $0.key < $1.key }) {
            guard let grouping = groupings.first(where: { $0.column == column }) else {
                throw Refusal.unknown("audited column", column, among: groupings.map(\.column))
            }
            _ = try grouping.code(of: group)
        }
    }
}

extension Outcomes {
    /// Outcomes of arrays from outside.
    ///
    /// - Throws: `Refusal` where the arrays are not of one length.
    public static func checked(
        truth: [Bool], prediction: [Bool], score: [Double]? = nil, weight: [Double]? = nil
    ) throws -> Outcomes {
        let lengths = [("predictions", prediction.count), ("scores", score?.count), ("weights", weight?.count)]
        for case let (what, count?) in lengths where count != truth.count {
            throw Refusal(
                .badData, "There are \(count) \(what) for \(truth.count) true labels.",
                next: "Give one value a record, in the same order.")
        }
        return Outcomes(truth: truth, prediction: prediction, score: score, weight: weight)
    }
}
