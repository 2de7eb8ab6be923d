import Engine
import Fairness

/// What a reader asks first: what is so, how sure that is, and who is harmed.
struct Verdict {
    /// The gaps that stand at the front; every other one has its place in the tables.
    static let leading = Headline.metrics

    let content: ReportContent

    /// What makes the other figures mean little comes first, then what changed or what is known.
    var headline: String {
        let leading = content.report.leading
        let alerts = leading.alerts.map(\.sentence) + [leading.summary].compactMap(\.self)
        let isEnough = !leading.alerts.isEmpty && content.comparison == nil
        return (alerts + (isEnough ? [] : [substance])).joined(separator: " ")
    }

    private var substance: String {
        guard let comparison = content.comparison else { return standing }
        let moved = comparison.gaps.filter { Self.leading.contains($0.metric) && $0.isOfAllGroups }
        let turned = moved.count { Self.isTurned($0) }
        let wider = moved.count { !Self.isTurned($0) && Self.isWider($0) }
        let narrower = moved.count - wider - turned
        let harmed = comparison.others.count
        let gaps =
            moved.isEmpty
            ? "No leading gap between groups clearly changed"
            : "Of the leading gaps, "
                + Spoken.list(
                    Self.parts(narrower, "clearly narrowed", wider, "clearly widened")
                        + (turned > 0 ? ["\(turned) clearly turned round"] : []))
        if comparison.knowsTruth == false { return "\(gaps); harm is not measured, for nothing says what was true." }
        let harm =
            harmed == 0
            ? "no group is clearly worse off"
            : "\(harmed.counted("rate")) clearly worsened"
                + ((comparison.targets ?? []).isEmpty ? "" : " for groups that were not the target")
        return "\(gaps), and \(harm)."
    }

    var answers: [Document.Answer] {
        [
            .init(
                question: content.comparison == nil ? "What was found" : "What changed", tone: .plain, sentences: what),
            .init(question: "How sure that is", tone: isSure ? .plain : .caution, sentences: certainty),
            .init(question: "Who is harmed", tone: isHarm ? .harm : .plain, sentences: harm),
        ]
    }

    private static func parts(_ a: Int, _ first: String, _ b: Int, _ second: String) -> [String] {
        [(a, first), (b, second)].filter { $0.0 > 0 }.map { "\($0.0.grouped) \($0.1)" }
    }

    /// A difference is wider when it is farther from 0, a ratio when it is farther from 1.
    static func isWider(_ row: Comparison.GapRow) -> Bool {
        guard let before = row.before, let after = row.after else { return false }
        let isRatio = MetricName.description(row.metric)?.direction == .nearOne
        return isRatio ? abs(after - 1) > abs(before - 1) : abs(after) > abs(before)
    }

    /// Whether the groups of the pair changed places, so that the gap is the other way round.
    static func isTurned(_ row: Comparison.GapRow) -> Bool {
        guard let before = row.before, let after = row.after else { return false }
        let isRatio = MetricName.description(row.metric)?.direction == .nearOne
        return isRatio ? (after - 1) * (before - 1) < 0 : after * before < 0
    }

    /// "wider", "narrower" or "turned round: the groups changed places"
    static func movement(_ row: Comparison.GapRow) -> String {
        if isTurned(row) { return "turned round: the groups changed places" }
        return isWider(row) ? "wider" : "narrower"
    }

    private var leadingGaps: [Gap] {
        content.columns.flatMap { column in
            content.widestGaps(of: column).filter { Headline.metrics(of: content.report).contains($0.metric) }
        }
    }

    private var findings: [Headline.Finding] { content.report.leading.findings }

    /// Without a comparison: what is known of the first gap of every column.
    private var standing: String {
        let known = content.columns.compactMap { column in
            findings.first { $0.column == column && $0.widest != nil }
        }
        let unclear = insufficient.count
        if !known.isEmpty {
            let rest =
                unclear == 0
                ? "" : " For \(unclear) of \(leadingGaps.count.counted("leading gap")) there is insufficient evidence."
            return known.map(\.sentence).joined(separator: " ") + rest
        }
        if leadingGaps.isEmpty {
            return content.columns.isEmpty
                ? "No gap between groups could be measured: there is no group column."
                : "No gap between groups could be measured."
        }
        return "Insufficient evidence for \(leadingGaps.count.grouped) of "
            + "\(leadingGaps.count.counted("leading gap")) between groups."
    }

    private var what: [String] {
        if let comparison = content.comparison {
            return comparison.gaps.filter { Self.leading.contains($0.metric) }.map(Self.sentence)
                + (comparison.knowsTruth == false ? [] : [Self.accuracy(comparison.accuracy)])
                + [
                    "After: " + standing.prefix(1).lowercased() + standing.dropFirst()
                ]
        }
        return content.report.leading.known
    }

