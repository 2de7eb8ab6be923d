/// The classes that the records to learn from are in.
struct BayesClasses: Sendable {
    /// In the order of their codes: a class's place is its index here.
    let names: [String]
    /// The place of a class by its code; −1 where it has no record.
    let places: [Int]
    /// The place of the positive class.
    let positive: Int

    init(_ counts: ClassCounts) {
        let present = counts.present
        names = present.map { counts.names[$0] }
        var places = Array(repeating: -1, count: counts.counts.count)
        for (place, code) in present.enumerated() { places[code] = place }
        self.places = places
        positive = places[counts.positive]
    }
}
