public import Learning

/// How far each record is from those nearest to it: one that resembles nothing is odd, broken, or of a group that is hardly
/// there (Ramaswamy, Rastogi & Shim 2000, doi:10.1145/335191.335437; as `cleanlab`'s and Spotlight's distances).
///
/// Distances are to a sample of the records, evenly over the file, where there are more than `references`: of a million records
/// each against each is a trillion products.
public struct OutlyingVectors: Hashable, Sendable {
    /// The mean is over so many nearest.
    public var neighbours: Int
    public var references: Int

    public init(neighbours: Int = 10, references: Int = 16_384) {
        (self.neighbours, self.references) = (max(1, neighbours), max(2, references))
    }

    /// The mean of 1 − cosine to the nearest, for every row: 0 where all are the same, above 1 only where all point away.
    ///
    /// - Throws: `Refusal` where a number is not finite; what reading throws; `CancellationError`.
    /// - Complexity: O(count · references · width) on all processors.
    public func distances(_ vectors: UnitVectors, work: Work = .silent) throws -> [Float] {
        let stride = max(1, (vectors.count + references - 1) / references)
        let sample = UnitVectors(count: (vectors.count + stride - 1) / stride, width: vectors.width) { row, place in
            try vectors.unit(row * stride, into: place)
        }
        let index = try SimilarVectors(sample, work: work.part(0, of: 2, phase: "reading vectors"))
        var distances: [Float] = []
        distances.reserveCapacity(vectors.count)
        let comparing = work.part(1, of: 2, phase: "comparing vectors")
        try Pieces.run(0..<vectors.count, of: 256, work: comparing, phase: "comparing vectors") { rows in
            var unit = [Float](repeating: 0, count: vectors.width)
            return try rows.map { row -> Float in
                try unit.withUnsafeMutableBufferPointer { try vectors.unit(row, into: $0) }
                let own = row % stride == 0 ? row / stride : nil
                let found = try index.nearest(toUnit: unit, among: 0..<index.count, count: neighbours, without: own)
                if found.isEmpty { return 0 }
                return found.reduce(Float(0)) { $0 + max(0, 1 - $1.similarity) } / Float(found.count)
            }
        } take: {
            distances += $1
        }
        return distances
    }
}
