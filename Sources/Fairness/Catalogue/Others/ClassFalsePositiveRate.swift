extension Catalogue {
    static let classFalsePositiveRate = FigureMetric.ofClasses(
        .falsePositiveRate, "classFalsePositiveRate", "false positive rate of a class", better: .lower,
        "records of other classes predicted to be of the class / records of other classes",
        denominator: "records of other classes", "How often other records are taken for the class.")
}
