/// An approximate inverse of a softmax's Hessian: the constant is taken out exactly (centring), the most frequent columns are
/// solved for together by a Cholesky factor, the rest by their blocks of (K − 1)² numbers. It only steers; no bit depends on
/// it.
final class BlockPreconditioner: Preconditioning {
    private let columns: Int
    /// K − 1, and with what it is filled up to.
    private let size: Int
    private let width: Int
    private let head: Int
    private let factor: Cholesky?
    /// A column: `size` vectors of its block's inverse, centred.
    private let inverse: Numbers<Double>
    /// A column: `size` vectors of the Hessian's block of it and the constant.
    private let border: Numbers<Double>
    private let hasConstant: Bool

    /// Unknowns that are solved for together.
    private static let largestHead = 384
    private static let textHead = 128

    /// - Complexity: O(entries · K² + Σ head entries² · K²).
    init(_ rows: SparseRows, _ basis: Helmert, curvature: Numbers<Double>) {
        (columns, size, width) = (rows.columnCount, basis.width, rows.width)
        hasConstant = rows.hasConstant
        let wanted = columns * size <= Self.largestHead ? columns : min(Self.textHead, Self.largestHead / size)
        let sums = BlockSums(rows, basis, curvature: curvature, head: min(columns, wanted))
        var constant = SmallMatrix(size: size)
        if hasConstant { constant = sums.constant.inverse }
        inverse = Numbers(repeating: 0, count: columns * size * width)
        border = Numbers(repeating: 0, count: columns * size * width)
        for column in 0..<columns {
            if hasConstant, column == 0 {
                constant.write(to: inverse.pointer, width: width)
                continue
            }
            var block = sums.block(column)
            if hasConstant {
                let beside = sums.border(column)
                beside.write(to: border.pointer + column * size * width, width: width)
                block = block - beside * constant * beside
            }
            block.keepAbove(0.5 * rows.ridge)
            block.inverse.write(to: inverse.pointer + column * size * width, width: width)
        }
        factor = sums.headFactor(constant: hasConstant ? constant : nil)
        head = factor == nil ? 0 : min(columns, wanted)
    }

    func apply(_ p: Numbers<Double>, into q: Numbers<Double>) -> Double {
        switch width {
        case 2: apply(of: SIMD2<Double>.self, p, q)
        case 4: apply(of: SIMD4<Double>.self, p, q)
        default: apply(of: SIMD8<Double>.self, p, q)
        }
    }

    @inline(__always)
    private func apply<V: SIMD & BitwiseCopyable>(of _: V.Type, _ p: Numbers<Double>, _ q: Numbers<Double>) -> Double
    where V.Scalar == Double {
        guard columns > 0 else { return 0 }
        var (first, sum, dots) = (V(), V(), V())
        if hasConstant { first = times(inverse.pointer, load(p.pointer)) }
        let begin = hasConstant ? 1 : 0
        if let factor {
            var right = Array(repeating: 0.0, count: head * size)
            for column in begin..<head {
                let rest: V = load(p.pointer + column * width) - times(block(border, column), first)
                for k in 0..<size { right[column * size + k] = rest[k] }
            }
            let solved = factor.solve(right)
            for column in begin..<head {
                var own = V()
                for k in 0..<size { own[k] = solved[column * size + k] }
                store(own, q.pointer + column * width)
                sum += times(block(border, column), own)
                dots += own * load(p.pointer + column * width)
            }
        }
        for column in max(begin, head)..<max(columns, begin, head) {
            let right: V = load(p.pointer + column &* width)
            let own = times(block(inverse, column), right - times(block(border, column), first))
            store(own, q.pointer + column &* width)
            sum += times(block(border, column), own)
            dots += own * right
        }
        if hasConstant {
            let own = first - times(inverse.pointer, sum)
            store(own, q.pointer)
            dots += own * load(p.pointer)
        }
        return dots.sum()
    }

    @inline(__always)
    private func block(_ blocks: Numbers<Double>, _ column: Int) -> UnsafeMutablePointer<Double> {
        blocks.pointer + column &* size &* width
    }

    /// A symmetric matrix times a vector.
    @inline(__always)
    private func times<V: SIMD & BitwiseCopyable>(_ matrix: UnsafeMutablePointer<Double>, _ v: V) -> V
    where V.Scalar == Double {
        var out = V()
        for k in 0..<size { out += load(matrix + k &* width) * v[k] }
        return out
    }

    @inline(__always)
    private func load<V: SIMD & BitwiseCopyable>(_ from: UnsafeMutablePointer<Double>) -> V where V.Scalar == Double {
        UnsafeRawPointer(from).loadUnaligned(as: V.self)
    }

    @inline(__always)
    private func store<V: SIMD & BitwiseCopyable>(_ v: V, _ to: UnsafeMutablePointer<Double>) where V.Scalar == Double {
        UnsafeMutableRawPointer(to).storeBytes(of: v, as: V.self)
    }
}

extension SparseRows {
    /// An approximate inverse of the Hessian.
    func preconditioner(curvature: Numbers<Double>) -> any Preconditioning {
        basis.map { BlockPreconditioner(self, $0, curvature: curvature) } ?? Preconditioner(self, curvature: curvature)
    }
}
