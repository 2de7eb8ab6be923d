public import Records

/// Finds what is worth a look in a text. A detector is pinned and local, and says the same of a text every time.
public protocol Detector: Sendable {
    /// What stands after `hit:`.
    var name: String { get }

    /// What the screen calls a hit, in a word.
    var title: String { get }

    /// Every hit in the text, in the order of their spans.
    func evidence(in text: String, column: String) -> [Evidence]
}

extension Detector {
    public var title: String { name }
}

/// The detectors that there are.
public enum Detectors {
    /// What Lethe comes with.
    public static let bundled: [any Detector] = [EmailDetector(), WordListDetector.bundled]

    /// Those, and what was added: `try Detectors.list.register(MyDetector())` before a project is opened. A record's hits are
    /// a mask, so there are at most 32.
    public static let list = OpenList("detector", bundled: bundled, atMost: 32) { $0.name }
}
