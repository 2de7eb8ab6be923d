import Records

/// Numbers as whole multiples of 2⁻ˢᶜᵃˡᵉ, so that their sums are exact: added in any order, and taken away again without
/// a trace.
struct FixedPoint: Sendable {
    /// The largest multiple: 2³² products of two such numbers add up to at most 2¹²⁶, within Int128.
    static let largest = Int64(1) << 47

    let scale: Int
    /// 2ˢᶜᵃˡᵉ.
    let unit: Double
    /// The largest magnitude that can be taken.
    let limit: Double

    init(scale: Int) {
        self.scale = scale
        unit = Double(UInt64(1) << UInt64(scale))
        limit = Double(Self.largest) / unit
    }

    /// x·2ˢᶜᵃˡᵉ, rounded to the nearest whole number, ties to even.
    ///
    /// - Precondition: |x| ≤ `limit`.
    @inline(__always)
    func multiple(_ x: Double) -> Int64 { Int64((x * unit).rounded(.toNearestOrEven)) }

    /// Why `x` can't be taken, and what can be done; `what` names it: "The feature 'n:age'".
    func refusal(_ x: Double, of what: String) -> Refusal {
        guard x.isFinite else {
            return Refusal(
                .badData, "\(what) is \(x) in a record to learn from.",
                next: "Use finite numbers, or mark it as missing.")
        }
        let reaching = (0..<scale).last { abs(x) <= FixedPoint(scale: $0).limit }
        return Refusal(
            .badData,
            "\(what) is \(x) in a record to learn from; sums at scale \(scale) are exact up to ±\(limit).",
            next: reaching.map { "Train with --scale \($0) or less: multiples of 2^-\($0) reach that far." }
                ?? "Give it in a larger unit, or leave the column out.")
    }
}

extension Double {
    /// The nearest double, ties to even.
    init(rounding whole: Int128) {
        if let small = Int64(exactly: whole) { self.init(small) } else { self.init(whole) }
    }
}

extension ParameterWriter {
    /// A whole number in one spelling: how many bytes follow, then the fewest that hold it, little-endian, in two's
    /// complement. 0 has none.
    mutating func append(whole value: Int128) {
        let significant = 129 - (value < 0 ? ~value : value).leadingZeroBitCount
        let count = value == 0 ? 0 : (significant + 7) / 8
        append(UInt8(count))
        for place in 0..<count { append(UInt8(truncatingIfNeeded: value >> Int128(8 * place))) }
    }
}
