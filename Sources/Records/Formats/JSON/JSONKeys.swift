/// The keys that the objects of a file have, as a tree: a node for every key in its place, in order of first appearance.
///
/// Node 0 is the record itself. A key whose value is an object has the keys of that object below it.
struct JSONKeys: Sendable {
    struct Node: Sendable {
        let parent: Int
        /// The key, unescaped.
        let key: [UInt8]
        /// Whether it had a value that is no object with keys.
        var isLeaf = false
        /// Whether that value was ever more than null or an empty object.
        var hasValue = false
        /// Whether there are keys below.
        var hasKeys = false
    }

    private(set) var nodes = [Node(parent: -1, key: [])]
    private(set) var leafCount = 0
    /// An open-addressed table of node numbers, 0 where none is; at most half full.
    private var slots = [Int32](repeating: 0, count: 64)

    static let root = 0

    /// The node of `key` below `parent`.
    ///
    /// - Complexity: O(length of the key).
    func node(_ key: SourceView, below parent: Int) -> Int? {
        let slot = slot(of: key, below: parent)
        return slots[slot] == 0 ? nil : Int(slots[slot])
    }

    /// The node of `key` below `parent`, made where there is none.
    mutating func add(_ key: SourceView, below parent: Int) -> Int {
        let slot = slot(of: key, below: parent)
        if slots[slot] != 0 { return Int(slots[slot]) }
        let node = nodes.count
        nodes.append(Node(parent: parent, key: Array(key)))
        nodes[parent].hasKeys = true
        slots[slot] = Int32(node)
        if nodes.count * 2 > slots.count { grow() }
        return node
    }

    mutating func markLeaf(_ node: Int) {
        if !nodes[node].isLeaf { leafCount += 1 }
        nodes[node].isLeaf = true
    }

    mutating func markValue(_ node: Int) { nodes[node].hasValue = true }

    /// The objects that the value of `node` stands in, the record first; none for the record itself.
    func objects(around node: Int) -> [Int] {
        var objects: [Int] = []
        var node = nodes[node].parent
        while node >= 0 {
            objects.append(node)
            node = nodes[node].parent
        }
        return objects.reversed()
    }

    /// The keys from the record down to `node`, joined by points.
    func path(_ node: Int) -> String {
        var keys: [String] = []
        var node = node
        while node != Self.root {
            keys.append(String(decoding: nodes[node].key, as: UTF8.self))
            node = nodes[node].parent
        }
        return keys.reversed().joined(separator: ".")
    }

    private mutating func grow() {
        slots = [Int32](repeating: 0, count: slots.count * 2)
        for node in nodes.indices.dropFirst() {
            let parent = nodes[node].parent
            let free = nodes[node].key.withUnsafeBufferPointer { slot(of: $0, below: parent) }
            slots[free] = Int32(node)
        }
    }

    /// Where the node is in the table, or where it would be.
    private func slot(of key: SourceView, below parent: Int) -> Int {
        // FNV-1a; a hostile choice of keys makes it slow, never wrong.
        var hash = 0xCBF2_9CE4_8422_2325 ^ UInt64(truncatingIfNeeded: parent)
        for byte in key { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        var slot = Int(truncatingIfNeeded: hash ^ hash >> 32) & (slots.count - 1)
        while slots[slot] != 0, !isNode(Int(slots[slot]), key, below: parent) { slot = (slot + 1) & (slots.count - 1) }
        return slot
    }

    private func isNode(_ node: Int, _ key: SourceView, below parent: Int) -> Bool {
        nodes[node].parent == parent && nodes[node].key.elementsEqual(key)
    }
}
