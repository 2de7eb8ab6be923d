/// Words and pairs of words of a text, hashed to buckets, with how often each stands in it.
struct FeatureReader {
    private var shingler = Shingler(Shingling.Zone(unit: .words, lengths: 1...Int.max))
    private var hashes: [UInt64] = []

    /// Ascending by bucket.
    ///
    /// - Complexity: O(bytes), and the sorting of the words.
    mutating func counts(of text: UnsafeBufferPointer<UInt8>) -> [(bucket: UInt32, count: Int)] {
        let words = shingler.wordHashes(of: text)
        hashes.removeAll(keepingCapacity: true)
        for (index, word) in words.enumerated() {
            hashes.append(word >> FeatureWeights.shift)
            if index > 0 {
                // Mixing in between tells "a b" from "b a".
                hashes.append(Shingler.mixed(words[index - 1] &* 3 &+ word) >> FeatureWeights.shift)
            }
        }
        hashes.sort()
        var counts: [(bucket: UInt32, count: Int)] = []
        for hash in hashes {
            if counts.last?.bucket == UInt32(hash) {
                counts[counts.count - 1].count += 1
            } else {
                counts.append((UInt32(hash), 1))
            }
        }
        return counts
    }
}
