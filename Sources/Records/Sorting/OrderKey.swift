/// Numbers whose order as whole numbers is the order of values: of a missing one the greatest.
enum OrderKey {
    static let missing = UInt64.max

    /// - Returns: Equal keys for equal numbers: 0 and -0 too.
    @inline(__always)
    static func of(_ number: Double, descending: Bool) -> UInt64 {
        if number.isNaN { return missing }
        let bits = number == 0 ? 0 : number.bitPattern
        let key = bits >> 63 == 0 ? bits | 1 << 63 : ~bits
        return descending ? ~key : key
    }

    @inline(__always)
    static func of(_ number: Float, descending: Bool) -> UInt32 {
        if number.isNaN { return .max }
        let bits = number == 0 ? 0 : number.bitPattern
        let key = bits >> 31 == 0 ? bits | 1 << 31 : ~bits
        return descending ? ~key : key
    }

    /// - Parameter seconds: `Int64.min` where there is no date.
    @inline(__always)
    static func of(_ seconds: Int64, descending: Bool) -> UInt64 {
        if seconds == .min { return missing }
        let key = UInt64(bitPattern: seconds) ^ 1 << 63
        return descending ? ~key : key
    }

    /// - Parameter count: how many ranks there are; the rank `count` stands for a missing value.
    @inline(__always)
    static func of(rank: UInt32, of count: UInt32, descending: Bool) -> UInt32 {
        descending && rank < count ? count - 1 - rank : rank
    }
}
