extension Metric {
    public static let selectionRate = Metric(
        "selectionRate", "selection rate", .predictedPositives, of: .all, called: "records", better: .neither,
        source:
            "Uniform Guidelines on Employee Selection Procedures (1978), 29 CFR 1607.16(R); Fairlearn's "
            + "selection_rate.",
        convention: "Aequitas calls this pprev; its ppr is the group's share of all predicted positives.",
        "The share of the group that the model predicts positive.")
}
