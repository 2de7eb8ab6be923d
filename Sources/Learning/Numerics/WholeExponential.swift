/// e⁻ᵗ and the logistic function of whole numbers, by whole numbers alone: the same bits on every machine, with a proven error.
///
/// t = i + b₁/2⁸ + b₂/2¹⁶ + r with r < 2⁻¹⁶, and e⁻ᵗ is the product of three table entries and
///
///     1 − r + r²/2 − r³/6 + r⁴/24 − r⁵/120,   remainder below r⁶/720 < 2⁻¹⁰⁵.
///
/// The roundings of the series are below 2⁻¹¹⁰, those of the products and tables below 2⁻¹²⁰.
struct WholeExponential: Sendable {
    /// t is given in units of 2⁻¹⁰⁴.
    static let argumentBits = 104
    /// e⁻ᵗ is given in units of 2⁻¹²⁷.
    static let valueBits = 127
    /// An upper bound on the error of e⁻ᵗ.
    static let error = 0x1p-104
    /// An upper bound on the error of `logistic`: of e⁻ᵗ, and of the reciprocal, below 2⁻¹⁰³.
    static let logisticError = 0x1p-102

    /// An upper bound on the error of e⁻ᵗ over a sum of as many as there are classes, one of them 1: of both, of the sum's
    /// digits beyond those kept, and of its reciprocal.
    static func softmaxError(classes: Int) -> Double { Double(2 * classes + 8) * error }

    static let shared = WholeExponential()

    /// e⁻ⁱ, e⁻ⁱᐟ²⁵⁶ and e⁻ⁱᐟ⁶⁵⁵³⁶ in units of 2⁻¹²⁷.
    private let ones: [UInt128]
    private let bytes: [UInt128]
    private let words: [UInt128]

    /// Beyond, e⁻ᵗ is less than a unit.
    private static let largest = 88

    private init() {
        let step = Fraction192.exponentialOfMinus16Bits
        var power = step
        func row(_ count: Int, _ base: Fraction192) -> [UInt128] {
            power = base
            var row = [UInt128(1) << 127]
            for _ in 1..<count {
                row.append(power.top127)
                power = power.times(base)
            }
            return row
        }
        words = row(256, step)
        let byte = power
        bytes = row(256, byte)
        let one = power
        ones = row(Self.largest, one)
    }

    /// A size in units of 2⁻ᵖ in those of an argument; where it is beyond those, the largest.
    @inline(__always)
    static func argument(_ size: UInt64, at point: Int) -> UInt128 {
        let up = UInt64(argumentBits - point)
        // What is shifted out would leave the argument of a smaller logit.
        return up > 64 && size >> (128 - up) != 0 ? .max : UInt128(size) << UInt128(up)
    }

    /// e⁻ᵗ, to within `error`.
    @inline(__always)
    func callAsFunction(_ t: UInt128) -> UInt128 {
        guard t >> 104 < UInt128(Self.largest) else { return 0 }
        let cut = UInt64(truncatingIfNeeded: t >> 50)
        let rest = t & ((1 << 88) - 1)
        // r in units of 2⁻⁸⁰, and what that leaves, in 2⁻¹⁰⁴.
        let r = UInt64(truncatingIfNeeded: rest >> 24)
        let rLow = UInt64(truncatingIfNeeded: rest) & (1 << 24 - 1)
        let square = UInt128(r) &* UInt128(r)
        let r2 = UInt64(truncatingIfNeeded: square >> 64)
        let r3 = r2.multipliedFullWidth(by: r).high
        let r4 = r2.multipliedFullWidth(by: r2).high
        let r5 = r4.multipliedFullWidth(by: r).high
        var series = (UInt128(1) << 127) &- (rest << 23)
        series = series &+ (square >> 34) &+ ((UInt128(r) &* UInt128(rLow)) >> 57)
        series = series &- (UInt128(r3 / 6) << 15) &+ UInt128(r4 / 48) &- UInt128((r5 / 120) >> 17)
        let coarse = Self.product(ones[Int(cut >> 54)], bytes[Int(cut >> 46 & 255)])
        return Self.product(coarse, Self.product(words[Int(cut >> 38 & 255)], series))
    }

    /// σ(−t) in units of 2⁻¹²⁴ and σ(t) in units of 2⁻¹²⁵, to within `logisticError`.
    @inline(__always)
    func logistic(_ t: UInt128) -> (unlikely: UInt128, likely: UInt128) {
        let e = self(t)
        let likely = Self.reciprocalOfOnePlus(e)
        return (Self.high(e, likely), likely)
    }

