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
