/// Which of some things belong together: union by size, paths halved (Tarjan & van Leeuwen 1984, doi:10.1145/62.2160).
struct RowUnion: Sendable {
    /// A thing's parent, or for a root its own number.
    private var parents: [UInt32]
    private var sizes: [UInt32]

    init(count: Int) {
        parents = (0..<UInt32(count)).map { $0 }
        sizes = Array(repeating: 1, count: count)
    }

    var count: Int { parents.count }

    /// The root of a thing, without changing anything; paths are at most log₂ n long.
    func root(_ thing: UInt32) -> UInt32 {
        var thing = thing
        while parents[Int(thing)] != thing { thing = parents[Int(thing)] }
        return thing
    }

    /// Puts two things together; false where they were.
    @discardableResult
    mutating func join(_ first: UInt32, _ second: UInt32) -> Bool {
        var (a, b) = (halvedRoot(first), halvedRoot(second))
        if a == b { return false }
        if sizes[Int(a)] < sizes[Int(b)] || (sizes[Int(a)] == sizes[Int(b)] && b < a) { swap(&a, &b) }
        parents[Int(b)] = a
        sizes[Int(a)] += sizes[Int(b)]
        return true
    }

    private mutating func halvedRoot(_ thing: UInt32) -> UInt32 {
        var thing = thing
        while parents[Int(thing)] != thing {
            parents[Int(thing)] = parents[Int(parents[Int(thing)])]
            thing = parents[Int(thing)]
        }
        return thing
    }
}
