extension Catalogue {
    static let classPrecision = FigureMetric.ofClasses(
        .positivePredictiveValue, "classPrecision", "precision of a class", better: .higher,
        "records of the class predicted so / records predicted to be of the class",
        denominator: "records predicted to be of the class", "How many records called so are of the class.")
}
