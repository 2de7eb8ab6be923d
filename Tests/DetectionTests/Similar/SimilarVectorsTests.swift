import CScan
import Learning
import TestSupport
import Testing

@testable import Detection

@Suite struct SimilarVectorsTests {
    private func vectors(_ count: Int, _ width: Int, seed: UInt64) -> [Float] {
        var dice = Seeded(seed)
        return (0..<count * width).map { _ in Float(dice.fraction() * 2 - 1) }
    }

    /// Every similarity in full, the largest first, ties by row.
    private func slow(_ values: [Float], _ width: Int, to query: [Float], _ wanted: Int, without: Int? = nil) -> [Int] {
        func unit(_ vector: ArraySlice<Float>) -> [Double] {
            let vector = vector.map { Double($0) }
            let length = vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
            return vector.map { length == 0 ? 0 : $0 / length }
        }
        let asked = unit(query[...])
        let scores = (0..<values.count / width).map { row in
            zip(unit(values[row * width..<(row + 1) * width]), asked).reduce(0) { $0 + $1.0 * $1.1 }
        }
        return scores.indices.filter { $0 != without }.sorted {
            abs(scores[$0] - scores[$1]) > 1e-6 ? scores[$0] > scores[$1] : $0 < $1
        }.prefix(wanted).map { $0 }
    }

    @Test(arguments: [1, 2, 7, 64, 65, 100, 384], [1, 10, 5_000])
    func `the nearest are those of all similarities in full`(width: Int, wanted: Int) throws {
        var values = vectors(3_000, width, seed: UInt64(width))
        // Copies, which tie, and zeros, which resemble nothing.
        for copy in 0..<40 { for j in 0..<width { values[(copy * 70 + 1) * width + j] = values[70 * width + j] } }
        for j in 0..<width { values[5 * width + j] = 0 }
        let index = try SimilarVectors(UnitVectors(values, width: width))
        let query = Array(values[70 * width..<71 * width])
        let found = try index.nearest(to: query, count: wanted).map(\.row)
        // Of width 1 nearly all tie, in single precision as in double.
        #expect(found.prefix(41) == slow(values, width, to: query, min(wanted, 41)).prefix(41))
        #expect(found.count == min(wanted, 3_000))
        #expect(try !index.nearest(to: 70, count: wanted).map(\.row).contains(70))
    }

    @Test func `random queries find what a slow search does`() throws {
        let values = vectors(4_000, 48, seed: 5)
        let index = try SimilarVectors(UnitVectors(values, width: 48))
        for seed in 0..<20 {
            let query = vectors(1, 48, seed: UInt64(100 + seed))
            #expect(try index.nearest(to: query, count: 25).map(\.row) == slow(values, 48, to: query, 25))
        }
    }

    @Test func `products are the sums that they say, at every width and value`() {
        var dice = Seeded(8)
        for width in [1, 3, 63, 64, 65, 127, 128, 129, 200, 384] {
            let rows = (0..<9 * width).map { _ in Int8(truncatingIfNeeded: Int.random(in: -127...127, using: &dice)) }
            for vector in [rows.prefix(width).map { $0 }, Array(repeating: Int8(127), count: width)] {
                var products = [Int32](repeating: 0, count: 9)
                near_products(rows, 9, width, vector, &products)
                let expected = (0..<9).map { row -> Int32 in
                    var sum: Int32 = 0
                    for j in 0..<width { sum += Int32(rows[row * width + j]) * Int32(vector[j]) }
                    return sum
                }
                #expect(products == expected)
            }
        }
    }

    @Test func `what a vector loses as bytes is never more than is said`() {
        for seed in 0..<50 {
            var unit = vectors(1, 96, seed: UInt64(seed))
            unit.withUnsafeMutableBufferPointer { _ = UnitVectors.normalise($0) }
            let vector = unit.withUnsafeBufferPointer(ByteVector.init)
            let lost = zip(unit, vector.bytes).reduce(0.0) { sum, pair in
                let rest = Double(pair.0) - Double(pair.1) * Double(vector.scale)
                return sum + rest * rest
            }
            #expect(lost.squareRoot() <= Double(vector.error))
        }
    }

    @Test func `numbers that are not finite are refused, and nothing asked is nothing found`() throws {
        #expect(throws: (any Error).self) { try SimilarVectors(UnitVectors([1, .nan, 0, 1], width: 2)) }
        let index = try SimilarVectors(UnitVectors([1, 0, 0, 1], width: 2))
        #expect(try index.nearest(to: [.infinity, 0], count: 1) == [])
        #expect(try index.nearest(to: [1, 0], count: 0) == [])
        #expect(try index.nearest(to: [1], count: 1) == [])
        #expect(try SimilarVectors(UnitVectors([], width: 2)).nearest(to: [1, 0], count: 3) == [])
    }
}
