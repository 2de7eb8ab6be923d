/// When a correction of an exact gradient is good enough, and what is proven then.
///
/// With G = ∇(w₁) exactly, e ≈ H(w₁)⁻¹G, and r = G − He computed anew,
///
///     ‖∇(w₁ − e)‖ ≤ ‖r‖ + η,   η = E + rounding of r + κ c Σ‖xᵢ‖‖eᵀxᵢ‖²,   κ = .0482 for two classes, .354 for a softmax,
///
/// and per coordinate ρ|w − w*|ⱼ ≤ min(‖r‖ + η, |rⱼ| + η + ¼√(cΣᵢxᵢⱼ²/ρ)·(‖r‖ + η)): the Hessian between w and w* is
/// ρI + XᵀDX, where no diagonal entry of a record's D is above c/4, and no error e′ has e′ᵀXᵀDXe′ above ‖∇‖²/4ρ.
///
/// A softmax is solved in the directions in which its outputs can differ (`Helmert`). What they have in common has the Hessian
/// ρ and no part in the loss: there e is G/ρ, and nothing is left but rounding.
struct Certainty {
    /// What a solve proves, and where it ended.
    struct Proof {
        /// Multiples of h, `outputs` a column, in place order.
        var weights: [Double]
        /// Before they were snapped.
        var point: [Double]
        var bound: Double
        var moved: Double
        var gradientNorm: Double
        var error: Double
        var round: Int
    }

    /// What of the rows decides how certain a coordinate is.
    struct Reach {
        /// ¼√(cΣᵢxᵢⱼ²/ρ), a column.
        let columns: Numbers<Double>
        let longestRow: Int

        init(_ rows: SparseRows) {
            columns = Numbers(repeating: 0, count: rows.columnCount)
            // Of all rows that there are: no fewer of them have more.
            for (column, square) in rows.layout.squares.enumerated() {
                columns[column] = 0.25 * (rows.weight / rows.ridge * square).squareRoot() * Rounding.allowance
            }
            longestRow = rows.members.reduce(0) { max($0, rows.layout.rowStart[$1 + 1] - rows.layout.rowStart[$1]) }
        }
    }

    let rows: SparseRows
    let exact: WholeGradient
    let reach: Reach
    let grid: Grid
    /// Σ‖Dᵢ‖‖xᵢ‖², an upper bound.
    private let curvature: Double
    private let cubes: Double
    private let gradientNorm: Double
    /// 2⁻ᵍʳⁱᵈ.
    private let step: Double
    /// What is below a step in a weight of w₁, in bits.
    private let fine: Int

    /// So many times the digits that a solve in more of them needs (`Settling.isSure`).
    private static let spare = 4.0

    init(_ rows: SparseRows, _ exact: WholeGradient, _ point: SparsePoint, grid: Grid, reach: Reach) {
        (self.rows, self.exact, self.reach, self.grid) = (rows, exact, reach, grid)
        var (curvature, cubes) = (0.0, 0.0)
        for i in 0..<rows.count {
            let norm = rows.layout.norms[rows.members[i]]
            // No eigenvalue of diag p − ppᵀ is above ½.
            curvature += (rows.basis == nil ? point.curvature[i] : 0.5 * rows.weight) * norm * norm
            cubes += norm * norm * norm
        }
        self.curvature = curvature * Rounding.allowance
        self.cubes = cubes * Rounding.allowance
        gradientNorm = SparseSolver.norm(exact.outputs)
        step = Double(sign: .plus, exponent: -grid.bits, significand: 1)
        fine = exact.bits - grid.bits
    }

    /// η but for the rounding of the residual.
    private func change(_ system: SparseSolver.System) -> Double {
        let width = rows.width
        var sum = 0.0
        for i in 0..<rows.count {
            var square = 0.0
            for k in 0..<width { square += system.logits[i &* width &+ k] * system.logits[i &* width &+ k] }
            sum += rows.layout.norms[rows.members[i]] * square
        }
        let length = SparseSolver.norm(system.solution)
        let kappa = rows.basis == nil ? 0.0482 : 0.354
        return kappa * rows.weight * (sum * (1 + 1e-6) + 1e-18 * cubes * length * length)
    }

    /// Of the recurrence's residual: whether it is worth while to compute it anew.
    func isEnough(_ system: SparseSolver.System, _ norm: Double) -> Bool {
        let d = Double(max(1, rows.dimension))
        let isNear = norm < 4 * step / d * rows.ridge
        guard isNear || norm < 1e-9 * gradientNorm else { return false }
        let eta = exact.error + change(system)
        return norm < 0.1 * eta || isCertain(system, norm, eta)
    }

