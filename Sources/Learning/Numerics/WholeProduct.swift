/// A Double as the whole number and the power of two that it is: m·2ᵉ, exactly.
struct WholeParts {
    let mantissa: Int64
    let exponent: Int

    /// - Precondition: the number is finite.
    @inline(__always)
    init(_ x: Double) {
        let bits = x.bitPattern
        let field = Int(bits >> 52 & 0x7ff)
        let fraction = Int64(bitPattern: bits & (1 << 52 - 1))
        let size = field == 0 ? fraction : fraction | 1 << 52
        mantissa = bits >> 63 == 0 ? size : -size
        exponent = max(field, 1) - 1075
    }

    /// ⌊m·2ᵉ·v·2ˢ⌋: short of the product by less than 1, and exact where nothing lies below the point.
    ///
    /// - Precondition: the result is below 2¹²⁷ in size.
    @inline(__always)
    func times(_ v: Int128, shiftedBy s: Int) -> Int128 {
        let low = Int128(mantissa) &* Int128(UInt64(truncatingIfNeeded: v))
        let high = Int128(mantissa) &* Int128(Int64(truncatingIfNeeded: v >> 64)) &+ (low >> 64)
        let right = -(exponent + s)
        if right >= 64 {
            return right < 191 ? high &>> Int128(right - 64) : (high < 0 ? -1 : 0)
        }
        let whole = (high << 64) | Int128(UInt64(truncatingIfNeeded: low))
        if right > 0 {
            return (high &<< Int128(64 - right)) | Int128(UInt64(truncatingIfNeeded: low) >> UInt64(right))
        }
        return right > -128 ? whole &<< Int128(-right) : 0
    }
}
