public import Records

/// Which group of a column each record belongs to.
public struct Grouping: Sendable {
    public let column: String
    /// The groups that occur, sorted by their UTF-8 bytes.
    public let values: [String]
    /// One element a record: an index into `values`, or −1 where the group is unknown.
    public let codes: [Int]

    /// Groups records by text; nil stands for an unknown group.
    ///
    /// - Complexity: O(n + g log g) for n records in g groups.
    public init(column: String, texts: [String?]) {
        var firstSeen: [String: Int] = [:]
        var distinct: [String] = []
        let raw = texts.map { text -> Int in
            guard let text else { return -1 }
            if let code = firstSeen[text] { return code }
            firstSeen[text] = distinct.count
            distinct.append(text)
            return distinct.count - 1
        }
        self.init(column: column, distinct: distinct, raw: raw)
    }

    /// Groups some rows of a table's column; its missing values are the unknown group.
    public init(_ column: Column, rows: some Sequence<Int>) {
        let raw = rows.map { column.isMissing($0) ? -1 : Int(column.codes[$0]) }
        self.init(column: column.name, distinct: column.distinct, raw: raw)
    }

    private init(column: String, distinct: [String], raw: [Int]) {
        var occurs = Array(repeating: false, count: distinct.count)
        for code in raw where code >= 0 { occurs[code] = true }
        let order = distinct.indices.filter { occurs[$0] }
            .sorted { distinct[$0].utf8.lexicographicallyPrecedes(distinct[$1].utf8) }
        var rank = Array(repeating: -1, count: distinct.count)
        for (position, code) in order.enumerated() { rank[code] = position }
        self.column = column
        self.values = order.map { distinct[$0] }
        self.codes = raw.map { $0 < 0 ? -1 : rank[$0] }
    }

    /// The same grouping of some of the records, in their order.
    func restricted(to rows: [Int]) -> Grouping {
        Grouping(column: column, distinct: values, raw: rows.map { codes[$0] })
    }

    public var count: Int { codes.count }

    /// How many records have no known group.
    public var unknown: Int { codes.count { $0 < 0 } }

    /// The position of a group among `values`.
    ///
    /// - Throws: `Refusal` when there is no such group; it says which one may have been meant.
    public func code(of value: String) throws -> Int {
        guard let code = values.firstIndex(of: value) else {
            throw Refusal.unknown("group of '\(column)'", value, among: values)
        }
        return code
    }

    /// The groups' intersections: "sex × race" with values such as "Female × Black".
    ///
    /// A record is unknown where either of its groups is.
    ///
    /// - Precondition: both group the same records.
    public func crossed(with other: Grouping) -> Grouping {
        precondition(count == other.count, "the same records")
        let texts = zip(codes, other.codes).map { a, b in
            a < 0 || b < 0 ? nil : "\(values[a]) × \(other.values[b])"
        }
        return Grouping(column: "\(column) × \(other.column)", texts: texts)
    }
}
