internal import Synchronization

/// What there is of a kind: what the program comes with, and what whoever builds on it adds at the start. A new one is a
/// line in the list that is bundled, or a call of `register`; nothing else knows how many there are.
public final class OpenList<Element: Sendable>: Sendable {
    private let what: String
    private let most: Int
    /// Ids that something else has.
    private let taken: Set<String>
    private let id: @Sendable (Element) -> String
    private let elements: Mutex<[Element]>

    /// - Parameters:
    ///   - what: what one is, in a sentence: "model family".
    ///   - most: how many there can be.
    ///   - taken: ids that none can have.
    ///   - id: what one is stored and asked for by.
    /// - Precondition: no id is there twice.
    public init(
        _ what: String, bundled: [Element], atMost most: Int = .max, taken: [String] = [],
        id: @escaping @Sendable (Element) -> String
    ) {
        (self.what, self.most, self.taken, self.id) = (what, most, Set(taken), id)
        precondition(Set(bundled.map(id)).count == bundled.count, "a \(what) is there twice")
        elements = Mutex(bundled)
    }

    /// In the order of the list, those that were added behind.
    public var all: [Element] { elements.withLock { $0 } }

    public var ids: [String] { all.map(id) }

    public subscript(id: String) -> Element? { all.first { self.id($0) == id } }

    /// Adds one behind all others, for the rest of the program's life.
    ///
    /// - Throws: `Refusal` (64) where one with its id is there, or there is no place for more.
    public func register(_ element: Element) throws {
        let new = id(element)
        try elements.withLock { elements in
            guard !taken.contains(new), !elements.contains(where: { id($0) == new }) else {
                throw Refusal(.usage, "There is a \(what) '\(new)' already.", next: "Give the new one another id.")
            }
            guard elements.count < most else {
                throw Refusal(
                    .usage, "There are \(most) of \(what)s, and no more can be told apart.", next: "Add fewer.")
            }
            elements.append(element)
        }
    }

    /// - Throws: `Refusal` (64) naming what may have been meant.
    public func named(_ id: String) throws -> Element {
        guard let element = self[id] else { throw Refusal.unknown(what, id, among: ids) }
        return element
    }
}
