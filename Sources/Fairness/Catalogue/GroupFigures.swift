/// What a figure of one group is made of.
struct GroupValue {
    var value: Double?
    var numerator: Double?
    var denominator: Double?
    var interval: Interval?
    var method: String?
    /// Why there is no interval.
    var noInterval: String?
    /// Too little evidence, or why there is no value.
    var shortage: String?

    /// A share with Wilson's interval.
    init(_ share: Share, isWeighted: Bool, shortage: String?) {
        value = share.value
        numerator = share.numerator
        denominator = share.denominator
        interval = share.wilson
        method = interval == nil ? nil : isWeighted ? "Wilson" + Share.weighted : "Wilson"
        noInterval = share.shortage
        self.shortage = shortage
    }

    init(
        _ value: Double?, _ numerator: Double? = nil, of denominator: Double? = nil, _ interval: Interval? = nil,
        _ method: String? = nil, noInterval: String? = nil, shortage: String?
    ) {
        self.value = value
        self.numerator = numerator
        self.denominator = denominator
        self.interval = value == nil ? nil : interval
        self.method = self.interval == nil ? nil : method
        self.noInterval = noInterval
        self.shortage = shortage
    }

    func figure(_ metric: String, column: String? = nil, group: String? = nil, part: String? = nil) -> Figure {
        let leftOut = shortage.map {
            [Gap.LeftOut(group: group ?? "all", reason: $0, isCounted: value != nil)]
        }
        return Figure(
            metric, column: column, group: group, part: part, value: value, numerator: numerator,
            denominator: denominator, interval: interval, intervalMethod: method, noInterval: noInterval,
            leftOut: leftOut ?? [],
            undefined: value == nil ? shortage ?? "0/0" : nil)
    }
}

extension FigureMetric {
    /// One figure for all records, and one for every group of every column.
    static func byGroup(
        _ description: MetricDescription, _ value: @escaping @Sendable (Tally, AuditSettings) -> GroupValue
    ) -> FigureMetric {
        FigureMetric(description) { input in
            [value(Tally(input.outcomes), input.settings).figure(description.id)]
                + input.columns.flatMap { view in
                    zip(view.groups, view.tallies).map {
                        value($1, input.settings).figure(description.id, column: view.column, group: $0)
                    }
                }
        }
    }
}
