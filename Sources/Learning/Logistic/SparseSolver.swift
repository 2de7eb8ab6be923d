import Records

/// Newton's method for a logistic problem in a `FeatureLayout`: each direction by preconditioned conjugate gradients to a
/// precision that grows as the gradient falls (Dembo, Eisenstat & Steihaug 1982, doi:10.1137/0719025); logits are carried
/// along, so that a line search costs no pass, and a gradient half of one.
struct SparseSolver {
    let rows: SparseRows
    let grid: Grid
    let work: Work
    let scratch: SparseRows.Scratch
    private let krylov: Krylov
    /// Times that the rows were gone through.
    private(set) var passes = 0.0
    private(set) var steps = 0

    private static let stepLimit = 100
    static let productLimit = 600
    /// One step squares the gradient, roughly: from this share of the mean of where the certificate begins and of the gradient
    /// at zero it leads there.
    private static let lastShare = 0.015
    /// Where the certificate begins at the latest.
    private static let settlingShare = 1e-9
    /// What a Double can still tell from rounding.
    private static let floorShare = 1e-14

    init(_ rows: SparseRows, grid: Grid, work: Work) {
        (self.rows, self.grid, self.work) = (rows, grid, work)
        scratch = SparseRows.Scratch(rows)
        krylov = Krylov(rows)
    }

    /// What conjugate gradients write to.
    private struct Krylov {
        let z: Numbers<Double>
        let p: Numbers<Double>
        let q: Numbers<Double>
        /// Logits of p.
        let image: Numbers<Double>

        init(_ rows: SparseRows) {
            let d = rows.solvedColumns * rows.width
            (z, p, q) = (
                Numbers(repeating: 0, count: d), Numbers(repeating: 0, count: d), Numbers(repeating: 0, count: d)
            )
            image = Numbers(repeating: 0, count: rows.logitCount)
        }
    }

    /// A linear system's solution so far.
    final class System {
        let solution: Numbers<Double>
        /// X times the solution.
        let logits: Numbers<Double>
        let residual: Numbers<Double>

        init(_ rows: SparseRows) {
            solution = Numbers(repeating: 0, count: rows.dimension)
            logits = Numbers(repeating: 0, count: rows.logitCount)
            residual = Numbers(repeating: 0, count: rows.dimension)
        }

        /// What bounds the rounding of the recurrences: Σα‖p‖, the sum of that after every product, and of the residuals'
        /// norms, before and after each.
        fileprivate(set) var path = 0.0
        fileprivate(set) var paths = 0.0
        fileprivate(set) var residuals = 0.0

        /// From 0.
        func begin(_ b: Numbers<Double>) {
            solution.fill(0)
            logits.fill(0)
            residual.copy(b)
            (path, paths, residuals) = (0, 0, 0)
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
        if isCold { value = point.evaluate(rows) }
        var curvature = rows.reduced(point.curvature)
        if isCold {
            rows.reducedGradient(point, curvature, scratch)
        } else {
            rows.reduce(point.gradient, curvature, scratch)
        }
        passes += isCold || rows.hasSingles ? 0.5 : 0
        var norm = Self.norm(point.gradient)
        let scale = reference ?? norm
        guard norm.isFinite, scale > 0 else { return nil }
        let settling = min(settlingNorm, Self.settlingShare * scale)
        var preconditioner = known
        let system = System(rows)
        let direction = Numbers(repeating: 0.0, count: rows.dimension)
        while true {
            guard steps < Self.stepLimit else { return nil }
            let isLast = norm <= Self.lastShare * (settling * scale).squareRoot()
            if known == nil, steps < 6, steps != 1, steps != 3 || preconditioner == nil {
                let isAtZero = isCold && steps == 0
                preconditioner = rows.preconditioner(curvature: curvature, isAtZero: isAtZero)
                passes += isAtZero && rows.basis == nil ? 0 : 1
            }
            guard let preconditioner else { return nil }
            if norm <= settling { return (preconditioner, scale) }
            let share = norm / scale
            // What Newton's method squares needs no solution to more digits than it leaves.
            let forcing = isCold && share > 1e-5 ? 0.1 : share > 1e-5 ? 0.02 : min(0.02, max(3e3 * share, 1e-4))
            let goal = isLast ? max(0.5 * settling, Self.floorShare * scale) : norm * forcing
            direction.fill(0)
            direction.add(-1, point.gradient)
            try solve(direction, system, preconditioner, curvature, goal: goal)
            rows.complete(system.solution, direction, system.logits, curvature, isLast: true)
            guard let fallen = step(point, system, value, isSure: share < 1e-7) else { return nil }
            value = fallen
            steps += 1
            if isLast { return (preconditioner, scale) }
            curvature = rows.reduced(point.curvature)
            rows.reducedGradient(point, curvature, scratch)
            passes += 0.5
            norm = Self.norm(point.gradient)
            guard norm.isFinite else { return nil }
        }
    }

