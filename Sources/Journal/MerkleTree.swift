/// The Merkle tree of RFC 6962 §2.1, kept as the roots of its perfect subtrees: leaf = SHA-256(00‖data),
/// node = SHA-256(01‖left‖right).
///
/// - Complexity: an append takes O(1) hashes on average, the root O(log count).
struct MerkleTree {
    private(set) var count = 0
    /// Roots of perfect subtrees, the largest first; their sizes are the bits of `count`.
    private var peaks: [Hash256] = []

    mutating func append(_ leaf: [UInt8]) {
        append(leaf.withUnsafeBufferPointer { Hash256(domain: 0, of: $0) })
    }

    /// Appends a leaf by its hash, `SHA-256(00‖data)`, or a perfect subtree of `size` leaves by its root.
    ///
    /// - Precondition: `size` is a power of two, and `count` a multiple of it.
    mutating func append(_ root: Hash256, size: Int = 1) {
        precondition(
            size.nonzeroBitCount == 1 && count.isMultiple(of: size), "a subtree stands at a multiple of its size")
        var node = root
        var rest = count / size
        while rest & 1 == 1, let left = peaks.popLast() {
            node = Hash256(left, node)
            rest >>= 1
        }
        peaks.append(node)
        count += size
    }

    /// The root of a perfect subtree; nil unless the leaves are as many as a power of two.
    static func root(overPerfect leaves: [Hash256]) -> Hash256? {
        guard leaves.count.nonzeroBitCount == 1 else { return nil }
        var level = leaves
        while level.count > 1 {
            for place in 0..<level.count / 2 { level[place] = Hash256(level[2 * place], level[2 * place + 1]) }
            level.removeLast(level.count / 2)
        }
        return level[0]
    }

    /// 32 bytes; of an empty tree the hash of nothing.
    var root: [UInt8] {
        guard var node = peaks.last else { return Digest.sha256([UInt8]()) }
        for left in peaks.dropLast().reversed() { node = Hash256(left, node) }
        return node.bytes
    }
}
