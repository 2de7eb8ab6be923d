extension LogisticRegression.Fitted {
    /// The class with the largest logit.
    public func predictedClasses(_ examples: Examples, rows: [Int]) -> [String]? {
        guard outputs > 1 else { return nil }
        let features = examples.features
        return rows.map { row in
            var z = Array(repeating: 0.0, count: outputs)
            for k in features.rowStart[row]..<features.rowStart[row + 1] {
                for output in 0..<outputs {
                    z[output] += features.values[k] * weights[Int(features.columns[k]) * outputs + output]
                }
            }
            let best = z.indices.reduce(0) { z[$1] > z[$0] ? $1 : $0 }
            return classNames[best]
        }
    }
}