    /// A gradient from which a certificate's correction is so short that what it changes of the curvature hardly counts.
    private var settlingNorm: Double {
        let step = Double(sign: .plus, exponent: -grid.bits, significand: 1)
        return (0.01 * step / Double(max(1, rows.columnCount * rows.outputs))).squareRoot() * rows.ridge
    }

    /// Goes along the solution as far as the value falls; nil where it does not.
    private func step(_ point: SparsePoint, _ system: System, _ before: Double, isSure: Bool) -> Double? {
        var (length, taken) = (1.0, 0.0)
        while length > 1e-6 {
            point.logits.add(length - taken, system.logits)
            point.weights.add(length - taken, system.solution)
            taken = length
            let value = point.evaluate(rows)
            if value <= before || isSure { return value }
            length /= 2
        }
        return nil
    }

    /// Hx = b from x = 0, until the residual is at most `goal`, or `isEnough` says so of one below `near`. Of the singles
    /// nothing is said.
    ///
    /// - Parameters:
    ///   - b: reduced.
    ///   - curvature: reduced.
    /// - Throws: `CancellationError` by `work`.
    mutating func solve(
        _ b: Numbers<Double>, _ system: System, _ preconditioner: any Preconditioning, _ curvature: Numbers<Double>,
        goal: Double, near: Double = 0, isEnough: (System, _ residual: Double) -> Bool = { _, _ in false }
    ) throws {
        let d = rows.solvedColumns * rows.width
        let (z, p, q, image) = (krylov.z, krylov.p, krylov.q, krylov.image)
        system.begin(b)
        // The singles' equations will hold.
        for j in d..<rows.dimension { system.residual[j] = 0 }
        var rho = preconditioner.apply(system.residual, into: z)
        p.copy(z)
        var norm = system.residual.square(ofFirst: d).squareRoot()
        var products = 0
        while norm > goal, products < Self.productLimit {
            try work.step(Progress(phase: "solving", fraction: 0.5, detail: "step \(steps + 1)"))
            let (slope, length) = rows.product(p, curvature: curvature, into: q, logits: image, scratch)
            products += 1
            passes += 1
            guard slope > 0, slope.isFinite else { break }
            let alpha = rho / slope
            let (square, next) = preconditioner.apply(system.residual, less: alpha, q, into: z)
            system.path += abs(alpha) * length.squareRoot()
            system.paths += system.path
            system.logits.add(alpha, image)
            system.residuals += norm
            norm = square.squareRoot()
            system.residuals += norm
            let beta = next / rho
            rho = next
            guard norm > goal, norm >= near else {
                system.solution.add(alpha, p)
                if norm <= goal || isEnough(system, norm) { break }
                Self.turn(p, z, beta)
                continue
            }
            Self.turn(p, z, beta, adding: alpha, to: system.solution)
        }
    }

    /// p ← z + βp.
    private static func turn(_ p: Numbers<Double>, _ z: Numbers<Double>, _ beta: Double) {
        for j in stride(from: 0, to: p.inChunks, by: 8) { p.set(j, z.chunk(j) + beta * p.chunk(j)) }
        for j in p.inChunks..<p.count { p[j] = z[j] + beta * p[j] }
    }

    /// x ← x + αp, then p ← z + βp.
    private static func turn(
        _ p: Numbers<Double>, _ z: Numbers<Double>, _ beta: Double, adding alpha: Double, to x: Numbers<Double>
    ) {
        for j in stride(from: 0, to: p.inChunks, by: 8) {
            let old = p.chunk(j)
            x.set(j, x.chunk(j) + alpha * old)
            p.set(j, z.chunk(j) + beta * old)
        }
        for j in p.inChunks..<p.count {
            x[j] += alpha * p[j]
            p[j] = z[j] + beta * p[j]
        }
    }

    static func norm(_ a: Numbers<Double>) -> Double { a.square.squareRoot() }
}
