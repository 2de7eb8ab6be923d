extension FairnessReport {
    /// Audits everything that the input has.
    ///
    /// - Complexity: O(n × columns × log n) with scores, and the tests.
    public init(_ input: AuditInput) {
        self.init(
            outcomes: input.outcomes, groupings: input.groupings,
            minimumDenominator: input.settings.minimumDenominator, reference: input.settings.references,
            seed: input.settings.seed)
        settings = input.settings
        figures = Catalogue.figures.flatMap { $0.figures(input) }
        test(input)
    }
}
