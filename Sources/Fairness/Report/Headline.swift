/// What leads wherever a report is shown: what makes its other figures mean little, then what is known of the gaps, and
/// who is left out of it and why.
///
/// The screen, the command line and every written report take it from here, so all of them open with the same words and
/// the same gap: that of the groups with enough records.
public struct Headline: Codable, Hashable, Sendable {
    /// Something that is to be known before any figure is believed.
    public struct Alert: Codable, Hashable, Sendable {
        /// The gravest first.
        public enum Kind: String, Codable, CaseIterable, Sendable {
            /// The model decides the same for everyone.
            case degenerate
            /// Every record is of one class.
            case constantTruth
            /// Records that it is measured on are copies of records that it was trained on.
            case copies
            /// Always giving the commonest answer would be right more often.
            case belowMajority
            /// A class that occurs is never predicted.
            case classNeverPredicted
            /// No gap of a column has enough records in two groups.
            case insufficientEvidence
        }

        public let kind: Kind
        public let sentence: String

        public init(_ kind: Kind, _ sentence: String) {
            self.kind = kind
            self.sentence = sentence
        }
    }

    /// The gaps that most people ask for of yes and no; every other one has its place in the tables.
    public static let metrics = [
        "demographicParityDifference", "equalOpportunityDifference", "equalizedOddsDifference",
    ]

    /// Those of a report: of several classes, how far apart the groups are in being predicted rightly.
    public static func metrics(of report: FairnessReport) -> [String] {
        report.confusion == nil ? metrics : ["accuracyDifference"]
    }

    public private(set) var alerts: [Alert]
    /// Of several classes: how often they are told apart, and which worst.
    public let summary: String?
    /// Column by column, each of the leading gaps that was measured; none of a model that decides the same for everyone.
    public let findings: [Finding]
    /// The columns of which no gap could be measured, where others could: a sentence, nil where there are none.
    public let unmeasured: String?

    /// - Complexity: O(gaps × groups)
    init(_ report: FairnessReport) {
        let short = report.columns.compactMap { column in Self.insufficient(report, column).map { (column, $0) } }
        let isNothingKnown = short.count == report.columns.count
        let alerts = Self.alerts(report) + (isNothingKnown ? short.map(\.1) : [])
        self.alerts = alerts
        let names = short.map(\.0).joined(separator: ", ")
        unmeasured =
            isNothingKnown || short.isEmpty
            ? nil
            : "Insufficient evidence for every gap by \(names): fewer than two groups have enough records."
        summary = Self.summary(report)
        let isDegenerate = alerts.contains { $0.kind == .degenerate }
        findings = (isDegenerate ? [] : report.columns).flatMap { column in
            Self.metrics(of: report).compactMap { metric in
                report.gap(metric, in: column).flatMap { Finding($0, in: report) }
            }
        }
    }

    /// Alerts, then what is known.
    public var sentences: [String] { alerts.map(\.sentence) + known }

    /// What is known, without the alerts.
    public var known: [String] {
        [summary].compactMap(\.self) + findings.map(\.sentence) + [unmeasured].compactMap(\.self)
    }

    /// "Of 3 classes 0.642 of 120 records are predicted rightly; …"; nil where there are no classes.
    private static func summary(_ report: FairnessReport) -> String? {
        guard let confusion = report.confusion?.first, let accuracy = report.overall.metrics["accuracy"],
            let value = accuracy.value
        else { return nil }
        func recall(_ part: String) -> Double? {
            (report.figures ?? []).first {
                $0.metric == "classRecall" && $0.part == part && $0.column == nil && $0.stratum == nil
            }?.value
        }
        let interval = accuracy.interval.map { " [\(decimals($0.lower)), \(decimals($0.upper))]" } ?? ""
        let worst = confusion.classes.compactMap { name in recall("class \(name)").map { (name, $0) } }
            .min { $0.1 < $1.1 }
        let parts = [
            recall("macro").map { "macro recall \(decimals($0))" },
            worst.map { "worst class '\($0.0)', of which \(decimals($0.1)) are found" },
        ].compactMap(\.self)
        let right =
            accuracy.weights == nil ? "\(accuracy.numerator) of \(accuracy.denominator) records" : "of the weight"
        return "Accuracy over \(confusion.classes.count) classes is \(decimals(value))\(interval), \(right)"
            + parts.map { "; \($0)" }.joined() + "."
    }

    /// Adds what the report itself can't know, where it belongs among the others.
    mutating func add(_ alert: Alert) {
        let order = Alert.Kind.allCases
        func rank(_ alert: Alert) -> Int { order.firstIndex(of: alert.kind) ?? order.count }
        alerts.insert(alert, at: alerts.firstIndex { rank($0) > rank(alert) } ?? alerts.count)
    }
}

extension FairnessReport {
    /// What leads; of reports of earlier versions too.
    public var leading: Headline { headline ?? Headline(self) }

    /// Puts an alert that records and predictions don't show in front.
    public mutating func add(_ alert: Headline.Alert) {
        var headline = leading
        let known = headline.sentences
        headline.add(alert)
        if verdicts.starts(with: known) { verdicts.removeFirst(known.count) }
        verdicts = headline.sentences + verdicts
        self.headline = headline
    }

    /// The columns of the report, each once.
    public var columns: [String] {
        var seen: Set<String> = []
        return groups.filter { $0.stratum == nil }.map(\.column).filter { seen.insert($0).inserted }
    }
}
