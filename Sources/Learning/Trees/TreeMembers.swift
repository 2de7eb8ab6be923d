import Records

/// The records that a forest was fitted to, and how many there are of each class.
struct TreeMembers: Sendable {
    private var holds: [Bool]
    private var counts: [Int]
    private let ground: TreeExamples

    init(_ rows: [Int], of ground: TreeExamples) {
        self.ground = ground
        holds = Array(repeating: false, count: ground.source.rowCount)
        counts = Array(repeating: 0, count: ground.classNames.count)
        for row in rows {
            holds[row] = true
            counts[Int(ground.classes[row])] += 1
        }
    }

    var count: Int { counts.reduce(0, +) }
    /// Classes that have a record.
    var classes: [Int] { counts.indices.filter { counts[$0] > 0 } }

    /// Takes away `rows`.
    ///
    /// - Returns: those that were there.
    mutating func remove(_ rows: [Int]) -> [Int] {
        var gone: [Int] = []
        for row in rows where holds[row] {
            holds[row] = false
            counts[Int(ground.classes[row])] -= 1
            gone.append(row)
        }
        return gone
    }

    /// Whether these are `rows`, which are distinct.
    func isEqual(to rows: [Int]) -> Bool {
        guard count == rows.count else { return false }
        return holds.withUnsafeBufferPointer { holds in
            rows.withUnsafeBufferPointer { rows in rows.allSatisfy { holds[$0] } }
        }
    }

    /// A flag a row of the table.
    func mask(of rows: [Int]) -> [Bool] {
        var mask = Array(repeating: false, count: holds.count)
        for row in rows { mask[row] = true }
        return mask
    }

    /// - Throws: `Refusal` where nothing is left, or the positive class or all others are gone.
    func check(_ target: Target) throws {
        guard count > 0 else {
            throw Refusal(
                .badData, "No record would be left to learn from.",
                next: "Keep records of both classes, or erase the project.")
        }
        let positives = counts[ground.positive]
        guard positives == 0 || positives == count else { return }
        let what = positives == 0 ? "No record" : "Every record"
        throw Refusal(
            .badData, "\(what) of the \(count) to learn from is in the positive class of '\(target.column)'.",
            next: "Keep records of both classes.")
    }
}
