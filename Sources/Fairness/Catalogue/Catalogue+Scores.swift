extension Catalogue {
    /// Of scores.
    static let scoreFigures: [FigureMetric] = []
    /// Individual, counterfactual, of classes and of numbers.
    static let otherFigures: [FigureMetric] = []
}
