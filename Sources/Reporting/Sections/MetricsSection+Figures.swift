import Engine
import Fairness

/// What is neither a rate nor a gap, control columns, and the definitions of everything that was measured.
extension ReportContent {
    /// A table for each chapter of the catalogue.
    var figureBlocks: [Block] {
        let figures = report.figures ?? []
        return MetricDescription.Kind.allCases.compactMap { kind in
            let own = Catalogue.all.filter { $0.kind == kind }
            let parts: [TableBlock.Part] = own.compactMap { metric in
                let rows = figures.filter { $0.metric == metric.id }.map(Self.row)
                guard !rows.isEmpty else { return nil }
                let convention = metric.convention.map { " Convention: \($0)." } ?? ""
                return TableBlock.Part(
                    title: MetricName.capitalized(metric.id), note: "\(metric.definition).\(convention)", rows: rows)
            }
            guard !parts.isEmpty else { return nil }
            let table = TableBlock(
                "Figures: \(kind.words)",
                [
                    .text("Of"), .number("Value"), .number("Of what"), .number("95 % interval"), .text("Interval by"),
                    .text("By chance"), .text("Verdict"),
                ], parts: parts)
            return .folded(kind.words.prefix(1).uppercased() + kind.words.dropFirst(), isOpen: false, [.table(table)])
        }
    }

    /// "0.021", "p 0.310": what chance gives, and a test of the value.
    private static func beside(_ figure: Figure) -> String {
        let parts = [figure.byChance.map { Spoken.number($0) }, figure.test.map { "p \(Spoken.p($0.p)) (\($0.name))" }]
            .compactMap(\.self)
        return parts.isEmpty ? Spoken.none : parts.joined(separator: ", ")
    }

    private static func row(_ figure: Figure) -> [TableBlock.Cell] {
        let group = [figure.column, figure.group].compactMap(\.self).joined(separator: " ")
        let against = figure.reference.map { "against \($0)" }
        let stratum = figure.stratum.map { "within \($0.column) \($0.value)" }
        let name = [group.isEmpty ? "all records" : group, against, figure.part, stratum].compactMap(\.self)
        let fraction = figure.denominator.map { "\(Spoken.amount(figure.numerator))/\(Spoken.amount($0))" }
        let left = figure.leftOut.map { "\($0.group): \($0.reason)" }
        let why = [figure.undefined].compactMap(\.self) + left
        let verdict: TableBlock.Cell =
            figure.verdict == Gap.measured
            ? .init(figure.verdict, .muted)
            : .init(figure.verdict + (why.isEmpty ? "" : " (\(why.joined(separator: "; ")))"), .caution)
        return [
            .init(name.joined(separator: ", ")), .init(Spoken.number(figure.value, digits: 4)),
            .init(fraction ?? Spoken.none), .init(Spoken.interval(figure.interval)),
            .init(figure.intervalMethod ?? figure.noInterval.map { "none: \($0)" } ?? Spoken.none),
            .init(Self.beside(figure)), verdict,
        ]
    }

    /// Gaps within every group of the control columns.
    var strataBlocks: [Block] {
        guard let strata = report.strata, !strata.isEmpty else { return [] }
        let parts = strata.map { stratum in
            TableBlock.Part(
                title: "\(stratum.stratum.column): \(stratum.stratum.value)",
                note: stratum.n.counted("record"),
                rows: stratum.gaps.filter { $0.kind == .maxMin }.map { gap in
                    [
                        .init("\(MetricName.capitalized(gap.metric)) by \(gap.column)"),
                        .init(Spoken.number(gap.value)),
                        .init(gap.highest ?? Spoken.none), .init(gap.lowest ?? Spoken.none),
                        .init(Spoken.p(gap.decisiveP)),
                        gap.verdict == Gap.measured ? .init(gap.verdict, .muted) : .init(gap.verdict, .caution),
                    ]
                })
        }
        let table = TableBlock(
            "Gaps within control groups, comparing like with like",
            [.text("Gap"), .number("Value"), .text("Highest"), .text("Lowest"), .number("p"), .text("Verdict")],
            parts: parts)
        return [.folded("Within control groups", isOpen: false, [.table(table)])]
    }

    /// What every metric of the report means, and where it comes from.
    var definitionsSection: Document.Section {
        let used = Set(
            Metric.all.map(\.id) + report.gaps.map(\.metric) + (report.figures ?? []).map(\.metric)
                + (comparison?.scores ?? []).map(\.metric) + (comparison?.composites ?? []).map(\.metric))
        let parts: [TableBlock.Part] = MetricDescription.Kind.allCases.compactMap { kind in
            let rows: [[TableBlock.Cell]] = Catalogue.all.filter { $0.kind == kind && used.contains($0.id) }.map {
                let notes = [$0.convention, $0.edgeCases, $0.source].compactMap(\.self).filter { !$0.isEmpty }
                return [
                    .init("\(MetricName.capitalized($0.id)) (\($0.id))"), .init($0.definition), .init($0.denominator),
                    .init($0.direction.words), .init(notes.joined(separator: " ")),
                ]
            }
            return rows.isEmpty ? nil : TableBlock.Part(title: kind.words, rows: rows)
        }
        let table = TableBlock(
            "Definitions, conventions and sources",
            [.text("Metric"), .text("Formula"), .text("Needs"), .text("Better"), .text("Convention, edges, source")],
            parts: parts)
        return Document.Section(id: "definitions", title: "Definitions", blocks: [.table(table)])
    }
}

extension MetricDescription.Kind {
    var words: String {
        switch self {
        case .data: "of the data"
        case .rate: "rates"
        case .gap: "gaps between groups"
        case .inequality: "inequality"
        case .score: "of scores"
        case .individual: "of similar individuals"
        case .counterfactual: "counterfactual"
        case .classes: "of several classes"
        case .regression: "of numbers"
        }
    }
}

extension MetricDescription.Direction {
    var words: String {
        switch self {
        case .higher: "higher"
        case .lower: "lower"
        case .nearZero: "near 0"
        case .nearOne: "near 1"
        case .neither: "depends on what a positive decision means"
        }
    }
}
