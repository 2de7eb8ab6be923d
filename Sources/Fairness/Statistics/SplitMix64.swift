/// A small generator with a stated algorithm, so that one seed gives one result everywhere.
///
/// Steele, Lea & Flood (2014), "Fast splittable pseudorandom number generators", doi:10.1145/2660193.2660195.
struct SplitMix64: RandomNumberGenerator, Sendable {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    /// A generator of its own for each purpose, whatever the order in which purposes are served.
    init(seed: UInt64, purpose: [String]) {
        // FNV-1a over the parts, each ended by a byte that UTF-8 never holds.
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for part in purpose {
            for byte in Array(part.utf8) + [0xff] { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        }
        var first = SplitMix64(seed: seed)
        self.init(seed: first.next() ^ hash)
    }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var z = state
        z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
        z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
        return z ^ (z >> 31)
    }

    /// Uniform in [0, 1), a multiple of 2⁻⁵³.
    mutating func uniform() -> Double { Double(next() >> 11) * 0x1p-53 }
}
