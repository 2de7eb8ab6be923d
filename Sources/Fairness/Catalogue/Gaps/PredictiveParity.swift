extension GapMetric {
    public static let predictiveParityDifference = GapMetric(
        "predictiveParityDifference", "predictive parity difference", .difference, of: [.positivePredictiveValue],
        source: chouldechova, convention: differenceConvention,
        "How far apart the groups' positive predictive values are.")

    public static let falseDiscoveryRateDifference = GapMetric(
        "falseDiscoveryRateDifference", "false discovery rate difference", .difference, of: [.falseDiscoveryRate],
        restates: "predictiveParityDifference", source: chouldechova, convention: differenceConvention,
        "How far apart the groups' false discovery rates are: predictive parity, of the wrong alarms.")

    public static let falseOmissionRateDifference = GapMetric(
        "falseOmissionRateDifference", "false omission rate difference", .difference, of: [.falseOmissionRate],
        source: "Conditional use accuracy; Berk et al. (2021), doi:10.1177/0049124118782533.",
        convention: differenceConvention, "How far apart the groups' false omission rates are.")

    public static let averagePredictiveValueDifference = GapMetric(
        "averagePredictiveValueDifference", "average predictive value difference", .balance,
        of: [.positivePredictiveValue, .falseOmissionRate],
        source: "AI Fairness 360; Bellamy et al. (2019), doi:10.1147/JRD.2019.2942287.",
        convention: "AIF360's ½(ΔPPV + ΔFOR), signed, is a figure of the same id.",
        "The gap in the mean of positive predictive value and false omission rate; opposite gaps cancel.")

    private static let chouldechova = "Chouldechova (2017), doi:10.1089/big.2016.0047."
}
