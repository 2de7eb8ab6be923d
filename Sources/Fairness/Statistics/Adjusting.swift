/// p-values in view of how many tests were made.
public enum Adjusting {
    /// Holm's: rejecting what is at most α makes any false rejection at most α probable, whatever the tests share.
    ///
    /// Holm (1979), "A simple sequentially rejective multiple test procedure", Scandinavian Journal of Statistics 6.
    public static func holm(_ p: [Double]) -> [Double] {
        var highest = 0.0
        return inOrder(p, p.indices.sorted { (p[$0], $0) < (p[$1], $1) }) { value, rank in
            highest = max(highest, min(1, Double(p.count - rank) * value))
            return highest
        }
    }

    /// Benjamini & Hochberg's: of what is at most q, a share of at most q is expected to be rejected falsely, where the
    /// tests are independent or positively dependent.
    ///
    /// Benjamini & Hochberg (1995), "Controlling the false discovery rate", doi:10.1111/j.2517-6161.1995.tb02031.x.
    public static func benjaminiHochberg(_ p: [Double]) -> [Double] {
        var lowest = 1.0
        return inOrder(p, p.indices.sorted { (p[$0], $0) > (p[$1], $1) }) { value, rank in
            lowest = min(lowest, Double(p.count) * value / Double(p.count - rank))
            return lowest
        }
    }

    private static func inOrder(_ p: [Double], _ order: [Int], _ adjust: (Double, Int) -> Double) -> [Double] {
        var result = p
        for (rank, i) in order.enumerated() { result[i] = adjust(p[i], rank) }
        return result
    }
}

/// A family of hypotheses: each tested once, however many figures ask about it.
struct Family {
    private var hypotheses: [String: Int] = [:]
    private var p: [Double] = []
    let method: AdjustedP.Method

    init(_ method: AdjustedP.Method) { self.method = method }

    var count: Int { p.count }

    /// Counts a test; of two of one hypothesis (a rate and its complement), the larger p-value.
    mutating func add(_ hypothesis: String, p value: Double) {
        if let known = hypotheses[hypothesis] {
            p[known] = max(p[known], value)
        } else {
            hypotheses[hypothesis] = p.count
            p.append(value)
        }
    }

    /// Names as one text, so that different names make different texts.
    static func key(_ names: [String]) -> String { names.map { "\($0.utf8.count):\($0)" }.joined() }

    /// The adjusted p-value of every hypothesis that was added.
    ///
    /// - Complexity: O(m log m) for m hypotheses.
    var adjusted: [String: AdjustedP] {
        let values = method == .holm ? Adjusting.holm(p) : Adjusting.benjaminiHochberg(p)
        return hypotheses.mapValues { AdjustedP(p: values[$0], method: method, family: p.count) }
    }
}

extension Metric {
    /// The rate that a test is about, equal for a rate and its complement.
    var hypothesis: String {
        let cells = numerator.intersection(denominator)
        let others = denominator.subtracting(numerator)
        return "\(min(cells.rawValue, others.rawValue))/\(denominator.rawValue)"
    }
}
