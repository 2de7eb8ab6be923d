/// The records that plans are made by, chosen by and reported on, and which group each is in.
public struct GroupedParts: Sendable {
    /// Rows of the table, ascending: learned from, chosen by, and reported on.
    public let training: [Int]
    public let selection: [Int]
    public let test: [Int]
    /// The names of the groups, and of each row of the table the place of its group there; nil for none.
    public let names: [String]
    public let group: [Int?]

    public init(training: [Int], selection: [Int], test: [Int], names: [String], group: [Int?]) {
        (self.training, self.selection, self.test) = (training, selection, test)
        (self.names, self.group) = (names, group)
    }

    /// Those of `rows` in a group.
    public func rows(_ rows: [Int], of wanted: Int) -> [Int] { rows.filter { group[$0] == wanted } }
}
