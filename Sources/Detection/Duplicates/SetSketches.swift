internal import CScan

/// 512 bits of each set: how often, modulo 2, a shingle falls on each. As many bits differ between two sets as shingles do, or
/// fewer, so that a pair is ruled out without its texts (Sandes, Teodoro & Melo 2020, doi:10.1016/j.is.2019.101449).
struct SetSketches: Sendable {
    static let words = Int(NEAR_SKETCH)
    private(set) var bits: [UInt64]

    init(count: Int) {
        bits = Array(repeating: 0, count: count * Self.words)
    }

    typealias Sketch = SIMD8<UInt64>

    static func of(_ tokens: [UInt64]) -> Sketch {
        var sketch = Sketch()
        for token in tokens {
            // Bits that no index and no count goes by.
            let place = Int(token >> 47) & 511
            sketch[place >> 6] ^= 1 << UInt64(place & 63)
        }
        return sketch
    }

    mutating func set(_ set: Int, _ sketch: Sketch) {
        for word in 0..<Self.words { bits[set * Self.words + word] = sketch[word] }
    }
}
