extension FairnessReport {
    /// Adds the four-fifths figures, and every gap's p-value in view of the family that it belongs to.
    ///
    /// Gap metrics in `settings.declared` are Holm's family; all other tests, those within strata too, are a scan and
    /// Benjamini & Hochberg's. A gap with too little evidence is in neither.
    ///
    /// - Complexity: O(t log t) for t tests.
    mutating func test(_ input: AuditInput) {
        fourFifths = input.columns.flatMap(FourFifths.all)
        adjust(declared: input.settings.declared)
    }

    private mutating func adjust(declared: [String]) {
        var (declaredFamily, scan) = (Family(.holm), Family(.benjaminiHochberg))
        // What a declared gap asks is declared, by whichever name: a rate's gap is that of its complement.
        let questions = Set(GapMetric.all.filter { declared.contains($0.id) }.map(\.hypothesis))
        func isDeclared(_ gap: Gap) -> Bool {
            GapMetric.all.first { $0.id == gap.metric }.map { questions.contains($0.hypothesis) } ?? false
        }
        for gap in gaps + (strata ?? []).flatMap(\.gaps) {
            guard let p = gap.testedP, let hypothesis = gap.hypothesis else { continue }
            if isDeclared(gap) {
                declaredFamily.add(hypothesis, p: p)
            } else {
                scan.add(hypothesis, p: p)
            }
        }
        let (ofDeclared, ofScan) = (declaredFamily.adjusted, scan.adjusted)
        func adjusted(_ gap: Gap) -> Gap {
            var gap = gap
            let family = isDeclared(gap) ? ofDeclared : ofScan
            gap.adjusted = gap.testedP == nil ? nil : gap.hypothesis.flatMap { family[$0] }
            return gap
        }
        let said = gaps.map(\.sentence)
        gaps = gaps.map(adjusted)
        let adjustedSentences = Dictionary(zip(said, gaps.map(\.sentence))) { first, _ in first }
        verdicts = verdicts.map { adjustedSentences[$0] ?? $0 }
        strata = strata?.map { stratum in
            var stratum = stratum
            stratum.gaps = stratum.gaps.map(adjusted)
            return stratum
        }
    }
}

extension Gap {
    /// The p-value, where there is enough evidence for it to count.
    fileprivate var testedP: Double? { verdict == Self.measured ? p : nil }

    /// What the test asks, in words that are equal for a rate and its complement, and for a gap over two groups and
    /// that of the one against the other.
    fileprivate var hypothesis: String? {
        guard let metric = GapMetric.all.first(where: { $0.id == metric }) else { return nil }
        let within = stratum.map { [$0.column, $0.value] } ?? []
        // Groups that are left out are no part of what is tested.
        let without = Set(leftOut.map(\.group))
        let kept = kind == .maxMin && verdict == Self.measured ? groups.filter { !without.contains($0) } : groups
        return Family.key([column] + kept.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) } + within)
            + metric.hypothesis
    }
}

extension GapMetric {
    /// The rule and the rates that are tested; a difference of a rate is one of its complement.
    fileprivate var hypothesis: String {
        let rates = parts.map { part in
            let cells = part.numerator.intersection(part.denominator)
            return rule == .ratio ? "\(cells.rawValue)/\(part.denominator.rawValue)" : part.hypothesis
        }
        return "\(rule) \(rates.joined(separator: " "))"
    }
}
