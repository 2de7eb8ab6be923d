/// The names, as `Figure.part`, of the ways in which libraries compare groups.
public enum Convention {
    public static let largestDifference = "max − min (Fairlearn)"
    public static let smallestRatio = "min ÷ max (Fairlearn)"
    public static let toOverall = "largest distance to overall (Fairlearn)"
    public static let ratioToOverall = "smallest ratio to overall (Fairlearn)"
    public static let pooledDifference = "unprivileged pooled − privileged, signed (AIF360)"
    public static let pooledRatio = "unprivileged pooled ÷ privileged (AIF360)"
    public static let pooledWorst = "largest |unprivileged pooled − privileged| of the parts, unsigned (AIF360)"
    public static let pooledMean = "mean |unprivileged pooled − privileged| of the parts, unsigned (AIF360)"
    public static let pooledWorstRatio = "smallest lower ÷ higher of unprivileged pooled and privileged, of the parts"
    public static let meanToOverall = "mean of the parts' largest distances to overall (Fairlearn, agg='mean')"
    public static let balanceToOverall = "largest distance of a group's mean of the parts to overall"
    public static let toReference = "group ÷ reference (Aequitas)"
    public static let meanRatio = "mean of the parts' min ÷ max (Fairlearn, agg='mean')"
    public static let meanRatioToOverall = "mean of the parts' smallest ratios to overall (Fairlearn, agg='mean')"
    static let pooled = "unprivileged pooled against privileged (AIF360)"
}

extension Metric {
    /// The rate's distance between groups in every convention.
    func conventions(_ view: ColumnView, overall: Tally) -> [Figure] {
        let difference = GapMetric(id, title, .difference, of: [self], "")
        let ratio = GapMetric(id, title, .ratio, of: [self], "")
        let reference = view.reference(for: self)
        return [
            difference.spreadFigure(view, Convention.largestDifference),
            ratio.spreadFigure(view, Convention.smallestRatio),
        ]
            + difference.conventions(view, overall: overall, reference)
            + ratio.conventions(view, overall: overall, reference)
            + view.pairs(reference).filter { $0.group != nil }.map { pair in
                ratio.pairFigure(view, pair, Convention.toReference)
            }
    }
}

extension GapMetric {
    /// Fairlearn's to_overall and AIF360's pooled groups; max − min and the signed pairs stand in `Gap`.
    func conventions(_ view: ColumnView, overall: Tally) -> [Figure] {
        conventions(view, overall: overall, view.reference(for: self))
    }

    fileprivate func conventions(_ view: ColumnView, overall: Tally, _ reference: Int?) -> [Figure] {
        let isRatio = rule == .ratio
        var figures = [
            figure(
                view, toOverallName,
                farthest(view, overall).flatMap { combined($0) })
        ]
        if let pooled = view.pairs(reference).last {
            figures.append(pairFigure(view, pooled, pooledName))
        }
        if isRatio, parts.count > 1 {
            let mean = GapMetric(id, title, .mean, of: parts, "")
            let rates = parts.map { part in spread([view.tallies.map { $0.share(part).value }])?.value }
            let between = rates.contains { $0 == nil } ? nil : mean.combined(rates.compactMap(\.self))
            figures.append(figure(view, Convention.meanRatio, between))
            let distances = farthest(view, overall)
            figures.append(figure(view, Convention.meanRatioToOverall, distances.flatMap { mean.combined($0) }))
        }
        return figures
    }

    /// What a pair's value is: only a difference, or a difference of means, has a sign.
    private var pooledName: String {
        switch rule {
        case .difference, .balance: Convention.pooledDifference
        case .worst: Convention.pooledWorst
        case .mean: Convention.pooledMean
        case .ratio: parts.count == 1 ? Convention.pooledRatio : Convention.pooledWorstRatio
        }
    }

    /// What the distance to all records is.
    private var toOverallName: String {
        switch rule {
        case .difference, .worst: Convention.toOverall
        case .mean: Convention.meanToOverall
        case .balance: Convention.balanceToOverall
        case .ratio: Convention.ratioToOverall
        }
    }

    fileprivate func spreadFigure(_ view: ColumnView, _ part: String) -> Figure {
        figure(view, part, spread(rates(view.tallies))?.value)
    }

    fileprivate func pairFigure(_ view: ColumnView, _ pair: ColumnView.Pair, _ part: String) -> Figure {
        let value = distance(rates([pair.a, pair.b]), 0, from: 1)
        let interval = value == nil ? nil : interval(pair.a, from: pair.b)
        return Figure(
            id, column: view.column, group: pair.group, reference: pair.reference, part: part, value: value,
            interval: interval,
            intervalMethod: interval == nil ? nil : intervalMethod(isWeighted: pair.a.isWeighted),
            noInterval: value == nil ? nil : noInterval(pair.a, from: pair.b),
            leftOut: Gap.leftOut(
                self, [pair.a, pair.b], [pair.name, pair.reference], view.settings.minimumDenominator),
            undefined: value == nil ? "a rate of 0/0, or a ratio to 0" : nil)
    }

    private func figure(_ view: ColumnView, _ part: String, _ value: Double?) -> Figure {
        Figure(
            id, column: view.column, part: part, value: value,
            leftOut: Gap.leftOut(self, view.tallies, view.groups, view.settings.minimumDenominator),
            undefined: value == nil ? "fewer than two groups with every rate, or a ratio to 0" : nil)
    }

    /// Of every part (of the parts' mean, for a balance) the group that is farthest from all records; nil where fewer
    /// than two groups have a rate.
    private func farthest(_ view: ColumnView, _ overall: Tally) -> [Double]? {
        let all = rates([overall])
        var rows = zip(rates(view.tallies), all).map { (groups: $0.0, overall: $0.1[0]) }
        if rule == .balance {
            let mean = view.tallies.map { tally in meanRate(tally) }
            rows = [(mean, meanRate(overall))]
        }
        var result: [Double] = []
        for (groups, overall) in rows {
            let defined = groups.compactMap(\.self)
            guard let overall, defined.count > 1, rule != .ratio || overall > 0 || defined.allSatisfy({ $0 > 0 })
            else { return nil }
            let distances = defined.map {
                rule == .ratio ? min($0, overall) / max($0, overall) : abs($0 - overall)
            }
            result.append((rule == .ratio ? distances.min() : distances.max()) ?? 0)
        }
        return result
    }

    private func meanRate(_ tally: Tally) -> Double? {
        let values = parts.compactMap { tally.share($0).value }
        return values.count == parts.count ? values.reduce(0, +) / Double(values.count) : nil
    }

    /// The parts' distances as one number.
    private func combined(_ distances: [Double]) -> Double? {
        switch rule {
        case .difference, .balance: distances.first
        case .worst: distances.max()
        case .ratio: distances.min()
        case .mean: distances.isEmpty ? nil : distances.reduce(0, +) / Double(distances.count)
        }
    }
}
