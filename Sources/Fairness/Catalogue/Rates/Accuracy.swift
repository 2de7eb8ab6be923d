extension Metric {
    public static let accuracy = Metric(
        "accuracy", "accuracy", .right, of: .all, called: "records", better: .higher,
        source: "Sokolova & Lapalme (2009), doi:10.1016/j.ipm.2009.03.002.",
        "The share of the group's records that the model predicts rightly.")

    public static let errorRate = Metric(
        "errorRate", "error rate", .wrong, of: .all, called: "records", better: .lower, complementOf: "accuracy",
        source: "1 − accuracy; Sokolova & Lapalme (2009), doi:10.1016/j.ipm.2009.03.002.",
        "The share of the group's records that the model predicts wrongly.")
}
