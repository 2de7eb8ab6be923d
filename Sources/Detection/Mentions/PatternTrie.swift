/// Strings of tokens as one automaton that finds all of them in one pass (Aho & Corasick 1975, doi:10.1145/360825.360855),
/// whatever their number.
struct PatternTrie: Sendable {
    /// Children by node and token: open addressing, (node << 32 | token) + 1, or 0 where free.
    private var keys: [UInt64] = Array(repeating: 0, count: 1024)
    private var children: [UInt32] = Array(repeating: 0, count: 1024)
    private var used = 0
    /// The node of the longest proper ending of this node's string that some string begins with.
    private var fails: [UInt32] = [0]
    private var depths: [UInt32] = [0]
    /// The string that ends here; `none` where there is none.
    private var ends: [UInt32] = [none]
    /// The next node on the way of fails where a string ends; 0 where there is none.
    private var nextEnds: [UInt32] = [0]
    private var edges: [(parent: UInt32, token: UInt32)] = [(0, 0)]

    static let none = UInt32.max

    /// - Returns: the string that stands there already, where one does.
    mutating func insert(_ tokens: [UInt32], _ pattern: UInt32) -> UInt32? {
        var node: UInt32 = 0
        for token in tokens {
            if let child = child(node, token) {
                node = child
            } else {
                let child = UInt32(fails.count)
                fails.append(0)
                depths.append(depths[Int(node)] + 1)
                ends.append(Self.none)
                nextEnds.append(0)
                edges.append((node, token))
                set(node, token, child)
                node = child
            }
        }
        if ends[Int(node)] != Self.none { return ends[Int(node)] }
        ends[Int(node)] = pattern
        return nil
    }

    /// Links every node, from the root outwards; once all strings are in.
    ///
    /// - Complexity: O(tokens of all strings).
    mutating func link() {
        // Nodes by depth: a counting sort.
        var starts = [Int](repeating: 0, count: Int(depths.max() ?? 0) + 2)
        for depth in depths { starts[Int(depth) + 1] += 1 }
        for depth in 1..<starts.count { starts[depth] += starts[depth - 1] }
        var order = [UInt32](repeating: 0, count: depths.count)
        for (node, depth) in depths.enumerated() {
            order[starts[Int(depth)]] = UInt32(node)
            starts[Int(depth)] += 1
        }
        for node in order.dropFirst() {
            let (parent, token) = edges[Int(node)]
            if parent != 0 { fails[Int(node)] = next(fails[Int(parent)], token) }
            let fail = fails[Int(node)]
            nextEnds[Int(node)] = ends[Int(fail)] == Self.none ? nextEnds[Int(fail)] : fail
        }
        edges = []
    }

    /// Where a token leads.
    @inline(__always)
    func next(_ node: UInt32, _ token: UInt32) -> UInt32 {
        var node = node
        while true {
            if let child = child(node, token) { return child }
            if node == 0 { return 0 }
            node = fails[Int(node)]
        }
    }

    /// Calls `body` with every string that ends at a node, the longest first.
    @inline(__always)
    func forEachEnd(_ node: UInt32, _ body: (UInt32) -> Void) {
        var node = ends[Int(node)] == Self.none ? nextEnds[Int(node)] : node
        while node != 0 {
            body(ends[Int(node)])
            node = nextEnds[Int(node)]
        }
    }

    private func slot(_ key: UInt64) -> Int {
        var slot = Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 24) & (keys.count - 1)
        while keys[slot] != 0, keys[slot] != key { slot = (slot + 1) & (keys.count - 1) }
        return slot
    }

    @inline(__always)
    private func child(_ node: UInt32, _ token: UInt32) -> UInt32? {
        let slot = slot((UInt64(node) << 32 | UInt64(token)) + 1)
        return keys[slot] == 0 ? nil : children[slot]
    }

    private mutating func set(_ node: UInt32, _ token: UInt32, _ child: UInt32) {
        if used * 2 >= keys.count { grow() }
        let key = (UInt64(node) << 32 | UInt64(token)) + 1
        let slot = slot(key)
        (keys[slot], children[slot]) = (key, child)
        used += 1
    }

    private mutating func grow() {
        let (oldKeys, oldChildren) = (keys, children)
        keys = Array(repeating: 0, count: oldKeys.count * 2)
        children = Array(repeating: 0, count: oldKeys.count * 2)
        for (key, child) in zip(oldKeys, oldChildren) where key != 0 {
            let slot = slot(key)
            (keys[slot], children[slot]) = (key, child)
        }
    }
}
