import Records

/// A number that a factor can be made of: a Double, or one of twice its digits.
protocol FactorNumber: Sendable {
    init(double x: Double)
    static func + (a: Self, b: Self) -> Self
    static func - (a: Self, b: Self) -> Self
    static func * (a: Self, b: Self) -> Self
    static func * (a: Self, b: Double) -> Self
    func dividedBy(_ other: Self) -> Self
    func root() -> Self
    var value: Double { get }
    /// An upper bound on the relative error of an operation.
    static var precision: Double { get }
}

extension Double: FactorNumber {
    init(double x: Double) { self = x }
    func dividedBy(_ other: Double) -> Double { self / other }
    func root() -> Double { squareRoot() }
    var value: Double { self }
    static var precision: Double { 0x1p-53 }
}

extension DoubleDouble: FactorNumber {
    init(double x: Double) { self.init(x) }
    func dividedBy(_ other: DoubleDouble) -> DoubleDouble { self * DoubleDouble.reciprocal(other) }
    static var precision: Double { 0x1p-100 }

    /// One step of Newton from the root of the high part.
    func root() -> DoubleDouble {
        let first = high.squareRoot()
        let rest = self - DoubleDouble(productOf: first, first)
        return DoubleDouble(sumOf: first, rest.value / (2 * first))
    }
}

/// A factor of the Hessian ∇²G over the columns that occur, equilibrated by powers of two, in as many digits as `Number` has.
///
/// The curvature of a record enters as a sum of squares, so that its own rounding changes the Hessian by a share of itself,
/// whatever its condition: only the arithmetic of the factor must have the digits.
struct DenseHessian<Number: FactorNumber> {
    /// Places of the columns that occur, −1 for the others.
    private let places: [Int]
    private let size: Int
    /// A power of two for each of the unknowns.
    private let scales: [Double]
    /// The upper triangle Lᵀ of L·Lᵀ, row after row.
    private var factor: [Number]
    private let outputs: Int

    /// Unknowns; more are solved for by conjugate gradients.
    static var largestSize: Int { 640 }

    /// nil where the matrix is not positive definite to the precision.
    ///
    /// - Throws: `CancellationError`.
    /// - Complexity: O(Σ nnzᵢ² + size³).
    init?(_ objective: LogisticObjective, curvature: [Double], work: Work, progress: Progress) throws {
        let occurs = objective.features.occurring(in: objective.rows)
        outputs = objective.outputs
        var places: [Int] = []
        var count = 0
        for column in occurs.indices {
            places.append(occurs[column] ? count : -1)
            if occurs[column] { count += 1 }
        }
        self.places = places
        size = count * outputs
        scales = Self.scales(objective, places, count)
        factor = Array(repeating: Number(double: 0), count: size * (size + 1) / 2)
        try work.step(progress)
        assemble(objective, curvature)
        for (i, scale) in scales.enumerated() {
            let place = start(i)
            factor[place] = factor[place] + Number(double: objective.ridge * scale * scale)
        }
        try work.step(progress)
        guard decompose() else { return nil }
    }

    /// Where row i begins, with its diagonal.
    private func start(_ i: Int) -> Int { i * size - i * (i - 1) / 2 }

    /// Powers of two that bring a bound on each diagonal entry near 1.
    private static func scales(_ objective: LogisticObjective, _ places: [Int], _ count: Int) -> [Double] {
        var largest = Array(repeating: 0.0, count: count)
        for row in objective.rows {
            for k in objective.features.rowStart[row]..<objective.features.rowStart[row + 1] {
                let place = places[Int(objective.features.columns[k])]
                largest[place] = max(largest[place], abs(objective.features.values[k]))
            }
        }
        let rows = Int((Double(max(1, objective.rows.count)) * objective.weight).exponent)
        return largest.flatMap { size in
            let exponent = max(Int(objective.ridge.exponent), 2 * Int(size.exponent) + rows - 2)
            let scale = Double(sign: .plus, exponent: -(exponent >> 1), significand: 1)
            return Array(repeating: scale, count: objective.outputs)
        }
    }

