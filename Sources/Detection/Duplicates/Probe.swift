internal import CScan

/// A set that others are held against, by the loop for it. What it means is
///
///     entry.tag == tag && sets ∋ entry.set ≠ set
///         && min(size − place, entry's size − entry.place) ≥ least
///         && bits that differ ≤ size + entry's size − 2·least
struct Probe {
    static let block = 256

    private var probe: near_probe
    private var places = [UInt32](repeating: 0, count: block)

    init(_ set: Int, _ shingled: ShingledTexts, _ threshold: JaccardThreshold, among sets: Range<Int>) {
        probe = near_probe(
            set: UInt32(set), size: shingled.sizes[set], place: 0, tag: 0, first: UInt32(sets.lowerBound),
            end: UInt32(sets.upperBound), parts: UInt32(threshold.parts), whole: UInt32(JaccardThreshold.whole))
    }

    var size: Int { Int(probe.size) }

    mutating func place(_ place: Int, tag: UInt16) {
        (probe.place, probe.tag) = (UInt32(place), tag)
    }

    /// The sets among some entries, `block` at most, that may be similar.
    mutating func candidates(
        _ range: Range<Int>, _ index: PrefixIndex, _ prefixes: Prefixes, _ shingled: ShingledTexts
    ) -> [Int] {
        let found = index.entries.withUnsafeBufferPointer { entries in
            shingled.sizes.withUnsafeBufferPointer { sizes in
                prefixes.sketches.bits.withUnsafeBufferPointer { sketches in
                    places.withUnsafeMutableBufferPointer { places in
                        near_candidates(
                            entries.baseAddress.map { $0 + range.lowerBound }, range.count, &probe, sizes.baseAddress,
                            sketches.baseAddress, places.baseAddress)
                    }
                }
            }
        }
        if found == 0 { return [] }
        return places[..<found].map { Int(index.entries[range.lowerBound + Int($0)].set) }
    }
}
