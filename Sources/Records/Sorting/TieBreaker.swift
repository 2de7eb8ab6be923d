/// Orders rows whose texts begin alike, by reading on in each of them.
struct TieBreaker {
    let table: any ColumnSource
    let column: String

    /// Bytes that are held at a time, at most, besides a few for every row.
    private static let room = 4 << 20
    private static let fewestBytes = 16
    private static let mostBytes = 4_096

    /// - Parameters:
    ///   - places: of rows with the same first `offset` bytes, ascending by row; texts that ended before are not here.
    ///   - bonds: of each place with the one before it; that of the first is set to `none`.
    func settle(
        _ places: Range<Int>, _ order: SharedBuffer<UInt32>, _ bonds: SharedBuffer<TextOrder.Bond>, from offset: Int
    ) throws {
        let length = min(max(Self.room / places.count, Self.fewestBytes), Self.mostBytes)
        var bytes: [UInt8] = []
        var pieces: [Piece] = []
        pieces.reserveCapacity(places.count)
        for place in places {
            let row = Int(order[place])
            try table.forEachText(of: column, in: row..<row + 1) { _, text in
                let start = min(offset, text.count)
                let end = min(text.count, start + length)
                pieces.append(
                    Piece(row: UInt32(row), bytes: bytes.count..<bytes.count + end - start, isLast: end == text.count))
                bytes.append(contentsOf: text[start..<end])
            }
        }
        bytes.withUnsafeBufferPointer { bytes in
            pieces.sort { a, b in
                let order = a.order(against: b, bytes)
                return order != 0 ? order < 0 : a.row < b.row
            }
            for (index, piece) in pieces.enumerated() {
                let place = places.lowerBound + index
                order[place] = piece.row
                let isEqual = index > 0 && pieces[index - 1].order(against: piece, bytes) == 0
                bonds[place] = !isEqual ? .none : piece.isLast ? .same : .tied
            }
        }
        pieces = []
        bytes = []
        try settleTies(in: places, order, bonds, from: offset + length)
    }

    private func settleTies(
        in places: Range<Int>, _ order: SharedBuffer<UInt32>, _ bonds: SharedBuffer<TextOrder.Bond>, from offset: Int
    ) throws {
        var place = places.lowerBound + 1
        while place < places.upperBound {
            guard bonds[place] == .tied else {
                place += 1
                continue
            }
            let start = place - 1
            while place < places.upperBound, bonds[place] == .tied { place += 1 }
            let first = bonds[start]
            try settle(start..<place, order, bonds, from: offset)
            bonds[start] = first
        }
    }

    /// A part of a row's text.
    private struct Piece {
        let row: UInt32
        let bytes: Range<Int>
        /// Whether the text ends with it.
        let isLast: Bool

        /// A text that ends comes before one that goes on.
        func order(against other: Piece, _ all: UnsafeBufferPointer<UInt8>) -> Int {
            let order = UnsafeBufferPointer(rebasing: all[bytes]).order(
                against: UnsafeBufferPointer(rebasing: all[other.bytes]))
            return order != 0 || isLast == other.isLast ? order : isLast ? -1 : 1
        }
    }
}
