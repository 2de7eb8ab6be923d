import Journal

/// Events in pieces of one length: adding to them while somebody else holds them copies one piece.
///
/// - Complexity: O(pieces) to add an event; O(1) to reach one.
struct EventPieces: RandomAccessCollection, Sendable {
    private static let length = 1024
    /// Each but the last is full.
    private var pieces: [[Event]] = []
    private(set) var endIndex = 0

    var startIndex: Int { 0 }
    subscript(position: Int) -> Event { pieces[position / Self.length][position % Self.length] }

    mutating func append(_ event: Event) {
        if endIndex % Self.length == 0 {
            pieces.append([])
            pieces[pieces.count - 1].reserveCapacity(Self.length)
        }
        pieces[pieces.count - 1].append(event)
        endIndex += 1
    }
}
