/// How many records there are of a kind, and what they count for.
struct Mass: Hashable, Sendable {
    var records = 0
    /// Σ w; the number of records where they count the same.
    var weight = 0.0
    /// Σ w²
    var squares = 0.0

    /// Records that count the same.
    init(_ records: Int) {
        self.records = records
        weight = Double(records)
        squares = Double(records)
    }

    init(records: Int, weight: Double, squares: Double) {
        self.records = records
        self.weight = weight
        self.squares = squares
    }

    mutating func add(_ weight: Double) {
        records += 1
        self.weight += weight
        squares += weight * weight
    }

    mutating func add(_ other: Mass) {
        records += other.records
        weight += other.weight
        squares += other.squares
    }

    /// These records but for some of them.
    func without(_ some: Mass) -> Mass {
        Mass(records: records - some.records, weight: weight - some.weight, squares: squares - some.squares)
    }

    /// Kish's effective number of records, (Σw)² / Σw²; 0 without weight.
    ///
    /// Kish (1965), "Survey Sampling", section 8.2; Kish (1992), "Weighting for unequal Pᵢ".
    var effective: Double { squares > 0 ? weight * weight / squares : 0 }
}
