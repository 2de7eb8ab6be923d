public import Learning

/// Finds the records whose vectors are nearest to one, exactly, without an index that has to be built: a pass over all of them
/// as bytes, and what could be among the nearest is looked at again in full.
///
/// What the bytes lost is known of every vector, so that its similarity lies within known bounds (|⟨x,y⟩ − ⟨x̂,ŷ⟩| ≤ ‖x−x̂‖ +
/// ‖x̂‖·‖y−ŷ‖): no record is left out that belongs to the nearest. Ties go by row; the same on any number of cores.
public struct SimilarVectors: Sendable {
    private let vectors: UnitVectors
    private let bytes: [Int8]
    private let scales: [Float]
    private let errors: [Float]

    private static let piece = 1 << 15

    /// - Throws: `Refusal` where a number is not finite; what reading throws; `CancellationError`.
    /// - Complexity: O(count · width) on all processors; a byte a number, and 8 a row.
    public init(_ vectors: UnitVectors, work: Work = .silent) throws {
        self.vectors = vectors
        var (bytes, scales, errors) = ([Int8](), [Float](), [Float]())
        bytes.reserveCapacity(vectors.count * vectors.width)
        try Pieces.run(0..<vectors.count, of: 4096, work: work, phase: "reading vectors") { rows in
            var made = (bytes: [Int8](), scales: [Float](), errors: [Float]())
            made.bytes.reserveCapacity(rows.count * vectors.width)
            try withUnsafeTemporaryAllocation(of: Float.self, capacity: vectors.width) { place in
                place.initialize(repeating: 0)
                for row in rows {
                    try vectors.unit(row, into: place)
                    let vector = ByteVector(UnsafeBufferPointer(place))
                    made.bytes += vector.bytes
                    made.scales.append(vector.scale)
                    made.errors.append(vector.error)
                }
            }
            return made
        } take: { _, made in
            bytes += made.bytes
            scales += made.scales
            errors += made.errors
        }
        (self.bytes, self.scales, self.errors) = (bytes, scales, errors)
    }

    public var count: Int { vectors.count }

    /// The nearest to a record, without itself, the most similar first.
    public func nearest(to row: Int, count wanted: Int, work: Work = .silent) throws -> [Neighbour] {
        var vector = [Float](repeating: 0, count: vectors.width)
        try vector.withUnsafeMutableBufferPointer { try vectors.unit(row, into: $0) }
        return try nearest(toUnit: vector, count: wanted, without: row, work)
    }

    /// The nearest to a vector of the same width.
    ///
    /// - Complexity: O(count · width) bytes read on all processors.
    public func nearest(to vector: [Float], count wanted: Int, work: Work = .silent) throws -> [Neighbour] {
        var unit = vector
        let isFinite = unit.withUnsafeMutableBufferPointer { UnitVectors.normalise($0) }
        if !isFinite || vector.count != vectors.width { return [] }
        return try nearest(toUnit: unit, count: wanted, without: nil, work)
    }

    private func nearest(toUnit unit: [Float], count wanted: Int, without own: Int?, _ work: Work) throws -> [Neighbour]
    {
        if wanted <= 0 || vectors.count == 0 { return [] }
        let asked = unit.withUnsafeBufferPointer(ByteVector.init)
        let scan = ByteScan(
            bytes: bytes, scales: scales, errors: errors, width: vectors.width, asked: asked, wanted: wanted,
            without: own)
        var candidates: [ByteScan.Candidate] = []
        var floor = -Float.infinity
        try Pieces.run(0..<vectors.count, of: Self.piece, work: work, phase: "comparing vectors") { [floor] rows in
            scan.candidates(among: rows, floor: floor)
        } take: { _, found in
            candidates += found
            // Enough of them are at least so similar: what cannot be is let go.
            floor = ByteScan.floor(candidates, wanted)
            candidates.removeAll { $0.most < floor }
        }
        return try rescored(candidates.map(\.row), unit, wanted)
    }

    /// The nearest among some rows, on one processor: for whoever asks for many.
    func nearest(toUnit unit: [Float], among rows: Range<Int>, count wanted: Int, without own: Int?) throws
        -> [Neighbour]
    {
        if wanted <= 0 || rows.isEmpty { return [] }
        let asked = unit.withUnsafeBufferPointer(ByteVector.init)
        let scan = ByteScan(
            bytes: bytes, scales: scales, errors: errors, width: vectors.width, asked: asked, wanted: wanted,
            without: own)
        let candidates = scan.candidates(among: rows, floor: -.infinity)
        let floor = ByteScan.floor(candidates, wanted)
        return try rescored(candidates.filter { $0.most >= floor }.map(\.row), unit, wanted)
    }

    private func rescored(_ rows: [Int], _ unit: [Float], _ wanted: Int) throws -> [Neighbour] {
        var found: [Neighbour] = []
        try withUnsafeTemporaryAllocation(of: Float.self, capacity: vectors.width) { place in
            place.initialize(repeating: 0)
            for row in rows {
                try vectors.unit(row, into: place)
                let similarity = unit.withUnsafeBufferPointer { UnitVectors.product($0, UnsafeBufferPointer(place)) }
                found.append(Neighbour(row: row, similarity: similarity))
            }
        }
        return Array(found.sorted(by: Neighbour.isBefore).prefix(wanted))
    }
}
