/// Which records a tree holds: those whose hash, as a fraction, is below the share.
///
/// A record is in about share × trees of the trees, so that forgetting it touches few.
struct TreeShare: Sendable {
    private let bound: UInt64

    /// - Parameter share: above 0, up to 1.
    init(_ share: Double) {
        // Scaling by a power of two is exact.
        bound = UInt64((share * 0x1p53).rounded(.up))
    }

    @inline(__always)
    func holds(_ key: TreeHash.Key, _ salt: TreeHash.Salt) -> Bool { TreeHash.value(key, salt) >> 11 < bound }

    /// Those of `rows` that a tree holds.
    func held(_ rows: [Int], of ground: TreeExamples, tree: Int) -> [UInt32] {
        let salt = TreeHash.salt(ground.hash.state(.share, tree: tree))
        var held: [UInt32] = []
        for row in rows where holds(ground.keys[row], salt) { held.append(UInt32(row)) }
        return held
    }
}
