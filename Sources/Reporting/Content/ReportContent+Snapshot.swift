import Engine
import Fairness
import Journal
import Records

extension ReportContent {
    /// What a project's snapshot shows.
    ///
    /// - Throws: `Refusal` where there are no figures yet, or a named column is none of the report's.
    init(_ snapshot: Snapshot, _ options: Reporting.Options, writtenAt: String) throws {
        guard let evaluation = snapshot.evaluation else {
            throw Refusal(
                .usage, "There are no figures to report yet.",
                next: snapshot.subject.trains ? "Train a model first: lethe train" : "Wait until the audit is done.")
        }
        let report = evaluation.report
        let tool = snapshot.events.last?.object["tool"]
        let version = tool?["version"]?.stringValue.map { "lethe \($0)" } ?? "lethe"
        self.init(
            signature: Signature(
                auditor: snapshot.actor, tool: version, toolDigest: tool?["digest"]?.stringValue, writtenAt: writtenAt),
            system: options.name ?? snapshot.table.fileName, purpose: options.purpose,
            data: DataFacts(snapshot, audited: report.n, knowsTruth: report.overall.knowsTruth), report: report,
            before: evaluation.before,
            comparison: evaluation.comparison)
        let digest = evaluation.digest
        let parent = evaluation.beforeDigest
        if !snapshot.subject.trains {
            if comparison != nil { (beforeName, afterName) = ("the first predictions", "the predictions after") }
        } else {
            model = ModelFacts(snapshot, digest: digest, parent: parent)
            if comparison != nil {
                beforeName = parent.map { "the model \(Spoken.digest($0))" }
                afterName = "the model \(Spoken.digest(digest))"
            }
        }
        accuracy = evaluation.accuracy
        auc = evaluation.auc
        // Save points were measured on all that was held out, and would be read beside figures of a part of it.
        trend = (snapshot.chosen == nil ? snapshot.savePoints : []).map {
            TrendPoint(
                digest: $0.digest, createdAt: $0.createdAt, records: $0.records, removed: $0.removed,
                accuracy: $0.accuracy, auc: $0.auc, isCurrent: $0.isCurrent, report: $0.report)
        }
        removals = Removal.all(in: snapshot)
        incidents = try Incident.all(in: snapshot.events)
        limits = Self.limits(snapshot, evaluation.comparison, model)
        localLaw = try LocalLaw144(snapshot, report, options)
    }

    private static func limits(_ snapshot: Snapshot, _ comparison: Comparison?, _ model: ModelFacts?) -> [String] {
        var limits: [String] = []
        if !snapshot.subject.trains {
            limits.append(
                "The predictions were given in a file; how they were made was not seen, and no model was changed.")
        }
        if let chosen = snapshot.chosen {
            limits.append("The figures are of the records that match the filter '\(chosen.filter)' alone.")
            if chosen.lacksBefore {
                limits.append("The model before is not kept, so no change is shown for these records.")
            }
        }
        if comparison?.isPaired == false {
            limits.append("Before and after were compared by counts that were kept, not record by record.")
        }
        if model?.isApproximate == true {
            limits.append("The model is approximate: within a proven bound of a retrain, not bit-identical to it.")
        }
        if snapshot.runningJob != nil { limits.append("Work was still going on when the report was written.") }
        switch snapshot.chain {
        case .unchecked: limits.append("The journal's chain was not checked since it last changed: lethe verify.")
        case .checked(let verdict): if verdict.exitCode > 2 { limits.append("The journal: \(verdict.sentence)") }
        }
        return limits
    }
}

extension ModelFacts {
    init(_ snapshot: Snapshot, digest: String, parent: String?) {
        let summary = snapshot.models.first { $0.digest == digest }
        let point = snapshot.savePoints.first { $0.digest == digest }
        let isApproximate = summary.map { $0.guarantee != nil && !$0.isIdentical } ?? false
        let promise = summary.flatMap { summary in
            summary.guarantee.map { kind in
                summary.isIdentical ? "identical to a retrain" : "\(kind), ‖w − w*‖₂ ≤ \(summary.bound.scientific)"
            }
        }
        self.init(
            digest: digest, family: summary?.family ?? snapshot.evaluation?.family,
            createdAt: summary?.createdAt ?? point?.createdAt ?? "",
            records: summary?.records ?? point?.records ?? snapshot.counts.training, guarantee: promise,
            isApproximate: isApproximate, parent: parent)
    }
}

extension DataFacts {
    init(_ snapshot: Snapshot, audited: Int, knowsTruth: Bool) {
        let told = knowsTruth ? "truth and prediction" : "a prediction"
        let table = snapshot.table
        let counts = snapshot.counts
        let reading = table.reading
        var preprocessing = [
            "Read as \(reading.format.rawValue), encoding \(reading.encoding.rawValue), compression "
                + "\(reading.compression.rawValue)."
        ]
        preprocessing += table.notices
        let schema = snapshot.schema
        if let target = schema.target { preprocessing.append("The target is \(target.column).") }
        let learned = schema.features + schema.textColumns
        if !learned.isEmpty, snapshot.subject.trains {
            preprocessing.append("Learned from: \(learned.joined(separator: ", ")).")
        }
        if !schema.groups.isEmpty { preprocessing.append("Groups: \(schema.groups.joined(separator: ", ")).") }
        let used = counts.training + counts.selection + counts.test
        let unlabelled = max(0, counts.present - used)
        let others = snapshot.chosen?.others ?? 0
        var exclusions: [Exclusion] =
            !snapshot.subject.holdsOut
            ? [
                .init(counts.forgotten, "removed"),
                .init(
                    max(0, counts.present - audited - others),
                    knowsTruth ? "without truth or prediction" : "without a prediction"),
            ]
            : [
                .init(counts.training, "learned from, so not fit to judge the model"),
                .init(counts.selection, "held out to choose records by, so not fit to judge the model"),
                .init(counts.forgotten, "forgotten"), .init(unlabelled, "without a known target"),
            ]
        var which =
            !snapshot.subject.holdsOut
            ? "every record with \(told)" : "held out from training, never used to choose records"
        if let chosen = snapshot.chosen {
            exclusions.append(.init(others, "not matching the filter '\(chosen.filter)'"))
            which += ", and matching '\(chosen.filter)'"
        }
        self.init(
            source: table.fileName, digest: table.digest, records: counts.records, preprocessing: preprocessing,
            exclusions: exclusions, audited: which)
    }
}
