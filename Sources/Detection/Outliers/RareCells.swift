/// Groups, and what lies in several of them at once, with few records: what can hardly be measured of them, and who they are.
public struct RareCells: Sendable {
    /// Records of one value in each of some columns.
    public struct Cell: Hashable, Sendable {
        /// Column and value, by number, in the order of the columns.
        public let conditions: [Condition]
        public let count: Int
        /// How many there would be if the columns had nothing to do with each other.
        public let expected: Double
    }

    public struct Condition: Hashable, Sendable, Comparable {
        public let column: Int
        public let value: Int

        public init(column: Int, value: Int) {
            (self.column, self.value) = (column, value)
        }

        public static func < (first: Condition, second: Condition) -> Bool {
            (first.column, first.value) < (second.column, second.value)
        }
    }

    /// For each column the value of every record, numbered from 0; negative where it is missing.
    private let columns: [[Int]]

    public init(_ columns: [[Int]]) {
        precondition(columns.allSatisfy { $0.count == columns[0].count }, "a value for every record")
        self.columns = columns
    }

    /// Cells of at most `depth` columns that have records, but fewer than `limit`: those within a rarer one are not said again.
    /// The rarest first; ties by columns and values.
    ///
    /// - Complexity: O(records · column choices).
    public func cells(below limit: Int, depth: Int = 2) -> [Cell] {
        var rare: [Cell] = []
        var known: Set<[Condition]> = []
        let counts = columns.map { column in
            Dictionary(column.lazy.filter { $0 >= 0 }.map { ($0, 1) }, uniquingKeysWith: +)
        }
        for choice in Self.choices(columns.count, depth) {
            for (values, count) in counted(choice) where count < limit {
                let conditions = zip(choice, values).map { Condition(column: $0, value: $1) }
                if Self.parts(conditions).contains(where: known.contains) { continue }
                known.insert(conditions)
                let records = Double(columns[0].count)
                let share = conditions.reduce(1.0) { $0 * Double(counts[$1.column][$1.value] ?? 0) / records }
                rare.append(Cell(conditions: conditions, count: count, expected: share * records))
            }
        }
        return rare.sorted {
            $0.count != $1.count ? $0.count < $1.count : $0.conditions.lexicographicallyPrecedes($1.conditions)
        }
    }

    private func counted(_ choice: [Int]) -> [[Int]: Int] {
        var counts: [[Int]: Int] = [:]
        for record in columns[0].indices {
            let values = choice.map { columns[$0][record] }
            if values.allSatisfy({ $0 >= 0 }) { counts[values, default: 0] += 1 }
        }
        return counts
    }

    /// Choices of one to `depth` of the columns, those of fewer first.
    static func choices(_ count: Int, _ depth: Int) -> [[Int]] {
        var all: [[Int]] = []
        var last: [[Int]] = [[]]
        for _ in 0..<min(depth, count) {
            last = last.flatMap { choice in ((choice.last ?? -1) + 1..<count).map { choice + [$0] } }
            all += last
        }
        return all
    }

    /// Every choice of some, but not all, of the conditions.
    private static func parts(_ conditions: [Condition]) -> [[Condition]] {
        (1..<max(1, 1 << conditions.count - 1)).map { mask in
            conditions.indices.filter { mask >> $0 & 1 == 1 }.map { conditions[$0] }
        }
    }
}
