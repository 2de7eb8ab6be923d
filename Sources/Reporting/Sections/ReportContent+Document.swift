import Engine
import Fairness

extension ReportContent {
    /// The whole report in the order in which a reader asks.
    var document: Document {
        let verdict = Verdict(content: self)
        let sections: [Document.Section?] = [
            systemSection, dataSection, changeSection, metricsSection, scoresSection, trendSection, erasureSection,
            limitsSection, localLawSection, modelCardSection, definitionsSection,
        ]
        return Document(
            title: system,
            subtitle: "\(data.source) · \(report.n.counted("record")) audited · \(Spoken.time(signature.writtenAt))",
            headline: verdict.headline, answers: verdict.answers, sections: sections.compactMap(\.self),
            colophon: [
                "Written by \(signature.tool) for \(signature.auditor), \(Spoken.time(signature.writtenAt)). "
                    + "The same figures are to be had as HTML, Markdown, CSV and JSON.",
                "Every figure was measured on the records named under Data; none was entered by hand.",
            ])
    }
}
