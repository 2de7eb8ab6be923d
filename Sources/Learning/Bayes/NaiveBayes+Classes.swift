extension NaiveBayes.Fitted {
    /// The class with the largest joint likelihood.
    public func predictedClasses(_ examples: Examples, rows: [Int]) -> [String]? {
        guard classes.names.count > 2 else { return nil }
        return scores.likeliest(rows, of: examples.features).map { classes.names[$0] }
    }
}
