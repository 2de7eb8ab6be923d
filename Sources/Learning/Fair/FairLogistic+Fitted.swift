import Records

extension FairLogistic {
    /// What a solve found, and the sums that its penalty is made of.
    public struct Fitted: WeightVector, Certified, Explaining {
        /// Multiples of 2⁻ᵍʳⁱᵈ, one a column of the features.
        public let weights: [Double]
        public let solution: CertifiedSolution
        /// ‖w − w*‖₂ ≤ bound.
        public let bound: Double
        public let passes: Int
        /// Ascending.
        let rows: [Int]
        let sums: GapSums
        let settings: FairRecipe
        private let round: Int

        init(_ settled: FairSolver.Settled, _ objective: FairObjective, _ sums: GapSums, _ settings: FairRecipe) {
            weights = settled.weights
            let point = objective.evaluate(settled.point)
            let origin = Vectors.norm(objective.logistic.gradientAtZero())
            let bound = (settled.bound + 0x1p-52 * Vectors.upperNorm(settled.point)) * Rounding.allowance
            solution = CertifiedSolution(
                objective: point.value, weightNorm: Vectors.norm(settled.point),
                gradientNorm: settled.gradientNorm, relativeGradient: settled.gradientNorm / max(1, origin),
                bound: bound, roundingBound: settled.error)
            self.bound = (settled.bound + settled.moved) * Rounding.allowance
            (passes, rows, self.sums, self.settings) = (settled.passes, objective.logistic.rows, sums, settings)
            round = settled.round
        }
    }
}

extension FairLogistic.Fitted {
    public var records: Int { rows.count }
    public var forgettingCost: ForgettingCost { .passes }

    /// As of a logistic regression of two classes: a key and a weight for every feature that a retained record has.
    public func parameters(_ examples: Examples) -> [UInt8] {
        let features = examples.features
        precondition(weights.count == features.dimension, "weights for every column of the features")
        let occurs = features.occurring(in: rows)
        var writer = ParameterWriter()
        writer.append(UInt32(0))
        for column in occurs.indices where occurs[column] {
            writer.append(features.key(of: column))
            writer.append(weights[column])
        }
        return writer.bytes
    }

    public func margins(_ examples: Examples, rows: [Int]) -> [Double] {
        rows.map { examples.features.dot($0, weights) }
    }

    public func probability(ofMargin margin: Double) -> Double { Elementary.sigmoid(margin) }

    public func guarantee(_ examples: Examples, digest: String, rows: [Int]) -> Guarantee {
        let norm = Vectors.norm(weights)
        let certified = zip(rows, margins(examples, rows: rows)).count { row, margin in
            let size = examples.features.norm(row)
            let entries = examples.features.rowStart[row + 1] - examples.features.rowStart[row]
            return abs(margin) > size * (bound + Rounding.gamma(entries + 2) * norm) * Rounding.allowance
        }
        return Guarantee(
            kind: .bitIdentical, digest: digest, bound: bound, gradientNorm: solution.gradientNorm,
            certifiedShare: rows.isEmpty ? nil : Double(certified) / Double(rows.count),
            settled: round == 0 ? "certificate" : "refinement")
    }

    public func scoreParts(_ examples: Examples, row: Int) -> ScoreParts {
        score.parts(examples.features, row, weights)
    }
}

extension FairLogistic.Fitted: Differentiable {
    public var score: LinearScore { LinearScore() }

    /// Without a record of a group its mean is another one too: μ′ − μ = (μ − x)/(n − 1), to first order in the slopes.
    public func neighbourhood(_ examples: Examples, rows: [Int]) -> Neighbourhood {
        let logistic = LogisticObjective(
            .sum(c: settings.c), features: examples.features,
            codes: (0..<examples.rowCount).map { examples.isPositive($0) ? 1 : 0 }, rows: rows)
        let base = logistic.neighbourhood(at: weights, penaltyOfMean: nil)
        var sums = GapSums(dimension: examples.features.dimension)
        // What could be added for the fit can be added again.
        try? sums.add(rows, of: examples, among: settings.among)
        let delta = sums.difference.map(\.value)
        let (penalty, w, counts) = (settings.gapPenalty, weights, sums.counts)
        let gap = Vectors.dot(w, delta)
        let means = sums.means
        let along = means.map { Vectors.dot(w, $0) }
        return Neighbourhood(
            gradient: Vectors.sum(base.gradient, penalty * gap, delta),
            diagonal: zip(base.diagonal, delta).map { $0 + penalty * $1 * $1 },
            hessianProduct: { Vectors.sum(base.hessianProduct($0), penalty * Vectors.dot($0, delta), delta) },
            slopes: { [settings] direction in
                let own = base.slopes(direction)
                let (turn, onMeans) = (Vectors.dot(direction, delta), means.map { Vectors.dot(direction, $0) })
                return { row in
                    let slope = own(row)
                    let side = Int(examples.sides[row]) - 1
                    guard side >= 0, counts[0] > 0, counts[1] > 0, counts[side] > 1,
                        settings.among == .all || examples.isPositive(row)
                    else { return slope }
                    let scale = (side == 0 ? 1.0 : -1) / Double(counts[side] - 1)
                    let features = examples.features
                    let (moved, bent) = (
                        scale * (along[side] - features.dot(row, w)),
                        scale * (onMeans[side] - features.dot(row, direction))
                    )
                    return slope - penalty * (moved * turn + gap * bent)
                }
            },
            residuals: base.residuals, curvature: base.curvature, ridge: base.ridge,
            outer: [.init(weight: penalty, vector: delta)], penaltyOfMean: nil)
    }
}

extension GapSums {
    /// μ of each group, as Doubles; 0 where it has no record.
    var means: [[Double]] {
        zip(sums, counts).map { sums, count in
            sums.map { count > 0 ? Double(rounding: $0) / Self.fixed.unit / Double(count) : 0 }
        }
    }
}