    static func sentence(_ row: Comparison.GapRow) -> String {
        let rate = row.followedRate.map { ", in \($0)" } ?? ""
        let name = "\(MetricName.capitalized(row.metric)) by \(row.column)\(rate)"
        if let insufficient = row.insufficient { return "\(name): insufficient evidence (\(insufficient))." }
        let values = "\(Spoken.number(row.before)) before, \(Spoken.number(row.after)) after"
        guard row.isClear else { return "\(name): \(values); no clear change." }
        let pair = row.pair.isEmpty ? "" : " between \(Spoken.list(row.pair))"
        let scope =
            row.isOfAllGroups || row.pair.isEmpty
            ? "" : " That is of these two groups; over all of them it is not clear."
        return "\(name)\(pair): \(values); clearly \(movement(row)), a change of "
            + "\(Spoken.signed(row.difference)) \(Spoken.interval(row.interval, signed: true)).\(scope)"
    }

    private static func accuracy(_ change: Change) -> String {
        let values = "\(Spoken.number(change.before.value)) before, \(Spoken.number(change.after.value)) after"
        return "Accuracy of all records: \(values); "
            + (change.isClear ? "a clear change of \(Spoken.signed(change.difference))." : "no clear change.")
    }

    private var insufficient: [Gap] { leadingGaps.filter { $0.verdict != Gap.measured } }
    private var isSure: Bool { insufficient.isEmpty && content.limits.isEmpty }
    private var isHarm: Bool { !(content.comparison?.harmed ?? []).isEmpty }

    private var certainty: [String] {
        var sentences = ["\(content.report.n.counted("record")) were audited; intervals are at 95 %."]
        if let comparison = content.comparison {
            let way =
                comparison.isPaired == false
                ? "Two sets of counts were compared, not record by record, so small changes can't be seen."
                : "The same records were compared one by one; a change is called clear only where the interval "
                    + "excludes 0 and the exact or permutation test agrees in view of all that was tested."
            sentences += [way, "\(comparison.family.counted("hypothesis", "hypotheses")) were tested in all."]
        } else if let family = content.report.gaps.lazy.compactMap(\.adjusted).first {
            sentences.append(
                "\(family.family.counted("test")) were made; p-values are adjusted for that (\(family.method.words)).")
        }
        let missing = insufficient
        if !missing.isEmpty {
            var seen: Set<String> = []
            let groups = missing.flatMap { gap in gap.leftOut.map { "\(gap.column) \($0.group)" } }
                .filter { seen.insert($0).inserted }
            let named = groups.isEmpty ? "" : " (\(Spoken.list(groups)))"
            sentences.append(
                "Insufficient evidence for \(missing.count.counted("leading gap")): a group has fewer than "
                    + "\(content.report.minimumDenominator.grouped) records in the denominator\(named).")
        }
        if content.model?.isApproximate == true {
            sentences.append("The model after is approximate: close to a retrain within a proven bound, not identical.")
        }
        return sentences
    }

    /// Why nobody is said to be harmed where decisions alone are compared.
    static let untold = "Nothing says what was true, so a change of a selection rate is neither better nor worse."

    private var harm: [String] {
        guard let comparison = content.comparison else {
            return ["One model alone was audited, so nobody's change is known."] + worst
        }
        if comparison.knowsTruth == false { return [Self.untold] }
        let others = comparison.others
        let targets = comparison.harmed.filter(comparison.isTarget)
        if others.isEmpty, targets.isEmpty {
            return ["No rate of any group clearly became worse, among \(comparison.rows.count.grouped) compared."]
        }
        return (others + targets).map { harm in
            "\(comparison.name(harm)): \(MetricName.title(harm.metric)) \(Spoken.signed(harm.difference))."
        }
    }

    /// Whom the model finds least, and wrongly accuses most.
    private var worst: [String] {
        content.columns.compactMap { column in
            let gap = content.report.gap("equalOpportunityDifference", in: column)
            guard let gap, gap.verdict == Gap.measured, gap.isBeyondChance, let lowest = gap.lowest else { return nil }
            return "By \(column), the true positives of \(lowest) are found least."
        }
    }
}

extension Comparison {
    /// Harm to groups that the change was not made for; without a declared target, all of it.
    var others: [Harm] { harmed.filter { !isTarget($0) } }

    /// Whether the change was made for the group that is harmed.
    func isTarget(_ harm: Harm) -> Bool {
        harm.isTarget ?? (targets ?? []).contains { $0.column == harm.column && $0.group == harm.group }
    }

    /// "race Avar, not the target"
    func name(_ harm: Harm) -> String {
        let role = (targets ?? []).isEmpty ? "" : isTarget(harm) ? ", the target" : ", not the target"
        return "\(harm.column) \(harm.group)\(role)"
    }
}

extension Gap {
    /// The p-value to go by.
    var decisiveP: Double? { adjusted?.p ?? p }
    var isBeyondChance: Bool { decisiveP.map { $0 < 0.05 } ?? false }

    /// "More than chance makes (adjusted p 0.002)"
    var judgement: String {
        if verdict != Self.measured { return "Insufficient evidence" }
        guard let p = decisiveP else { return "No test" }
        let expected = byChance.map { ", by chance \(Spoken.number($0))" } ?? ""
        return (isBeyondChance ? "More than chance makes" : "No more than chance makes")
            + " (\(adjusted == nil ? "" : "adjusted ")p \(Spoken.p(p))\(expected))"
    }
}

extension Int {
    /// "1 hypothesis", "18 hypotheses"
    func counted(_ one: String, _ many: String) -> String { "\(grouped) \(self == 1 ? one : many)" }
}
