/// Numbers the tokens that occur in some strings, by their hashes: open addressing.
struct TokenNumbers: Sendable {
    private var hashes = [UInt64](repeating: 0, count: 1024)
    private var numbers = [UInt32](repeating: none, count: 1024)
    private(set) var count: UInt32 = 0

    static let none = UInt32.max

    /// A token's number; `none` where it is in no string.
    @inline(__always)
    func number(_ hash: UInt64) -> UInt32 { numbers[slot(hash)] }

    /// The same, which it is given where it has none.
    mutating func added(_ hash: UInt64) -> UInt32 {
        if Int(count) * 2 >= hashes.count { grow() }
        let slot = slot(hash)
        if numbers[slot] == Self.none {
            (hashes[slot], numbers[slot]) = (hash, count)
            count += 1
        }
        return numbers[slot]
    }

    @inline(__always)
    private func slot(_ hash: UInt64) -> Int {
        var slot = Int(truncatingIfNeeded: hash) & (hashes.count - 1)
        while numbers[slot] != Self.none, hashes[slot] != hash { slot = (slot + 1) & (hashes.count - 1) }
        return slot
    }

    private mutating func grow() {
        let known = zip(hashes, numbers).filter { $0.1 != Self.none }
        hashes = Array(repeating: 0, count: hashes.count * 2)
        numbers = Array(repeating: Self.none, count: hashes.count)
        for (hash, number) in known {
            let slot = slot(hash)
            (hashes[slot], numbers[slot]) = (hash, number)
        }
    }
}
