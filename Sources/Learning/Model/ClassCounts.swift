import Records

/// How many of the records to learn from are in each class: what every family of classifiers refuses to learn from is
/// decided here.
struct ClassCounts: Sendable {
    /// The column that holds the classes.
    let column: String
    let names: [String]
    let positive: Int
    /// One a class.
    private(set) var counts: [Int]

    /// - Parameter codes: one a row of the examples.
    fileprivate init(_ column: String, names: [String], positive: Int, codes: [UInt32], rows: [Int]) {
        (self.column, self.names, self.positive) = (column, names, positive)
        counts = Array(repeating: 0, count: names.count)
        for row in rows { counts[Int(codes[row])] += 1 }
    }

    var total: Int { counts.reduce(0, +) }

    /// Classes that have a record.
    var present: [Int] { counts.indices.filter { counts[$0] > 0 } }

    mutating func remove(_ code: UInt32) { counts[Int(code)] -= 1 }

    /// - Parameter before: what a model learned from that now forgets; none of its classes may be gone.
    /// - Throws: `Refusal` where no record is left, the positive class or all others have none, or a class of `before` is gone.
    func check(since before: ClassCounts? = nil) throws {
        let total = total
        guard total > 0 else { throw Self.nothingLeft }
        if let gone = before?.present.first(where: { counts[$0] == 0 }) {
            throw Refusal(
                .badData, "No record of the class '\(names[gone])' of '\(column)' would be left.",
                next: "Keep records of every class, or train again without that class.")
        }
        guard counts[positive] > 0, counts[positive] < total else {
            let what = counts[positive] == 0 ? "No record" : "Every record"
            throw Refusal(
                .badData, "\(what) of the \(total) to learn from is in the positive class of '\(column)'.",
                next: "Keep records of both classes.")
        }
    }

    static let nothingLeft = Refusal(
        .badData, "No record would be left to learn from.", next: "Keep some records, or erase the project.")
}

extension Examples {
    /// The classes of every row.
    ///
    /// - Parameter family: as a sentence begins with it: "Trees need".
    /// - Throws: `Refusal` where the response is a number.
    func classes(
        for recipe: ModelRecipe, _ family: String
    ) throws -> (codes: [UInt32], names: [String], positive: Int) {
        guard case .classes(let codes, let names, let positive) = response else {
            throw Refusal(
                .badData, "\(family) classes; '\(recipe.target.column)' is taken as a number.",
                next: "Use the family 'ridge', or name a positive value.")
        }
        return (codes, names, positive)
    }

    /// How many of `rows` are in each class.
    ///
    /// - Throws: as `classes`.
    func classCounts(for recipe: ModelRecipe, _ family: String, _ rows: [Int]) throws -> ClassCounts {
        let (codes, names, positive) = try classes(for: recipe, family)
        return ClassCounts(recipe.target.column, names: names, positive: positive, codes: codes, rows: rows)
    }
    /// - Throws: `Refusal` where all of `rows` are on one side of the threshold of a number: decisions by it are no choice.
    public func refuseOneSide(of column: String, _ rows: [Int]) throws {
        guard case .numbers = response else { return }
        let codes: [UInt32] = (0..<rowCount).map { isPositive($0) ? 1 : 0 }
        let counts = ClassCounts(column, names: ["negative", "positive"], positive: 1, codes: codes, rows: rows)
        try counts.check()
    }
}
