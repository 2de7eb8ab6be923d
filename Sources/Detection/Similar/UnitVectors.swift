internal import Records

/// Vectors by row, read where they stand: a column of a file, or an array. Compared by their direction.
public struct UnitVectors: Sendable {
    /// Copies the vector of a row into its place; from several threads at once.
    public typealias Reading = @Sendable (Int, UnsafeMutableBufferPointer<Float>) throws -> Void

    public let count: Int
    public let width: Int
    private let read: Reading

    public init(count: Int, width: Int, read: @escaping Reading) {
        (self.count, self.width, self.read) = (count, width, read)
    }

    /// - Parameter values: row by row.
    public init(_ values: [Float], width: Int) {
        precondition(width > 0 && values.count % width == 0, "whole rows")
        self.init(count: values.count / width, width: width) { row, place in
            values.withUnsafeBufferPointer { values in
                _ = place.update(fromContentsOf: UnsafeBufferPointer(rebasing: values[row * width..<(row + 1) * width]))
            }
        }
    }

    /// Reads a row and brings it to unit length; a vector of zeros stays one.
    ///
    /// - Throws: `Refusal` where a number is not finite.
    func unit(_ row: Int, into place: UnsafeMutableBufferPointer<Float>) throws {
        try read(row, place)
        guard Self.normalise(place) else {
            throw Refusal(
                .badData, "The vector of record \(row) holds a number that is not finite.",
                next: "Make the vectors again, or leave the record out.")
        }
    }

    /// False where a number is not finite.
    static func normalise(_ place: UnsafeMutableBufferPointer<Float>) -> Bool {
        var square = 0.0
        for value in place { square += Double(value) * Double(value) }
        guard square.isFinite else { return false }
        if square > 0 {
            let scale = 1 / square.squareRoot()
            for index in place.indices { place[index] = Float(Double(place[index]) * scale) }
        }
        return true
    }

    /// Σ aⱼ·bⱼ in eight sums, in an order that no compiler changes.
    static func product(_ a: UnsafeBufferPointer<Float>, _ b: UnsafeBufferPointer<Float>) -> Float {
        let whole = a.count & ~7
        var sums = SIMD8<Float>()
        for place in stride(from: 0, to: whole, by: 8) {
            let x = UnsafeRawPointer(a.baseAddress! + place).loadUnaligned(as: SIMD8<Float>.self)
            sums += x * UnsafeRawPointer(b.baseAddress! + place).loadUnaligned(as: SIMD8<Float>.self)
        }
        var sum = sums.sum()
        for place in whole..<a.count { sum += a[place] * b[place] }
        return sum
    }
}
