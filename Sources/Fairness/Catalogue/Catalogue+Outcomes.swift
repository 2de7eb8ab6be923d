extension Catalogue {
    /// Of the data, and of truth and prediction.
    static let dataFigures: [FigureMetric] = []
    static let outcomeFigures: [FigureMetric] = []
}
