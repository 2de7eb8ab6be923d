/// What Lethe adds to a table, for filters and sorting; every array has an element a row.
public struct Overlay: Sendable {
    /// Named values of which a row has any number: flags, hits, the part of the split.
    public struct Facet: Sendable {
        /// At most 32.
        public var values: [String]
        /// What the screen calls them.
        public var titles: [String]
        /// A mask a row: bit i is set where `values[i]` holds.
        public var masks: [UInt32]

        /// - Parameter titles: nil where the values are what they are called.
        public init(values: [String], titles: [String]? = nil, masks: [UInt32]) {
            precondition(values.count <= UInt32.bitWidth, "a facet has at most 32 values")
            precondition(titles.map { $0.count == values.count } ?? true, "a title a value")
            self.values = values
            self.titles = titles ?? values
            self.masks = masks
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
