/// The Merkle tree of RFC 6962 §2.1, kept as the roots of its perfect subtrees: leaf = SHA-256(00‖data),
/// node = SHA-256(01‖left‖right).
///
/// - Complexity: an append takes O(1) hashes on average, the root O(log count).
struct MerkleTree {
    private(set) var count = 0
    /// Roots of perfect subtrees, the largest first; their sizes are the bits of `count`.
    private var peaks: [[UInt8]] = []

    mutating func append(_ leaf: some Sequence<UInt8>) { append(hash: Digest.sha256(domain: 0, Array(leaf))) }

    /// Appends a leaf by its hash, `SHA-256(00‖data)`.
    mutating func append(hash: [UInt8]) {
        var node = hash
        var size = count
        while size & 1 == 1, let left = peaks.popLast() {
            node = Digest.sha256(domain: 1, left, node)
            size >>= 1
        }
        peaks.append(node)
        count += 1
    }

    /// 32 bytes; of an empty tree the hash of nothing.
    var root: [UInt8] {
        guard var node = peaks.last else { return Digest.sha256([UInt8]()) }
        for left in peaks.dropLast().reversed() { node = Digest.sha256(domain: 1, left, node) }
        return node
    }
}
