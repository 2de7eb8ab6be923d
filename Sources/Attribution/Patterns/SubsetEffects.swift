import Learning

/// What the removal of many records together does to a quantity.
///
/// Of few weights by the whole of Newton's step on the others, (H − H_S)⁻¹g_S, and φ at its end: of a tenth of the records, all
/// on one side, both bend too much for a second order (Gopher's: Pradhan et al. 2022, arXiv:2112.09745). It is solved by conjugate
/// gradients that H⁻¹ preconditions, so that a round looks at the removed records alone. Of many weights to first order.
struct SubsetEffects: Sendable {
    /// φ as it is, smoothed.
    let value: Double
    private let quantity: Quantity
    private let influence: Influence
    /// s·gᵢ, what the penalty of a mean adds included.
    private let first: [Double]
    /// Of two classes and few weights: rᵢ and Aᵢ.
    private let terms: (residuals: [Double], curvature: [Double])?

    /// ‖rest‖ / ‖g_S‖ that a step ends at.
    private static let tolerance = 1e-3
    private static let rounds = 60

    init(_ influence: Influence, _ quantity: Quantity, work: Work) throws {
        (self.influence, self.quantity) = (influence, quantity)
        let (fitted, near) = (influence.fitted, influence.near)
        let (value, gradient) = quantity.evaluate(fitted.score, fitted.weights, influence.examples.features)
        self.value = value
        let direction = try influence.solve(gradient, work: work)
        let penalty = (near.penaltyOfMean ?? 0) * Vectors.dot(direction, fitted.weights)
        let slope = near.slopes(direction)
        first = influence.training.map { slope($0) + penalty }
        guard influence.inverse != nil, fitted.score.outputs == 1 else {
            terms = nil
            return
        }
        var (residual, bend) = ([0.0], [0.0])
        var (residuals, curvature) = ([Double](), [Double]())
        for row in influence.training {
            residual.withUnsafeMutableBufferPointer { near.residuals(row, $0) }
            bend.withUnsafeMutableBufferPointer { near.curvature(row, $0) }
            residuals.append(residual[0])
            curvature.append(bend[0])
        }
        terms = (residuals, curvature)
    }

    /// What |φ| changes by without the records of a set, places in the training rows; φ itself where it is no gap.
    ///
    /// - Complexity: a few times the entries of its records, and the weights' square; one pass over the quantity's records.
    func change(without set: RowSet) -> Double {
        guard let terms, let inverse = influence.inverse else {
            var sum = 0.0
            set.forEach { sum += first[$0] }
            return between(value + sum)
        }
        let weights = influence.fitted.weights
        let step = step(without: set, terms, inverse)
        return between(
            quantity.smoothed(influence.fitted.score, zip(weights, step).map(+), influence.examples.features))
    }

    private func between(_ after: Double) -> Double { quantity.isGap ? abs(after) - abs(value) : after - value }

    private func step(
        without set: RowSet, _ terms: (residuals: [Double], curvature: [Double]), _ inverse: InverseHessian
    ) -> [Double] {
        let features = influence.examples.features
        var residual = Array(repeating: 0.0, count: features.dimension)
        var count = 0.0
        residual.withUnsafeMutableBufferPointer { residual in
            set.forEach { place in
                count += 1
                let row = influence.training[place]
                for k in features.rowStart[row]..<features.rowStart[row + 1] {
                    residual[Int(features.columns[k])] += terms.residuals[place] * features.values[k]
                }
            }
        }
        // A mean's penalty goes with its records too.
        let ridge = (influence.near.penaltyOfMean ?? 0) * count
        if ridge > 0 { Vectors.add(ridge, influence.fitted.weights, to: &residual) }
        /// v ← v − H_S·p.
        func takeOff(_ p: [Double], from v: inout [Double]) {
            v.withUnsafeMutableBufferPointer { v in
                set.forEach { place in
                    let row = influence.training[place]
                    let along = terms.curvature[place] * features.dot(row, p)
                    for k in features.rowStart[row]..<features.rowStart[row + 1] {
                        v[Int(features.columns[k])] -= along * features.values[k]
                    }
                }
            }
            if ridge > 0 { Vectors.add(-ridge, p, to: &v) }
        }
        let enough = Self.tolerance * Vectors.norm(residual)
        var step = Array(repeating: 0.0, count: residual.count)
        var z = inverse.times(residual)
        var rho = Vectors.dot(residual, z)
        // The image of a direction under H is known without looking: H·H⁻¹r = r.
        var (direction, image) = (z, residual)
        for _ in 0..<Self.rounds where rho > 0 && Vectors.norm(residual) > enough {
            var product = image
            takeOff(direction, from: &product)
            let curvature = Vectors.dot(direction, product)
            guard curvature > 0 else { break }
            Vectors.add(rho / curvature, direction, to: &step)
            Vectors.add(-rho / curvature, product, to: &residual)
            z = inverse.times(residual)
            let next = Vectors.dot(residual, z)
            Vectors.scale(&direction, by: next / rho, adding: z)
            Vectors.scale(&image, by: next / rho, adding: residual)
            rho = next
        }
        return step
    }
}
