/// What Lethe adds to a table, for filters and sorting; every array has an element a row.
public struct Overlay: Sendable {
    /// Named values of which a row has any number: flags, hits, the part of the split.
    public struct Facet: Sendable {
        /// At most 32, unless `combinations` are there.
        public var values: [String]
        /// What the screen calls them.
        public var titles: [String]
        /// A mask a row: bit i is set where `values[i]` holds; or, with `combinations`, which of them a row has. 0 is none
        /// of the values either way.
        public var masks: [UInt32]
        /// Every set of values that a row has, as places in `values`, where there may be more of them than bits of a mask;
        /// the first one is empty.
        public private(set) var combinations: [[Int]]?
        /// Places of values that "any" leaves out.
        public private(set) var quiet: Set<Int> = []

        /// - Parameter titles: nil where the values are what they are called.
        public init(values: [String], titles: [String]? = nil, masks: [UInt32]) {
            precondition(values.count <= UInt32.bitWidth, "a facet has at most 32 values")
            precondition(titles.map { $0.count == values.count } ?? true, "a title a value")
            self.values = values
            self.titles = titles ?? values
            self.masks = masks
        }

        /// Of any number of values.
        ///
        /// - Parameters:
        ///   - combinations: sets of places in `values`, the first of them empty.
        ///   - numbers: a combination a row.
        public init(
            values: [String], titles: [String], combinations: [[Int]], numbers: [UInt32], quiet: Set<Int> = []
        ) {
            precondition(titles.count == values.count, "a title a value")
            precondition(combinations.first?.isEmpty ?? true, "0 is none of the values")
            self.values = values
            self.titles = titles
            self.combinations = combinations
            masks = numbers
            self.quiet = quiet
        }

        /// The places in `values` of what a row has; none of a row that the facet does not know.
        public func places(of row: Int) -> [Int] {
            guard masks.indices.contains(row) else { return [] }
            let mask = masks[row]
            return combinations?[Int(mask)] ?? values.indices.filter { mask & (1 << UInt32($0)) != 0 }
        }

        /// Whether a row has any value that is not quiet.
        public func hasAny(_ row: Int) -> Bool {
            guard masks.indices.contains(row), masks[row] != 0 else { return false }
            return quiet.isEmpty || places(of: row).contains { !quiet.contains($0) }
        }

        /// How many rows have a value, for every one of them.
        ///
        /// - Complexity: O(rows).
        public var counts: [Int] {
            guard let combinations else {
                return values.indices.map { place in masks.count { $0 & (1 << UInt32(place)) != 0 } }
            }
            var rows = Array(repeating: 0, count: combinations.count)
            for number in masks { rows[Int(number)] += 1 }
            var counts = Array(repeating: 0, count: values.count)
            for (combination, rows) in zip(combinations, rows) { for place in combination { counts[place] += rows } }
            return counts
        }

        /// What values begin with before a dot: "pii" of "pii.iban".
        var families: [String] {
            Set(values.compactMap { value in value.firstIndex(of: ".").map { String(value[..<$0]) } }).sorted()
        }

        /// A mask a row of whether it has any of some values: 1 or 0.
        ///
        /// - Complexity: O(rows).
        func marks(of wanted: Set<Int>) -> [UInt32] {
            guard let combinations else {
                let bits = wanted.reduce(UInt32(0)) { $0 | 1 << UInt32($1) }
                return masks.map { $0 & bits != 0 ? 1 : 0 }
            }
            let isWanted = combinations.map { UInt32($0.contains(where: wanted.contains) ? 1 : 0) }
            return masks.map { isWanted[Int($0)] }
        }
    }

    /// "flag", "hit", "split", "state": what stands before a colon.
    public var facets: [String: Facet]
    /// "model.score", "effect.parity": what is measured of each row, NaN for none. A name begins with one of
    /// `Overlay.namespaces` and a dot.
    public var numbers: [String: [Double]]
    /// The records' ids, for `id:7f3a`; empty where there are none yet.
    public var ids: [RecordID]
    /// What a bare word searches; empty: every column of text, or every column where there is none of text.
    public var textColumns: [String]

    public init(
        facets: [String: Facet] = [:], numbers: [String: [Double]] = [:], ids: [RecordID] = [],
        textColumns: [String] = []
    ) {
        self.facets = facets
        self.numbers = numbers
        self.ids = ids
        self.textColumns = textColumns
    }

    /// What a measure's name begins with, before its first dot.
    public static let namespaces = ["model", "effect"]

    /// Whether an unquoted name is a measure's, rather than a column's.
    static func isMeasure(_ name: String) -> Bool {
        namespaces.contains { name.hasPrefix($0 + ".") }
    }
}

extension Array {
    /// An element for every row, also where the table has grown since an overlay was made.
    func filled(to count: Int, with none: Element) -> [Element] {
        self.count >= count ? self : self + repeatElement(none, count: count - self.count)
    }
}
