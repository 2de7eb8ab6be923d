/// How many records of one group are in each cell of truth × prediction before × prediction after: at 4 × truth +
/// 2 × before + after.
public typealias EightCells = SIMD8<Double>

/// Which of the two predictions a figure is of.
public enum Moment: Sendable {
    case before, after
}

extension EightCells {
    /// The records of some cells of truth and prediction at one moment, each once.
    static func membership(_ cells: Cells, _ moment: Moment) -> EightCells {
        var result = EightCells.zero
        for cell in 0..<8 {
            let prediction = cell & (moment == .before ? 2 : 1) != 0
            result[cell] = cells.holds(truth: cell & 4 != 0, prediction: prediction) ? 1 : 0
        }
        return result
    }

    /// The records among those of a membership.
    func count(_ membership: EightCells) -> Double { (self * membership).sum() }

    /// A rate's numerator and denominator at one moment.
    func share(_ metric: Metric, _ moment: Moment) -> (numerator: Double, denominator: Double) {
        (
            count(.membership(metric.numerator.intersection(metric.denominator), moment)),
            count(.membership(metric.denominator, moment))
        )
    }

    /// A rate at one moment; nil of an empty denominator.
    func rate(_ metric: Metric, _ moment: Moment) -> Double? {
        let (numerator, denominator) = share(metric, moment)
        return denominator > 0 ? numerator / denominator : nil
    }

    /// How many records of one truth changed their prediction.
    func discordant(truth: Bool) -> Int { Int(truth ? self[5] + self[6] : self[1] + self[2]) }

    /// The same records, of which as many gained as stated.
    func swapped(gainedNegatives: Int, gainedPositives: Int) -> EightCells {
        var result = self
        result[1] = Double(gainedNegatives)
        result[2] = self[1] + self[2] - Double(gainedNegatives)
        result[5] = Double(gainedPositives)
        result[6] = self[5] + self[6] - Double(gainedPositives)
        return result
    }

    /// The same records with the predictions of every one swapped with probability one half: if nothing but chance set
    /// them apart, this was as likely.
    func swapped(using random: inout SplitMix64) -> EightCells {
        func half(_ records: Int) -> Int { Binomial(trials: records, chance: 0.5).draw(using: &random) }
        let negatives = half(discordant(truth: false))
        return swapped(gainedNegatives: negatives, gainedPositives: half(discordant(truth: true)))
    }
}
