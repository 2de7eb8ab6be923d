/// Sums over coordinates, one after the other: a coordinate that is 0 everywhere leaves every bit of the rest alone.
package enum Vectors {
    package static func dot(_ a: [Double], _ b: [Double]) -> Double {
        precondition(a.count == b.count)
        return a.withUnsafeBufferPointer { a in
            b.withUnsafeBufferPointer { b in
                var sum = 0.0
                for j in a.indices { sum += a[j] * b[j] }
                return sum
            }
        }
    }

    package static func norm(_ a: [Double]) -> Double { dot(a, a).squareRoot() }

    /// An upper bound on ‖a‖, whatever the sizes: scaled before it is squared, so that nothing small is lost and nothing
    /// large overflows before its norm does. Infinite where a number is.
    static func upperNorm(_ a: some Collection<Double>) -> Double {
        var largest = 0.0
        for x in a {
            guard x.isFinite else { return .infinity }
            largest = max(largest, abs(x))
        }
        guard largest > 0 else { return 0 }
        let exponent = largest.exponent
        // In two steps: the scale itself may lie beyond Double.
        let (half, rest) = (exponent / 2, exponent - exponent / 2)
        let down = (
            Double(sign: .plus, exponent: -half, significand: 1), Double(sign: .plus, exponent: -rest, significand: 1)
        )
        var square = 0.0
        for x in a {
            let scaled = x * down.0 * down.1
            square += scaled * scaled
        }
        // What underflows is below 2⁻¹⁰⁷⁴ of a square of at least 1.
        let root = square.squareRoot() * (1 + Double(a.count + 8) * Rounding.unit)
        return root / down.0 / down.1 + .leastNonzeroMagnitude
    }

    /// a + t·b.
    package static func sum(_ a: [Double], _ t: Double, _ b: [Double]) -> [Double] {
        var out = a
        add(t, b, to: &out)
        return out
    }

    /// a ← a + t·b.
    package static func add(_ t: Double, _ b: [Double], to a: inout [Double]) {
        precondition(a.count == b.count)
        a.withUnsafeMutableBufferPointer { a in
            b.withUnsafeBufferPointer { b in
                for j in b.indices { a[j] += t * b[j] }
            }
        }
    }

    /// a ← t·a + b.
    package static func scale(_ a: inout [Double], by t: Double, adding b: [Double]) {
        precondition(a.count == b.count)
        a.withUnsafeMutableBufferPointer { a in
            b.withUnsafeBufferPointer { b in
                for j in b.indices { a[j] = t * a[j] + b[j] }
            }
        }
    }
}