    private mutating func assemble(_ objective: LogisticObjective, _ curvature: [Double]) {
        let (outputs, places, scales, size) = (outputs, places, scales, size)
        factor.withUnsafeMutableBufferPointer { factor in
            objective.withRows { data in
                var block = Array(repeating: Number(double: 0), count: outputs * outputs)
                for (i, row) in objective.rows.enumerated() {
                    Self.block(curvature[(i * outputs)..<((i + 1) * outputs)], objective.weight, &block)
                    let range = data.start[row]..<data.start[row + 1]
                    for k in range {
                        let line = places[Int(data.columns[k])] * outputs
                        let x = data.values[k] * scales[line]
                        for l in range.lowerBound...k {
                            let column = places[Int(data.columns[l])] * outputs
                            // Small columns are scaled by more than 1: the product of both stays in range.
                            let y = data.values[l] * scales[column]
                            for other in 0..<outputs {
                                let row = column + other
                                let start = row * size - row * (row - 1) / 2 - row
                                for output in (l == k ? other : 0)..<outputs {
                                    let term = (block[output * outputs + other] * x) * y
                                    factor[start + line + output] = factor[start + line + output] + term
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    /// c·(diag p − ppᵀ), its diagonal as the sum of what its rows have beside it.
    private static func block(_ p: ArraySlice<Double>, _ weight: Double, _ block: inout [Number]) {
        let outputs = p.count
        guard outputs > 1 else {
            block[0] = Number(double: p[p.startIndex])
            return
        }
        for a in 0..<outputs {
            var sum = Number(double: 0)
            for b in 0..<outputs where b != a {
                let product = (Number(double: p[p.startIndex + a]) * p[p.startIndex + b]) * weight
                sum = sum + product
                block[a * outputs + b] = Number(double: 0) - product
            }
            block[a * outputs + a] = sum
        }
    }

    /// Row after row, each taken from all below it: long runs of independent operations.
    private mutating func decompose() -> Bool {
        let size = size
        let least = 8 * Double(size + 1) * Number.precision
        let diagonal = (0..<size).map { factor[start($0)].value }
        return factor.withUnsafeMutableBufferPointer { factor in
            var line = 0
            for k in 0..<size {
                guard factor[line].value > least * diagonal[k] else { return false }
                let root = factor[line].root()
                factor[line] = root
                for j in 1..<max(size - k, 1) { factor[line + j] = factor[line + j].dividedBy(root) }
                var other = line + size - k
                for i in 1..<max(size - k, 1) {
                    let share = factor[line + i]
                    for j in i..<(size - k) {
                        factor[other + j - i] = factor[other + j - i] - share * factor[line + j]
                    }
                    other += size - k - i
                }
                line += size - k
            }
            return true
        }
    }

    /// H⁻¹b; 0 for columns that don't occur.
    ///
    /// - Complexity: O(size²).
    func solve(_ b: [Double]) -> [Number] {
        var x: [Number] = []
        x.reserveCapacity(size)
        for column in places.indices where places[column] >= 0 {
            for output in 0..<outputs {
                x.append(Number(double: b[column * outputs + output] * scales[x.count]))
            }
        }
        for i in 0..<size {
            let line = start(i)
            x[i] = x[i].dividedBy(factor[line])
            let own = x[i]
            for j in (i + 1)..<max(size, i + 1) { x[j] = x[j] - factor[line + j - i] * own }
        }
        for i in (0..<size).reversed() {
            let line = start(i)
            var rest = x[i]
            for j in (i + 1)..<max(size, i + 1) { rest = rest - factor[line + j - i] * x[j] }
            x[i] = rest.dividedBy(factor[line])
        }
        var out = Array(repeating: Number(double: 0), count: b.count)
        for column in places.indices where places[column] >= 0 {
            for output in 0..<outputs {
                let place = places[column] * outputs + output
                out[column * outputs + output] = x[place] * scales[place]
            }
        }
        return out
    }
}

extension LogisticObjective {
    /// H⁻¹g by a fresh factor of the Hessian for the curvature at a point, in the canonical order.
    ///
    /// - Parameter isPrecise: in double-double.
    /// - Returns: nil where the digits don't suffice.
    /// - Throws: `CancellationError`.
    func newtonStep(
        _ gradient: [Double], curvature: [Double], isPrecise: Bool, work: Work, progress: Progress
    ) throws -> [DoubleDouble]? {
        if isPrecise {
            return try DenseHessian<DoubleDouble>(self, curvature: curvature, work: work, progress: progress)?
                .solve(gradient)
        }
        return try DenseHessian<Double>(self, curvature: curvature, work: work, progress: progress)?
            .solve(gradient).map { DoubleDouble($0) }
    }
}
