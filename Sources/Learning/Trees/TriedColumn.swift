/// One column that a node tried: the records that its candidates come from, and how those would split the node.
///
/// A branch draws a few records more than there are candidates. When a drawn record goes, the next moves up, and the node's
/// records are gone through again only when too few are left.
///
/// Words: column; a value's rank and the records that share it; the greatest hash drawn (two words); then lanes: the rows
/// drawn, by hash; their thresholds, `none` where missing or not drawn; for each class, the records that would go left.
struct TriedColumn {
    /// The sizes that all tried columns of a forest share.
    struct Layout: Sendable {
        let candidates: Int
        let classes: Int
        /// Records drawn: at least three to spare, in whole vectors of four.
        let lanes: Int
        let stride: Int

        init(candidates: Int, classes: Int) {
            self.candidates = candidates
            self.classes = classes
            lanes = (candidates + 3 + 3) / 4 * 4
            stride = 5 + lanes * (2 + classes)
        }
    }

    static let none = Int32(-1)

    let words: UnsafeMutablePointer<Int32>
    let lanes: Int

    @inline(__always)
    init(_ words: UnsafeMutablePointer<Int32>, lanes: Int) {
        self.words = words
        self.lanes = lanes
    }

    var column: Int { Int(words[0]) }
    /// A value that some record had when the node was last gone through.
    var reference: Int32 { words[1] }
    /// Records with the reference value.
    var sharing: Int { Int(words[2]) }
    var rows: UnsafeMutablePointer<Int32> { words + 5 }
    var thresholds: UnsafeMutablePointer<Int32> { words + 5 + lanes }

    @inline(__always)
    func left(_ class: Int) -> UnsafeMutablePointer<Int32> { words + 5 + lanes * (2 + `class`) }

    var greatestHash: UInt64 {
        UInt64(UInt32(bitPattern: words[3])) | UInt64(UInt32(bitPattern: words[4])) << 32
    }

    func setHeader(column: Int, reference: Int32, sharing: Int, greatestHash: UInt64) {
        words[0] = Int32(column)
        words[1] = reference
        words[2] = Int32(sharing)
        words[3] = Int32(bitPattern: UInt32(truncatingIfNeeded: greatestHash))
        words[4] = Int32(bitPattern: UInt32(truncatingIfNeeded: greatestHash >> 32))
    }

    /// Takes a record of `class` out of the counts.
    @inline(__always)
    func remove(_ class: Int, rank: Int32, isCategory: Bool) {
        if rank == reference { words[2] -= 1 }
        let (left, thresholds) = (self.left(`class`), self.thresholds)
        if isCategory {
            for lane in 0..<lanes { left[lane] &-= rank == thresholds[lane] ? 1 : 0 }
        } else {
            for lane in 0..<lanes { left[lane] &-= rank <= thresholds[lane] ? 1 : 0 }
        }
    }

    /// Takes `row` out of the drawn records; those after it move up.
    func undraw(_ row: UInt32, classes: Int) {
        guard let lane = (0..<lanes).first(where: { rows[$0] == Int32(bitPattern: row) }) else { return }
        for line in 0..<(2 + classes) {
            let words = self.words + 5 + lanes * line
            for place in lane..<(lanes - 1) { words[place] = words[place + 1] }
            words[lanes - 1] = line < 2 ? Self.none : 0
        }
    }
}
