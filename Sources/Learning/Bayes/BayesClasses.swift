import Records

/// The classes that the records to learn from are in.
struct BayesClasses: Sendable {
    /// In the order of their codes: a class's place is its index here.
    let names: [String]
    /// The place of a class by its code; −1 where it has no record.
    let places: [Int]
    /// The place of the positive class.
    let positive: Int

    static let nothingLeft = Refusal(
        .badData, "No record would be left to learn from.",
        next: "Keep records of every class, or erase the project.")

    /// - Throws: `Refusal` when there is no record, all are of one class, none is positive, or the response is a number.
    init(_ examples: Examples, rows: [Int], target: String) throws {
        let response = try Self.response(of: examples, target: target)
        guard !rows.isEmpty else { throw Self.nothingLeft }
        var counts = Array(repeating: 0, count: response.names.count)
        for row in rows { counts[Int(response.codes[row])] += 1 }
        let present = counts.indices.filter { counts[$0] > 0 }
        guard counts[response.positive] > 0, present.count > 1 else {
            let what = counts[response.positive] == 0 ? "No record" : "Every record"
            throw Refusal(
                .badData, "\(what) of the \(rows.count) to learn from is in the positive class of '\(target)'.",
                next: "Keep records of both classes.")
        }
        names = present.map { response.names[$0] }
        var places = Array(repeating: -1, count: counts.count)
        for (place, code) in present.enumerated() { places[code] = place }
        self.places = places
        positive = places[response.positive]
    }

    /// - Throws: `Refusal` when the response is a number.
    static func response(
        of examples: Examples, target: String
    ) throws -> (codes: [UInt32], names: [String], positive: Int) {
        guard case .classes(let codes, let names, let positive) = examples.response else {
            throw Refusal(
                .badData, "Naive Bayes needs classes; '\(target)' is taken as a number.",
                next: "Use the family 'ridge', or name a positive value.")
        }
        return (codes, names, positive)
    }
}
