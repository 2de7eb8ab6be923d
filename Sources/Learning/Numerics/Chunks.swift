/// Loops over long vectors take eight numbers at once: sums in eight chains, in an order that no compiler and no machine
/// changes.
typealias Chunk = SIMD8<Double>

extension Numbers where Number == Double {
    /// The numbers from place `j` on.
    ///
    /// - Precondition: eight are left.
    @inline(__always)
    func chunk(_ j: Int) -> Chunk { UnsafeRawPointer(pointer + j).loadUnaligned(as: Chunk.self) }

    @inline(__always)
    func set(_ j: Int, _ chunk: Chunk) { UnsafeMutableRawPointer(pointer + j).storeBytes(of: chunk, as: Chunk.self) }

    /// Places that whole chunks reach to.
    @inline(__always)
    var inChunks: Int { count & ~7 }

    /// Σaⱼ².
    var square: Double { square(ofFirst: count) }

    /// Σaⱼ² of as many.
    func square(ofFirst size: Int) -> Double {
        let whole = size & ~7
        var sums = Chunk()
        for j in stride(from: 0, to: whole, by: 8) {
            let a = chunk(j)
            sums += a * a
        }
        var sum = sums.sum()
        for j in whole..<size { sum += self[j] * self[j] }
        return sum
    }

    /// a ← a + t·b, as far as b goes, or as many.
    func add(_ t: Double, _ b: Numbers<Double>, count: Int? = nil) {
        let size = count ?? b.count
        let whole = size & ~7
        for j in stride(from: 0, to: whole, by: 8) { set(j, chunk(j) + t * b.chunk(j)) }
        for j in whole..<size { self[j] += t * b[j] }
    }
}
