/// The values of a column by which others are broken down: the most frequent ones, and all others as one.
public struct ValueGroups: Sendable {
    public struct Group: Hashable, Sendable {
        public enum Kind: Hashable, Sendable {
            case value
            case missing
            /// Every value that is not among the most frequent.
            case others
        }

        public let kind: Kind
        /// The value; "" where it is missing, "other" for the others.
        public let text: String
        /// Rows of the list.
        public let count: Int
    }

    /// More can't be told apart on a screen.
    public static let most = 24

    /// The most frequent first, then the missing ones, then the others.
    public let groups: [Group]
    /// A byte for every row of the table, so that finding a row's group takes no time; empty where there are no groups.
    private let ofRow: [UInt8]

    /// No groups.
    static let none = ValueGroups(groups: [], ofRow: [])

    private init(groups: [Group], ofRow: [UInt8]) {
        self.groups = groups
        self.ofRow = ofRow
    }

    /// - Throws: `Refusal` when there is no such column or it has too many values to group by; `CancellationError`.
    init(of name: String, rows: RowList, in table: some ColumnSource, cancellation: Cancellation?) throws {
        let column = try table.typedColumn(named: name, cancellation)
        guard case .coded(let codes, let dictionary) = column.storage else {
            throw Refusal(
                .usage, "'\(name)' has too many values to group by.", next: "Choose a column with fewer of them.")
        }
        var counts = dictionary.texts.map { _ in 0 }
        codes.forEach(in: rows) { counts[$1] += 1 }
        let present = dictionary.texts.indices.filter { counts[$0] > 0 && !dictionary.isMissing[$0] }
        let shown = present.sorted { a, b in
            counts[a] != counts[b]
                ? counts[a] > counts[b] : dictionary.texts[a].precedesInBytes(dictionary.texts[b])
        }.prefix(Self.most)
        var groups = shown.map { Group(kind: .value, text: dictionary.texts[$0], count: counts[$0]) }
        var ofCode = dictionary.texts.map { _ in UInt8(0) }
        for (group, code) in shown.enumerated() { ofCode[code] = UInt8(group) }
        func add(_ kind: Group.Kind, _ text: String, _ codes: [Int]) {
            let count = codes.reduce(0) { $0 + counts[$1] }
            guard count > 0 else { return }
            for code in codes { ofCode[code] = UInt8(groups.count) }
            groups.append(Group(kind: kind, text: text, count: count))
        }
        add(.missing, "", dictionary.texts.indices.filter { dictionary.isMissing[$0] })
        let isShown = Set(shown)
        add(.others, "other", present.filter { !isShown.contains($0) })
        var ofRow = [UInt8](repeating: 0, count: column.count)
        codes.forEach(in: rows) { ofRow[$0] = ofCode[$1] }
        self.init(groups: groups, ofRow: ofRow)
    }

    var count: Int { groups.count }

    /// Which group a row of the list is in; nil where there are no groups.
    @inline(__always)
    func group(of row: Int) -> Int? { ofRow.isEmpty ? nil : Int(ofRow[row]) }
}
