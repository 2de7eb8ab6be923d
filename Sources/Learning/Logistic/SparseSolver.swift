import Records

/// Newton's method for a logistic problem in a `FeatureLayout`: each direction by preconditioned conjugate gradients to a
/// precision that grows as the gradient falls (Dembo, Eisenstat & Steihaug 1982, doi:10.1137/0719025); logits are carried
/// along, so that a line search costs no pass, and a gradient half of one.
struct SparseSolver {
    let rows: SparseRows
    let grid: Grid
    let work: Work
    let scratch: SparseRows.Scratch
    /// Times that the rows were gone through.
    private(set) var passes = 0.0
    private(set) var steps = 0

    private static let stepLimit = 100
    private static let productLimit = 600
    /// The gradient, relative to that at zero, from which one step leads to where the certificate begins.
    private static let lastShare = 1e-8
    private static let goalShare = 2e-12

    init(_ rows: SparseRows, grid: Grid, work: Work) {
        (self.rows, self.grid, self.work) = (rows, grid, work)
        scratch = SparseRows.Scratch(rows)
    }

    /// A linear system's solution so far.
    struct System {
        let solution: Numbers<Double>
        /// X times the solution.
        let logits: Numbers<Double>
        let residual: Numbers<Double>

        init(_ rows: SparseRows) {
            solution = Numbers(repeating: 0, count: rows.dimension)
            logits = Numbers(repeating: 0, count: rows.logitCount)
            residual = Numbers(repeating: 0, count: rows.dimension)
        }
    }

    mutating func count(_ share: Double) { passes += share }

    /// Brings `point` to a gradient small enough for a certificate.
    ///
    /// - Parameters:
    ///   - preconditioner: of a Hessian nearby; nil to make one on the way.
    ///   - reference: ‖∇G(0)‖; nil where `point` is at 0.
    /// - Returns: a preconditioner, and ‖∇G(0)‖; nil where numbers are beyond Double.
    /// - Throws: `CancellationError` by `work`.
    mutating func approach(
        _ point: SparsePoint, _ known: (any Preconditioning)?, reference: Double?
    ) throws -> (any Preconditioning, reference: Double)? {
        let isCold = reference == nil
        var value = Double.infinity
        if isCold {
            value = point.evaluate(rows)
            rows.transposed(point.residuals, point.weights, into: point.gradient, scratch)
            passes += 0.5
        }
        var norm = Self.norm(point.gradient)
        let scale = reference ?? norm
        guard norm.isFinite, scale > 0 else { return nil }
        var preconditioner = known
        let system = System(rows)
        let direction = Numbers(repeating: 0.0, count: rows.dimension)
        while true {
            guard steps < Self.stepLimit else { return nil }
            let isLast = norm <= Self.lastShare * scale
            if known == nil, steps < 6, steps != 1, steps != 3 || preconditioner == nil {
                preconditioner = rows.preconditioner(curvature: point.curvature)
                passes += 1
            }
            guard let preconditioner else { return nil }
            let share = norm / scale
            let forcing = isCold && share > 1e-5 ? 0.1 : share > 1e-5 ? 0.02 : min(0.02, max(1e4 * share, 1e-4))
            let goal = isLast ? Self.goalShare * scale : norm * forcing
            for j in 0..<direction.count { direction[j] = -point.gradient[j] }
            try solve(direction, system, preconditioner, point.curvature, goal: goal) { _, _ in false }
            guard let fallen = step(point, system, value, isSure: share < 1e-7) else { return nil }
            value = fallen
            steps += 1
            if isLast { return (preconditioner, scale) }
            rows.transposed(point.residuals, point.weights, into: point.gradient, scratch)
            passes += 0.5
            norm = Self.norm(point.gradient)
            guard norm.isFinite else { return nil }
        }
    }

    /// Goes along the solution as far as the value falls; nil where it does not.
    private func step(_ point: SparsePoint, _ system: System, _ before: Double, isSure: Bool) -> Double? {
        var (length, taken) = (1.0, 0.0)
        while length > 1e-6 {
            for i in 0..<rows.logitCount { point.logits[i] += (length - taken) * system.logits[i] }
            for j in 0..<rows.dimension { point.weights[j] += (length - taken) * system.solution[j] }
            taken = length
            let value = point.evaluate(rows)
            if value <= before || isSure { return value }
            length /= 2
        }
        return nil
    }

    /// Hx = b from x = 0, until the residual is at most `goal` or `isEnough` says so.
    ///
    /// - Throws: `CancellationError` by `work`.
    mutating func solve(
        _ b: Numbers<Double>, _ system: System, _ preconditioner: any Preconditioning, _ curvature: Numbers<Double>,
        goal: Double, isEnough: (System, _ residual: Double) -> Bool
    ) throws {
        let d = rows.dimension
        let (z, p, q) = (
            Numbers(repeating: 0.0, count: d), Numbers(repeating: 0.0, count: d), Numbers(repeating: 0.0, count: d)
        )
        let image = Numbers(repeating: 0.0, count: rows.logitCount)
        system.solution.fill(0)
        system.logits.fill(0)
        system.residual.copy(b)
        var rho = preconditioner.apply(system.residual, into: z)
        p.copy(z)
        var norm = Self.norm(b)
        var products = 0
        while norm > goal, products < Self.productLimit {
            try work.step(Progress(phase: "solving", fraction: 0.5, detail: "step \(steps + 1)"))
            rows.product(p, curvature: curvature, into: q, logits: image, scratch)
            products += 1
            passes += 1
            var slope = 0.0
            for j in 0..<d { slope += p[j] * q[j] }
            guard slope > 0, slope.isFinite else { break }
            let alpha = rho / slope
            var square = 0.0
            for j in 0..<d {
                system.solution[j] += alpha * p[j]
                let rest = system.residual[j] - alpha * q[j]
                system.residual[j] = rest
                square += rest * rest
            }
            for i in 0..<rows.logitCount { system.logits[i] += alpha * image[i] }
            norm = square.squareRoot()
            if isEnough(system, norm) { break }
            let next = preconditioner.apply(system.residual, into: z)
            let beta = next / rho
            rho = next
            for j in 0..<d { p[j] = z[j] + beta * p[j] }
        }
    }

    static func norm(_ a: Numbers<Double>) -> Double {
        var square = 0.0
        for j in 0..<a.count { square += a[j] * a[j] }
        return square.squareRoot()
    }
}
