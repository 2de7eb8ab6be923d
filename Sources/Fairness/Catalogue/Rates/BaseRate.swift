extension Metric {
    public static let baseRate = Metric(
        "baseRate", "base rate", .positives, of: .all, called: "records", better: .neither,
        source: "Prevalence; Altman & Bland (1994), doi:10.1136/bmj.309.6947.102.",
        "The share of the group's records that are truly positive.")
}
