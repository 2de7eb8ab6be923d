/// How weights make a margin: wᵀx of two classes; of more ln p − ln(1 − p) of the positive one's share p of a softmax over Wx.
/// Weight k of column j stands at j · outputs + k.
public struct LinearScore: Sendable {
    /// 1 of two classes, else one a class.
    public let outputs: Int
    /// The output of the positive class.
    public let positive: Int
    /// In the order of the outputs; empty for two classes.
    public let classNames: [String]

    public init(positive: Int = 0, classNames: [String] = []) {
        outputs = max(1, classNames.count)
        self.positive = positive
        self.classNames = classNames
    }

    /// z = Wx.
    ///
    /// - Complexity: O(entries of the row · outputs).
    @inline(__always)
    public func logits(
        _ features: Features, _ row: Int, _ weights: [Double], into z: UnsafeMutableBufferPointer<Double>
    ) {
        guard outputs > 1 else {
            z[0] = features.dot(row, weights)
            return
        }
        for k in 0..<outputs { z[k] = 0 }
        for j in features.rowStart[row]..<features.rowStart[row + 1] {
            let base = Int(features.columns[j]) * outputs
            for k in 0..<outputs { z[k] += features.values[j] * weights[base + k] }
        }
    }

    /// The margin of a row, and how it changes with each of the logits.
    public func margin(
        _ features: Features, _ row: Int, _ weights: [Double], slopes: UnsafeMutableBufferPointer<Double>
    ) -> Double {
        logits(features, row, weights, into: slopes)
        guard outputs > 1 else {
            let z = slopes[0]
            slopes[0] = 1
            return z
        }
        // ln p − ln(1 − p) = z − ln Σ of the others' eᶻ, whose slopes are the others' shares among themselves.
        let mine = slopes[positive]
        slopes[positive] = -.infinity
        let others = LogisticObjective.softmax(slopes)
        for k in 0..<outputs { slopes[k] = k == positive ? 1 : -slopes[k] }
        return mine - others
    }

    public func margin(_ features: Features, _ row: Int, _ weights: [Double]) -> Double {
        if outputs == 1 { return features.dot(row, weights) }
        return withUnsafeTemporaryAllocation(of: Double.self, capacity: outputs) {
            margin(features, row, weights, slopes: $0)
        }
    }
}
