/// Which rows of a table are exact copies of each other.
public struct Copies: Sendable {
    /// Rows of every content that occurs more than once, by the first of them.
    let repeats: [Int: [Int]]
    /// For each row whose content occurred before, the first with it.
    private let first: [Int: Int]

    /// - Parameter contents: one hash a row; rows are copies where it is the same.
    init(of contents: [RecordID]) {
        var first: [Int: Int] = [:]
        var repeats: [Int: [Int]] = [:]
        for (row, earlier) in Self.earlier(contents) {
            first[row] = earlier
            repeats[earlier, default: [earlier]].append(row)
        }
        self.first = first
        self.repeats = repeats
    }

    /// - Parameter groups: rows of the same content, ascending, two or more each.
    init(groups: [[Int]]) {
        var first: [Int: Int] = [:]
        var repeats: [Int: [Int]] = [:]
        for rows in groups {
            repeats[rows[0]] = rows
            for row in rows.dropFirst() { first[row] = rows[0] }
        }
        self.first = first
        self.repeats = repeats
    }

    /// The rows with the content of `row`, itself among them, in file order.
    public func of(_ row: Int) -> [Int] { repeats[first[row] ?? row] ?? [row] }

    /// Whether a row has the content of another.
    public func contain(_ row: Int) -> Bool { first[row] != nil || repeats[row] != nil }

    /// Which of `rows` have a copy among `others`.
    ///
    /// - Complexity: O(rows + others).
    public func of(_ rows: [Int], among others: [Int]) -> [Int] {
        let contents = Set(others.lazy.filter(contain).map { first[$0] ?? $0 })
        return rows.filter { contain($0) && contents.contains(first[$0] ?? $0) }
    }

    /// Rows whose hash an earlier row has, ascending, and the first such row.
    private static func earlier(_ contents: [RecordID]) -> [(row: Int, first: Int)] {
        var size = 64
        while size < contents.count * 2 { size *= 2 }
        // Open addressing: a row + 1, or 0 where free.
        var slots = [UInt32](repeating: 0, count: size)
        var found: [(row: Int, first: Int)] = []
        for (row, content) in contents.enumerated() {
            var slot = Int(truncatingIfNeeded: content.low) & (size - 1)
            while slots[slot] != 0, contents[Int(slots[slot]) - 1] != content { slot = (slot + 1) & (size - 1) }
            if slots[slot] == 0 {
                slots[slot] = UInt32(row + 1)
            } else {
                found.append((row, Int(slots[slot]) - 1))
            }
        }
        return found
    }
}
