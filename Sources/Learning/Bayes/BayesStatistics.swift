/// What naive Bayes knows of the records: whole numbers, so that a record is taken away as exactly as it was added.
///
/// Feature-major: the numbers of column j and class c are at j·classes + c.
struct BayesStatistics: Sendable {
    let event: BayesRecipe.Event
    let fixed: FixedPoint
    let classes: Int
    /// Records a class.
    var records: [Int]
    /// Records a column that have an entry there: the column exists as long as one has.
    var holders: [UInt32]
    /// Σq, q = round(x·2ˢᶜᵃˡᵉ); for Bernoulli the records with x > 0.
    var sums: [Int128]
    /// Σq², for Gaussian only.
    var squares: [Int128]

    init(_ settings: BayesRecipe, classes: Int, dimension: Int) {
        event = settings.event
        fixed = FixedPoint(scale: settings.scale)
        self.classes = classes
        records = Array(repeating: 0, count: classes)
        holders = Array(repeating: 0, count: dimension)
        sums = Array(repeating: 0, count: classes * dimension)
        squares = event == .gaussian ? sums : []
    }

    var dimension: Int { holders.count }

    /// Adds rows, or takes them away (`sign` −1), in time proportional to their entries.
    ///
    /// - Parameter places: the place of a row's class, by its code.
    /// - Returns: the first entry that is not finite, too large, or negative where that means nothing; nil as a rule.
    mutating func add(
        _ rows: ArraySlice<Int>, of features: Features, codes: [UInt32], places: [Int], sign: Int64
    ) -> Int? {
        let least = event == .multinomial ? 0 : -highest
        let one = UInt32(truncatingIfNeeded: sign)
        for row in rows {
            let place = places[Int(codes[row])]
            records[place] += Int(sign)
            for k in features.rowStart[row]..<features.rowStart[row + 1] {
                let x = features.values[k]
                // False for NaN, too.
                guard x >= least, x <= highest else { return k }
                let column = Int(features.columns[k])
                let index = column * classes + place
                holders[column] &+= one
                switch event {
                case .bernoulli: sums[index] += x > 0 ? Int128(sign) : 0
                case .multinomial: sums[index] += Int128(sign * fixed.multiple(x))
                case .gaussian:
                    let q = Int128(fixed.multiple(x))
                    sums[index] &+= Int128(sign) &* q
                    squares[index] &+= Int128(sign) &* (q &* q)
                }
            }
        }
        return nil
    }

    mutating func add(_ other: BayesStatistics) {
        for c in records.indices { records[c] += other.records[c] }
        for j in holders.indices { holders[j] &+= other.holders[j] }
        for i in sums.indices { sums[i] &+= other.sums[i] }
        for i in squares.indices { squares[i] &+= other.squares[i] }
    }

    /// Whether a feature is there is all that Bernoulli asks, so any finite value will do.
    private var highest: Double { event == .bernoulli ? .greatestFiniteMagnitude : fixed.limit }
}
