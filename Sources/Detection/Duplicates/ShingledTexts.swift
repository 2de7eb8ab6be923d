internal import Learning

/// Texts by what they are cut into: which are the same, and the different ones from the smallest set to the largest.
struct ShingledTexts: Sendable {
    let texts: Texts
    let zone: Shingling.Zone
    /// The first row of each different set, by (size, row). What is called a *set* elsewhere is a place in here.
    let rows: [UInt32]
    let sizes: [UInt32]
    /// For each row the first one with the same set; `none` where a row has no shingles, or is not of the zone.
    let firsts: [UInt32]

    static let none = UInt32.max

    /// - Complexity: O(bytes) on all processors; 28 bytes a row.
    init(_ texts: Texts, _ zone: Shingling.Zone, work: Work) throws {
        (self.texts, self.zone) = (texts, zone)
        var prints: [Fingerprint] = []
        prints.reserveCapacity(texts.count)
        try Pieces.run(0..<texts.count, of: 2048, work: work, phase: "reading texts") { rows in
            var shingler = Shingler(zone)
            var made: [Fingerprint] = []
            made.reserveCapacity(rows.count)
            try texts.forEach(in: rows) { _, text in
                shingler.cut(text)
                made.append(Fingerprint(shingler.tokens))
            }
            return made
        } take: {
            prints += $1
        }
        let firsts = Self.firsts(prints)
        self.firsts = firsts
        var order = prints.indices.filter { firsts[$0] == UInt32($0) }
            .map { UInt64(prints[$0].size) << 32 | UInt64($0) }
        order.sort()
        rows = order.map { UInt32(truncatingIfNeeded: $0) }
        sizes = order.map { UInt32($0 >> 32) }
    }

    /// The first set of at least `size` shingles.
    ///
    /// - Complexity: O(log n).
    func firstSet(ofSize size: Int) -> Int {
        var (low, high) = (0, sizes.count)
        while low < high {
            let middle = (low + high) / 2
            if Int(sizes[middle]) < size { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// Cuts the text of a set again; its tokens are then in `shingler`.
    func cut(_ set: Int, with shingler: inout Shingler) throws {
        try texts.with(Int(rows[set])) { shingler.cut($0) }
    }

    private static func firsts(_ prints: [Fingerprint]) -> [UInt32] {
        var size = 64
        while size < prints.count * 2 { size *= 2 }
        // Open addressing: a row, or `none` where free.
        var slots = [UInt32](repeating: none, count: size)
        var firsts = [UInt32](repeating: none, count: prints.count)
        for (row, print) in prints.enumerated() where print.size > 0 {
            var slot = Int(truncatingIfNeeded: print.sum) & (size - 1)
            while slots[slot] != none, prints[Int(slots[slot])] != print { slot = (slot + 1) & (size - 1) }
            if slots[slot] == none { slots[slot] = UInt32(row) }
            firsts[row] = slots[slot]
        }
        return firsts
    }
}

/// Two sets are the same where size and two independent sums over their tokens are.
private struct Fingerprint: Hashable, Sendable {
    let sum: UInt64
    let other: UInt64
    let size: UInt32

    init(_ tokens: [UInt64]) {
        var (sum, other) = (UInt64(0), UInt64(0))
        for token in tokens {
            let mixed = Shingler.mixed(token)
            sum &+= mixed
            other ^= Shingler.mixed(mixed)
        }
        (self.sum, self.other, size) = (sum, other, UInt32(tokens.count))
    }
}
