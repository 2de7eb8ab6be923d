/// Finds what is worth a look in a text. A detector is pinned and local, and says the same of a text every time.
public protocol Detector: Sendable {
    /// What stands after `hit:`.
    var name: String { get }

    /// Every hit in the text, in the order of their spans.
    func evidence(in text: String, column: String) -> [Evidence]
}

/// The detectors that come with Lethe.
public enum Detectors {
    public static let bundled: [any Detector] = [EmailDetector(), WordListDetector.bundled]
}
