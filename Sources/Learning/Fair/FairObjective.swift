import Records

/// A logistic objective, with what a gap costs on top: G(w) + (γ/2)(w·δ)².
struct FairObjective: Sendable {
    /// In the canonical order of the columns; two classes.
    let logistic: LogisticObjective
    /// γ.
    let penalty: Double
    let difference: [DoubleDouble]
    /// δ as Doubles.
    let delta: [Double]

    init(_ logistic: LogisticObjective, penalty: Double, difference: [DoubleDouble]) {
        (self.logistic, self.penalty, self.difference) = (logistic, penalty, difference)
        delta = difference.map(\.value)
    }

    struct Point {
        var value: Double
        var gradient: [Double]
        var diagonal: [Double]
        var curvature: [Double]
    }

    /// In Doubles, none of it a proof.
    ///
    /// - Complexity: one pass.
    func evaluate(_ w: [Double]) -> Point {
        let point = logistic.evaluate(w)
        let gap = Vectors.dot(w, delta)
        return Point(
            value: point.value + 0.5 * penalty * gap * gap,
            gradient: Vectors.sum(point.gradient, penalty * gap, delta),
            diagonal: zip(point.diagonal, delta).map { $0 + penalty * $1 * $1 }, curvature: point.curvature)
    }

    func hessianProduct(_ v: [Double], curvature: [Double]) -> [Double] {
        Vectors.sum(logistic.hessianProduct(v, curvature: curvature), penalty * Vectors.dot(v, delta), delta)
    }

    /// H⁻¹g: by a factor where there are few columns, else by conjugate gradients.
    ///
    /// - Throws: `CancellationError`.
    func direction(_ gradient: [Double], _ diagonal: [Double], curvature: [Double], work: Work) throws -> [Double] {
        if logistic.dimension <= DenseHessian<Double>.largestSize {
            var matrix = logistic.hessian(curvature: curvature)
            for j in delta.indices where delta[j] != 0 {
                let scaled = penalty * delta[j]
                for l in 0...j { matrix.entries[j * (j + 1) / 2 + l] += scaled * delta[l] }
            }
            if let factor = matrix.factor { return factor.solve(gradient) }
        }
        return try ConjugateGradients.solve(gradient, diagonal: diagonal, tolerance: 1e-8, limit: 2000) { direction in
            try work.step(Progress(phase: "solving", fraction: 0.5, detail: ""))
            return hessianProduct(direction, curvature: curvature)
        }.x
    }

    /// What is known at weights that are whole numbers: the gradient but for E, both true bounds.
    struct Exact {
        var gradient: [Double]
        var norm: Double
        /// E.
        var error: Double
        var curvature: [Double]
    }

    /// The logistic part by whole numbers (`ExactGradient`); γ(w·δ)δ in twice the digits of a Double, whose rounding is in E.
    func exact(_ weights: WholeWeights, by logistic: ExactGradient) -> Exact {
        let value = logistic(weights)
        let unit = Double(sign: .plus, exponent: -weights.bits, significand: 1)
        var (gap, sizes) = (DoubleDouble(0), 0.0)
        for j in difference.indices where delta[j] != 0 {
            let term = DoubleDouble(weights.multiples[j]) * unit * difference[j]
            gap = gap + term
            sizes += abs(term.high)
        }
        let scaled = gap * penalty
        // Of the product and of every sum a share of 2⁻¹⁰⁰; then of γtδ.
        let share = 0x1p-100 * Double(difference.count + 8)
        let norm = Vectors.upperNorm(delta) * (1 + 0x1p-50)
        let blur = penalty * norm * (share * sizes + share * abs(gap.high))
        var gradient = value.gradient
        for j in gradient.indices where delta[j] != 0 {
            gradient[j] = (scaled * difference[j] + value.gradient[j]).value
        }
        // Both parts were rounded to Doubles, and cancel near the optimum.
        let rounding = 0x1p-52 * (value.norm + Vectors.upperNorm(gradient))
        return Exact(
            gradient: gradient, norm: Vectors.upperNorm(gradient),
            error: (value.error + blur + rounding) * Rounding.allowance, curvature: value.curvature)
    }
}