    /// - Parameter norm: of the residual, computed anew.
    func proof(_ system: SparseSolver.System, _ norm: Double, round: Int) -> Proof? {
        let length = SparseSolver.norm(system.solution)
        // Logits, curvature, and the longest chains of additions.
        let chain = Rounding.gamma(reach.longestRow + 8) + 0x1p-49 + Rounding.gamma(rows.count + 72)
        let outputs = Double(rows.outputs)
        // Of a softmax besides the ways between its outputs and the solver's directions.
        let turns = rows.basis == nil ? 0 : 0x1p-49 * (outputs + 4) * (outputs + 4)
        let rounding =
            (chain + turns) * curvature * length
            + 0x1p-50 * (rows.basis == nil ? 1 : outputs + 4) * (rows.ridge * length + gradientNorm)
        let eta = (exact.error + change(system) + rounding) * Rounding.allowance
        guard isCertain(system, norm, eta) else { return nil }
        let unit = Double(sign: .plus, exponent: -exact.bits, significand: 1)
        var proof = Proof(
            weights: [], point: [], bound: (norm * (1 + 1e-9) + eta) / rows.ridge * Rounding.allowance, moved: 0,
            gradientNorm: norm, error: eta, round: round)
        proof.weights.reserveCapacity(exact.weights.count)
        proof.point.reserveCapacity(exact.weights.count)
        forEach(system) { j, correction, _ in
            let shift = shift(j, correction)
            let whole = Double((exact.weights[j] >> Int64(fine)) + Int64((shift + 0.5).rounded(.down)))
            let value = Double(exact.weights[j]) * unit - correction
            proof.weights.append(whole * step + 0)
            proof.point.append(value)
            let moved = whole * step - value
            proof.moved += moved * moved
            return true
        }
        proof.moved = proof.moved.squareRoot() * Rounding.allowance + 0x1p-50 * Double(exact.weights.count)
        return proof
    }

    /// Every weight's place, what is to be taken off it, and what is left of its gradient; until `body` says false.
    @inline(__always)
    private func forEach(_ system: SparseSolver.System, _ body: (Int, Double, Double) -> Bool) {
        guard let basis = rows.basis else {
            for j in 0..<rows.dimension {
                guard body(j, system.solution[j], system.residual[j]) else { return }
            }
            return
        }
        let (classes, width) = (basis.classes, rows.width)
        withUnsafeTemporaryAllocation(of: Double.self, capacity: 2 * classes) { buffer in
            guard let corrections = buffer.baseAddress else { return }
            let residuals = corrections + classes
            for column in 0..<rows.columnCount {
                basis.spread(system.solution.pointer + column * width, into: corrections)
                basis.spread(system.residual.pointer + column * width, into: residuals)
                var common = 0.0
                for k in 0..<classes { common += exact.outputs[column * classes + k] }
                common /= Double(classes) * rows.ridge
                for k in 0..<classes {
                    guard body(column * classes + k, corrections[k] + common, residuals[k]) else { return }
                }
            }
        }
    }

    /// What a weight less its correction is beyond the point below w₁ⱼ, in steps.
    @inline(__always)
    private func shift(_ j: Int, _ correction: Double) -> Double {
        let part = exact.weights[j] & (1 << Int64(fine) - 1)
        return Double(part) / Double(1 << fine) - correction / step
    }

    private func isCertain(_ system: SparseSolver.System, _ norm: Double, _ eta: Double) -> Bool {
        let all = (norm * (1 + 1e-9) + eta) / rows.ridge * (1 + 1e-9)
        guard all.isFinite else { return false }
        let (spare, outputs) = (spare, rows.outputs)
        var isCertain = true
        forEach(system) { j, correction, residual in
            let shift = shift(j, correction)
            guard abs(shift) < 0x1p30, exact.weights[j].magnitude >> UInt64(fine) < 1 << 52 else {
                isCertain = false
                return false
            }
            let margin = (abs(shift - shift.rounded(.down) - 0.5) - 0x1p-50 * (2 + abs(shift))) * step * (1 - 1e-9)
            let own =
                (abs(residual) + eta) / rows.ridge * (1 + 1e-9)
                + reach.columns[outputs == 1 ? j : j / outputs] * all * (1 + 1e-9)
            isCertain = min(own, all) + spare < margin
            return isCertain
        }
        return isCertain
    }

    /// What a solve in more digits needs for each weight (the error of `ExactGradient`), several times.
    private var spare: Double {
        let outputs = Double(rows.outputs)
        let wide = Double(
            sign: .plus,
            exponent: max(0, exact.logitBits + Int.bitWidth - reach.longestRow.leadingZeroBitCount - 19),
            significand: 1)
        var strict = Double(reach.longestRow + 2) * 0x1p-104 * wide + 0x1p-98
        var sums = Double(rows.entries + rows.count) * (1 + exact.norms) * 0x1p-119
        if rows.basis != nil {
            strict = outputs * strict + 0x1p-99 * outputs.squareRoot() * (outputs + 1)
            sums *= outputs
        }
        return Self.spare * rows.weight * (exact.norms * strict + sums) / rows.ridge
    }
}
