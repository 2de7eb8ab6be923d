extension Catalogue {
    static let classRecall = FigureMetric.ofClasses(
        .truePositiveRate, "classRecall", "recall of a class", better: .higher,
        "records of the class predicted so / records of the class", denominator: "records of the class",
        "How many records of the class are found.")
}
