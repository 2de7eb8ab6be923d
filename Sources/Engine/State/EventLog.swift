public import Journal

/// The events of a journal in pieces, so that adding to one that somebody else holds copies little.
///
/// - Complexity: O(pieces) to add an event; O(1) to reach one.
public struct EventLog: RandomAccessCollection, Sendable {
    private static let length = 1024
    /// Each but the last is full.
    private var pieces: [[Event]] = []
    public private(set) var count = 0

    public init(_ events: [Event] = []) { append(contentsOf: events) }

    public var startIndex: Int { 0 }
    public var endIndex: Int { count }
    public subscript(position: Int) -> Event { pieces[position / Self.length][position % Self.length] }

    mutating func append(contentsOf events: [Event]) {
        for event in events {
            if count % Self.length == 0 {
                pieces.append([])
                pieces[pieces.count - 1].reserveCapacity(Self.length)
            }
            pieces[pieces.count - 1].append(event)
            count += 1
        }
    }
}

extension EventLog: ExpressibleByArrayLiteral {
    public init(arrayLiteral events: Event...) { self.init(events) }
}
