/// K − 1 orthonormal directions in which the K weights of a column can differ (Helmert's contrasts): W = QV.
///
/// At a softmax optimum the weights of every column add up to 0, so V says everything, ‖W‖ = ‖V‖, and no direction is left in
/// which the loss does not change. Column j of Q is s on classes 0…j and −(j + 1)·s on class j + 1, s = 1/√((j + 1)(j + 2)).
final class Helmert: Sendable {
    /// K.
    let classes: Int
    /// K − 1.
    let width: Int
    private let scales: Numbers<Double>

    /// - Precondition: at least two classes.
    init(classes: Int) {
        self.classes = classes
        width = classes - 1
        scales = Numbers((1..<classes).map { 1 / Double($0 * ($0 + 1)).squareRoot() }, or: 0)
    }

    /// z ← Qm.
    ///
    /// - Complexity: O(K).
    @inline(__always)
    func spread(_ m: UnsafePointer<Double>, into z: UnsafeMutablePointer<Double>) {
        var later = 0.0
        var k = width
        while k >= 0 {
            if k < width { later += m[k] * scales[k] }
            z[k] = k > 0 ? later - Double(k) * scales[k &- 1] * m[k &- 1] : later
            k &-= 1
        }
    }

    /// m ← Qᵀz.
    ///
    /// - Complexity: O(K).
    @inline(__always)
    func gather(_ z: UnsafePointer<Double>, into m: UnsafeMutablePointer<Double>) {
        var earlier = 0.0
        for j in 0..<width {
            earlier += z[j]
            m[j] = scales[j] * (earlier - Double(j &+ 1) * z[j &+ 1])
        }
    }

    /// z ← a column of Q.
    @inline(__always)
    func column(_ j: Int, into z: UnsafeMutablePointer<Double>) {
        for k in 0..<classes { z[k] = k <= j ? scales[j] : k == j &+ 1 ? -Double(j &+ 1) * scales[j] : 0 }
    }

    /// s ← c(diag p − ppᵀ)t, in place: what the curvature of a record with the probabilities p makes of its logits.
    @inline(__always)
    func bend(_ t: UnsafeMutablePointer<Double>, _ p: UnsafePointer<Double>, _ c: Double) {
        var mean = 0.0
        for k in 0..<classes { mean += p[k] * t[k] }
        for k in 0..<classes { t[k] = c * p[k] * (t[k] - mean) }
    }
}
