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
    private let codes: TypedColumn.Codes?
    private let ofCode: [Int]

    /// No groups.
    static let none = ValueGroups(groups: [], codes: nil, ofCode: [])

    private init(groups: [Group], codes: TypedColumn.Codes?, ofCode: [Int]) {
        self.groups = groups
        self.codes = codes
        self.ofCode = ofCode
    }

    /// - Throws: `Refusal` when there is no such column or it has too many values to group by; `CancellationError`.
    init(of name: String, rows: RowList, in table: some ColumnSource, cancellation: Cancellation?) throws {
        let column = try table.typedColumn(named: name, cancellation)
        guard case .coded(let codes, let dictionary) = column.storage else {
            throw Refusal(
                .usage, "'\(name)' has too many values to group by.", next: "Choose a column with fewer of them.")
        }
        var counts = dictionary.texts.map { _ in 0 }
        for row in rows { counts[codes[row]] += 1 }
        let present = dictionary.texts.indices.filter { counts[$0] > 0 && !dictionary.isMissing[$0] }
        let shown = present.sorted { a, b in
            counts[a] != counts[b]
                ? counts[a] > counts[b] : dictionary.texts[a].precedesInBytes(dictionary.texts[b])
        }.prefix(Self.most)
        var groups = shown.map { Group(kind: .value, text: dictionary.texts[$0], count: counts[$0]) }
        var ofCode = dictionary.texts.map { _ in 0 }
        for (group, code) in shown.enumerated() { ofCode[code] = group }
        func add(_ kind: Group.Kind, _ text: String, _ codes: [Int]) {
            let count = codes.reduce(0) { $0 + counts[$1] }
            guard count > 0 else { return }
            for code in codes { ofCode[code] = groups.count }
            groups.append(Group(kind: kind, text: text, count: count))
        }
        add(.missing, "", dictionary.texts.indices.filter { dictionary.isMissing[$0] })
        let isShown = Set(shown)
        add(.others, "other", present.filter { !isShown.contains($0) })
        self.init(groups: groups, codes: codes, ofCode: ofCode)
    }

    var count: Int { groups.count }

    /// Which group a row of the list is in; nil where there are no groups.
    @inline(__always)
    func group(of row: Int) -> Int? { codes.map { ofCode[$0[row]] } }
}
