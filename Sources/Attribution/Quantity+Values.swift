public import Learning

extension Quantity {
    /// φ of decisions as they are made: margins above τ are positive. Of a loss, φ of the probabilities. Nil where it is
    /// undefined: no record is predicted positive.
    ///
    /// - Parameter margins: of `rows`, in their order.
    public func decided(_ margins: [Double], by fitted: any FittedModel) -> Double? {
        value(margins, by: fitted) { $0 > threshold ? 1 : 0 }
    }

    /// φ of the decisions of a model.
    public func decided(by fitted: any FittedModel, _ examples: Examples) -> Double? {
        decided(fitted.margins(examples, rows: rows), by: fitted)
    }

    /// φ of probabilities in the place of decisions: smooth, so that the effect of a single record shows.
    public func expected(_ margins: [Double], by fitted: any FittedModel) -> Double? {
        value(margins, by: fitted) { fitted.probability(ofMargin: $0) }
    }

    private func value(
        _ margins: [Double], by fitted: any FittedModel, _ share: (Double) -> Double
    ) -> Double? {
        precondition(margins.count == rows.count, "a margin a row")
        var total = 0.0
        for side in sides {
            var (above, below) = (0.0, 0.0)
            for place in side.places {
                switch kind {
                case .loss:
                    above += fitted.loss(ofMargin: margins[place], isPositive: isPositive[place])
                    below += 1
                case .predictiveValue:
                    let p = share(margins[place])
                    above += isPositive[place] ? p : 0
                    below += p
                case .parity, .equalOpportunity, .falsePositiveRate:
                    above += share(margins[place])
                    below += 1
                }
            }
            guard below > 0 else { return nil }
            total += side.sign * above / below
        }
        return total
    }

    /// φ, smoothed, and its slopes in the weights of a differentiable model.
    ///
    /// - Complexity: one pass over `rows`.
    func evaluate(_ score: LinearScore, _ weights: [Double], _ features: Features) -> (
        value: Double, gradient: [Double]
    ) {
        let outputs = score.outputs
        var value = 0.0
        var gradient = Array(repeating: 0.0, count: features.dimension * outputs)
        var slopes = Array(repeating: 0.0, count: rows.count * outputs)
        let margins = slopes.withUnsafeMutableBufferPointer { slopes in
            rows.indices.map { place in
                let own = UnsafeMutableBufferPointer(rebasing: slopes[place * outputs..<(place + 1) * outputs])
                return score.margin(features, rows[place], weights, slopes: own)
            }
        }
        for side in sides {
            let turns = turns(side, margins)
            value += turns.value
            for (place, turn) in zip(side.places, turns.slopes) {
                for k in features.rowStart[rows[place]]..<features.rowStart[rows[place] + 1] {
                    let base = Int(features.columns[k]) * outputs
                    for output in 0..<outputs {
                        gradient[base + output] += turn * slopes[place * outputs + output] * features.values[k]
                    }
                }
            }
        }
        return (value, gradient)
    }

    /// φ, smoothed, at some weights.
    ///
    /// - Complexity: one pass over `rows`.
    func smoothed(_ score: LinearScore, _ weights: [Double], _ features: Features) -> Double {
        let margins = rows.map { score.margin(features, $0, weights) }
        return sides.reduce(0) { $0 + turns($1, margins).value }
    }

    /// What one side adds to φ, and how that changes with the margin of each of its records.
    private func turns(_ side: Side, _ margins: [Double]) -> (value: Double, slopes: [Double]) {
        let share = side.sign / Double(side.places.count)
        if kind == .loss {
            var value = 0.0
            let slopes = side.places.map { place in
                let z = isPositive[place] ? -margins[place] : margins[place]
                value += share * Elementary.softplus(z)
                return share * (Elementary.sigmoid(margins[place]) - (isPositive[place] ? 1 : 0))
            }
            return (value, slopes)
        }
        let p = side.places.map { Elementary.sigmoid((margins[$0] - threshold) / temperature) }
        guard kind == .predictiveValue else {
            var value = 0.0
            for one in p { value += share * one }
            return (value, p.map { share * $0 * (1 - $0) / temperature })
        }
        // U/V: (U′V − UV′)/V².
        var (above, below) = (0.0, 0.0)
        for (place, one) in zip(side.places, p) {
            above += isPositive[place] ? one : 0
            below += one
        }
        let rate = below > 0 ? above / below : 0
        let slopes = zip(side.places, p).map { place, one in
            side.sign * ((isPositive[place] ? 1 : 0) - rate) / max(below, .leastNormalMagnitude)
                * one * (1 - one) / temperature
        }
        return (side.sign * rate, slopes)
    }
}
