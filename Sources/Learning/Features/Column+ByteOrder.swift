import Records

extension Column {
    /// The distinct values that are no missing ones, in the byte order of their UTF-8, which no locale and no other record
    /// changes.
    struct ByteOrder {
        /// Codes, in that order.
        let present: [Int]
        /// The place of every code; nil for those that stand for a missing value.
        let places: [Int?]
    }

    /// - Complexity: O(distinct values · log of them).
    var byteOrder: ByteOrder {
        let present = distinct.indices.filter { !isMissingCode[$0] }.sorted {
            distinct[$0].utf8.lexicographicallyPrecedes(distinct[$1].utf8)
        }
        var places = [Int?](repeating: nil, count: distinct.count)
        for (place, code) in present.enumerated() { places[code] = place }
        return ByteOrder(present: present, places: places)
    }
}
