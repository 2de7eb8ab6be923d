internal import CScan

/// Bounds the similarity of many rows to one vector by their bytes.
struct ByteScan: Sendable {
    struct Candidate {
        let row: Int
        /// At least and at most so similar.
        let least: Float
        let most: Float
    }

    let bytes: [Int8]
    let scales: [Float]
    let errors: [Float]
    let width: Int
    let asked: ByteVector
    let wanted: Int
    let without: Int?

    /// What single precision may lose in sums and products here.
    private static let slack: Float = 1e-5
    private static let block = 1024

    /// The similarity that `wanted` of the candidates reach at least.
    static func floor(_ candidates: [Candidate], _ wanted: Int) -> Float {
        if candidates.count < wanted { return -.infinity }
        return candidates.map(\.least).sorted(by: >)[wanted - 1]
    }

    /// The rows that may be among the nearest.
    ///
    /// - Parameter floor: what enough of the rows before reach.
    func candidates(among rows: Range<Int>, floor: Float) -> [Candidate] {
        var found: [Candidate] = []
        var floor = floor
        var limit = 4 * wanted + 64
        withUnsafeTemporaryAllocation(of: Int32.self, capacity: Self.block) { products in
            products.initialize(repeating: 0)
            for start in stride(from: rows.lowerBound, to: rows.upperBound, by: Self.block) {
                let end = min(rows.upperBound, start + Self.block)
                multiply(start..<end, products)
                bound(start..<end, UnsafeBufferPointer(products), floor, &found)
                // Twice as many as were left: raise the floor.
                if found.count > limit {
                    floor = max(floor, Self.floor(found, wanted))
                    found.removeAll { $0.most < floor }
                    limit = max(limit, 2 * found.count)
                }
            }
        }
        return found
    }

    private func multiply(_ rows: Range<Int>, _ products: UnsafeMutableBufferPointer<Int32>) {
        bytes.withUnsafeBufferPointer { bytes in
            asked.bytes.withUnsafeBufferPointer { asked in
                near_products(
                    bytes.baseAddress.map { $0 + rows.lowerBound * width }, rows.count, width, asked.baseAddress,
                    products.baseAddress)
            }
        }
    }

    private func bound(
        _ rows: Range<Int>, _ products: UnsafeBufferPointer<Int32>, _ floor: Float, _ found: inout [Candidate]
    ) {
        scales.withUnsafeBufferPointer { scales in
            errors.withUnsafeBufferPointer { errors in
                for row in rows where row != without {
                    let middle = Float(products[row - rows.lowerBound]) * (scales[row] * asked.scale)
                    // The asked vector has length 1, the other's bytes at most 1 and what was lost.
                    let error = errors[row] + (1 + errors[row]) * asked.error + Self.slack
                    if middle + error >= floor {
                        found.append(Candidate(row: row, least: middle - error, most: middle + error))
                    }
                }
            }
        }
    }
}
