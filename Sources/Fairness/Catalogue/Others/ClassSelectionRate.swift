extension Catalogue {
    static let classSelectionRate = FigureMetric.ofClasses(
        .selectionRate, "classSelectionRate", "selection rate of a class", better: .neither,
        "records predicted to be of the class / records", denominator: "records",
        "How often the class is predicted.")
}
