internal import Records

/// Cuts texts into shingles, each known by 56 bits of its hash: among 130 million different ones a tenth of a pair collides.
struct Shingler {
    private let zone: Shingling.Zone
    private var folded = ShingleText()
    private var words: [UInt64] = []
    private var order = HashOrder()
    /// The different shingles of the last text, ascending.
    private(set) var tokens: [UInt64] = []

    static let tokenMask: UInt64 = (1 << 56) - 1

    init(_ zone: Shingling.Zone) {
        self.zone = zone
    }

    /// Makes `tokens` those of a text; none where it has none, or is not of the zone's length.
    ///
    /// - Complexity: O(bytes), and the sorting of the shingles.
    mutating func cut(_ text: UnsafeBufferPointer<UInt8>) {
        tokens.removeAll(keepingCapacity: true)
        // A scalar has at most four bytes; folding adds few.
        if text.count < zone.lengths.lowerBound / 4 { return }
        folded.fold(text)
        guard zone.lengths.contains(folded.scalars.count) else { return }
        switch zone.unit {
        case .characters: Self.hashRuns(of: folded.scalars, Self.characterPrime, into: &tokens)
        case .words:
            hashWords()
            Self.hashRuns(of: words, Self.wordPrime, into: &tokens)
        }
        order.sort(&tokens)
    }

    /// The hash of each word of a text, in its order.
    mutating func wordHashes(of text: UnsafeBufferPointer<UInt8>) -> [UInt64] {
        folded.fold(text)
        hashWords()
        return words
    }

    private static let characterPrime: UInt64 = 0x9FB2_1C65_1E98_DF25
    private static let wordPrime: UInt64 = 0xD6E8_FEB8_6659_FD93

    /// Σ uᵢ·pⁱ of every run, rolled along, then mixed.
    private static func hashRuns<Unit: FixedWidthInteger & UnsignedInteger>(
        of units: [Unit], _ prime: UInt64, into tokens: inout [UInt64]
    ) {
        if units.isEmpty { return }
        let run = min(Shingling.run, units.count)
        tokens.reserveCapacity(units.count)
        units.withUnsafeBufferPointer { units in
            var hash: UInt64 = 0
            var leaving: UInt64 = 1
            for place in 0..<run {
                hash = hash &* prime &+ UInt64(units[place]) &+ 1
                leaving = leaving &* prime
            }
            tokens.append(mixed(hash) & tokenMask)
            for place in run..<units.count {
                hash = hash &* prime &+ UInt64(units[place]) &+ 1
                hash = hash &- leaving &* (UInt64(units[place - run]) &+ 1)
                tokens.append(mixed(hash) & tokenMask)
            }
        }
    }

    private mutating func hashWords() {
        words.removeAll(keepingCapacity: true)
        var hash: UInt64 = 0
        var isInside = false
        for scalar in folded.scalars {
            let isOwn = scalar >= 0x0E00 && isWordOfItsOwn(scalar) || (folded.isSigns && scalar != ShingleText.blank)
            if isInside, isOwn || scalar == ShingleText.blank {
                words.append(Self.mixed(hash))
                hash = 0
                isInside = false
            }
            if isOwn {
                words.append(Self.mixed(UInt64(scalar) &+ 1))
            } else if scalar != ShingleText.blank {
                hash = hash &* Self.characterPrime &+ UInt64(scalar) &+ 1
                isInside = true
            }
        }
        if isInside { words.append(Self.mixed(hash)) }
    }

    private func isWordOfItsOwn(_ scalar: UInt32) -> Bool { Unicode.Scalar(scalar).map(UnspacedScript.isWord) ?? false }

    /// The finaliser of SplitMix64 (Steele, Lea, Flood 2014, doi:10.1145/2660193.2660195).
    static func mixed(_ value: UInt64) -> UInt64 {
        var z = value &+ 0x9e37_79b9_7f4a_7c15
        z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
        z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
        return z ^ (z >> 31)
    }
}
