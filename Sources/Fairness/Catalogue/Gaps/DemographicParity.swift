extension GapMetric {
    public static let demographicParityDifference = GapMetric(
        "demographicParityDifference", "demographic parity difference", .difference, of: [.selectionRate],
        source:
            "Calders & Verwer (2010), doi:10.1007/s10618-010-0190-x; Dwork et al. (2012), doi:10.1145/2090236.2090255.",
        convention: differenceConvention, "How far apart the groups' selection rates are.")

    public static let demographicParityRatio = GapMetric(
        "demographicParityRatio", "demographic parity ratio", .ratio, of: [.selectionRate],
        source: "Uniform Guidelines (1978), 29 CFR 1607.4(D); Feldman et al. (2015), doi:10.1145/2783258.2783311.",
        convention: ratioConvention,
        "The lowest selection rate as a share of the highest; the four-fifths rule asks for at least 0.8.")

    /// How the libraries read a difference of that name.
    static let differenceConvention =
        "Over all groups max − min, unsigned (Fairlearn's between_groups); of a pair, group − reference, "
        + "signed. AIF360's "
        + "unprivileged pooled − privileged and Fairlearn's to_overall are figures of the same id, each named "
        + "by its part."

    /// How the libraries read a ratio of that name.
    static let ratioConvention =
        "Over all groups min / max, at most 1 (Fairlearn's between_groups); of a pair, group / reference "
        + "(Aequitas), which "
        + "may exceed 1. AIF360's unprivileged pooled / privileged and Fairlearn's to_overall are figures of "
        + "the same id, "
        + "each named by its part. x/0 is undefined; AIF360 answers infinity, Aequitas 10."
}