    /// 1/(1 + e) in units of 2⁻¹²⁵: the Double quotient, of a relative error below 2⁻⁵¹·⁸, and one step of Newton.
    @inline(__always)
    static func reciprocalOfOnePlus(_ e: UInt128) -> UInt128 {
        let sum = (UInt128(1) << 126) &+ (e >> 1)
        let near = 1 / (1 + Double(UInt64(truncatingIfNeeded: e >> 64)) * 0x1p-63)
        let y = UInt64(near * 0x1p63)
        let product =
            UInt128(UInt64(truncatingIfNeeded: sum >> 64)) &* UInt128(y)
            &+ ((UInt128(UInt64(truncatingIfNeeded: sum)) &* UInt128(y)) >> 64)
        let missing = Int64(truncatingIfNeeded: Int128(truncatingIfNeeded: (UInt128(1) << 125) &- product) >> 12)
        let correction = (Int128(missing) &* Int128(y >> 1)) >> 50
        return (UInt128(y) << 62) &+ UInt128(truncatingIfNeeded: correction)
    }

    /// a·b of numbers in units of 2⁻¹²⁷, short by at most 6 units.
    @inline(__always)
    private static func product(_ a: UInt128, _ b: UInt128) -> UInt128 { high(a, b) << 1 }

    /// ⌊a·b / 2¹²⁸⌋, short by at most 3.
    @inline(__always)
    static func high(_ a: UInt128, _ b: UInt128) -> UInt128 {
        let (aHigh, aLow) = (UInt64(truncatingIfNeeded: a >> 64), UInt64(truncatingIfNeeded: a))
        let (bHigh, bLow) = (UInt64(truncatingIfNeeded: b >> 64), UInt64(truncatingIfNeeded: b))
        return UInt128(aHigh) &* UInt128(bHigh) &+ ((UInt128(aHigh) &* UInt128(bLow)) >> 64)
            &+ ((UInt128(aLow) &* UInt128(bHigh)) >> 64)
    }
}

/// A number below 1 in units of 2⁻¹⁹², for the tables.
private struct Fraction192 {
    /// The lowest first.
    var limbs: (UInt64, UInt64, UInt64)

    /// e^(−2⁻¹⁶), by its series.
    static var exponentialOfMinus16Bits: Fraction192 {
        // 1 − e⁻ˣ = x − x²/2 + x³/6 − …
        let x = Fraction192(limbs: (0, 0, 1 << 48))
        var (term, sum) = (x, x)
        for k in 2..<14 {
            term = term.times(x).divided(by: UInt64(k))
            sum = k % 2 == 1 ? sum.plus(term) : sum.plus(term.negative)
        }
        return sum.negative
    }

    /// 1 − self, as numbers below 1 have it: the complement.
    var negative: Fraction192 {
        Fraction192(limbs: (~limbs.0, ~limbs.1, ~limbs.2)).plus(Fraction192(limbs: (1, 0, 0)))
    }

    var top127: UInt128 { (UInt128(limbs.2) << 64 | UInt128(limbs.1)) >> 1 }

    func plus(_ other: Fraction192) -> Fraction192 {
        let low = UInt128(limbs.0) + UInt128(other.limbs.0)
        let middle = UInt128(limbs.1) + UInt128(other.limbs.1) + low >> 64
        let high = UInt128(limbs.2) + UInt128(other.limbs.2) + middle >> 64
        return Fraction192(
            limbs: (
                UInt64(truncatingIfNeeded: low), UInt64(truncatingIfNeeded: middle), UInt64(truncatingIfNeeded: high)
            ))
    }

    /// Truncated, within a unit.
    func times(_ other: Fraction192) -> Fraction192 {
        let (a, b) = ([limbs.0, limbs.1, limbs.2], [other.limbs.0, other.limbs.1, other.limbs.2])
        var out = Array(repeating: UInt64(0), count: 6)
        for i in 0..<3 {
            var carry: UInt64 = 0
            for j in 0..<3 {
                let sum = UInt128(a[i]) * UInt128(b[j]) + UInt128(out[i + j]) + UInt128(carry)
                out[i + j] = UInt64(truncatingIfNeeded: sum)
                carry = UInt64(truncatingIfNeeded: sum >> 64)
            }
            out[i + 3] = carry
        }
        return Fraction192(limbs: (out[3], out[4], out[5]))
    }

    func divided(by divisor: UInt64) -> Fraction192 {
        let high = limbs.2.quotientAndRemainder(dividingBy: divisor)
        let middle = divisor.dividingFullWidth((high.remainder, limbs.1))
        let low = divisor.dividingFullWidth((middle.remainder, limbs.0))
        return Fraction192(limbs: (low.quotient, middle.quotient, high.quotient))
    }
}
