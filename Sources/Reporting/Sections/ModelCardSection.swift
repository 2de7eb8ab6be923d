import Engine
import Fairness

/// A model card: the report's facts under the headings of Mitchell et al.
extension ReportContent {
    var modelCardSection: Document.Section {
        let details = model.map {
            "\($0.family ?? "A model of unstated kind"), digest \(Spoken.digest($0.digest)), published "
                + "\(Spoken.time($0.createdAt))"
        }
        let training = model.map { "\($0.records.counted("record")); digests stand under System and audit." }
        let factors = columns.map { column in "\(column) (\(groups(of: column).count.counted("group")))" }
        let performance = [
            accuracy.map { "accuracy \(Spoken.number($0))" }, auc.map { "AUC \(Spoken.number($0))" },
        ].compactMap(\.self)
        return Document.Section(
            id: "model-card", title: "Model card",
            blocks: [
                .paragraph("The headings are those of Mitchell et al. 2019, doi:10.1145/3287560.3287596."),
                .facts([
                    ("Model details", details ?? "Not seen: only its predictions were audited."),
                    ("Intended use", purpose ?? "Not stated by whoever wrote this report."),
                    ("Factors", factors.isEmpty ? "None: there is no group column." : Spoken.list(factors) + "."),
                    (
                        "Metrics",
                        "Rates within groups, gaps between them and, where there are scores, ranking and calibration; "
                            + "all under Every metric."
                    ),
                    ("Evaluation data", "\(report.n.counted("record")) of \(data.source): \(data.audited)."),
                    ("Training data", training ?? "Not known to the audit."),
                    (
                        "Quantitative analyses",
                        performance.isEmpty
                            ? "By group and intersection, in the sections above."
                            : "Of all records \(Spoken.list(performance)); by group in the sections above."
                    ),
                    (
                        "Ethical considerations",
                        removals.isEmpty
                            ? "Sensitive columns were used to audit. No records were removed."
                            : "Sensitive columns were used to audit. Removals and erasure describes "
                                + "\(removals.count.counted("removal"))."
                    ),
                    ("Caveats and recommendations", "See Failed runs, overrides and limits."),
                ]),
            ])
    }
}
