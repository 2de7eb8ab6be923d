public import Records

/// Finds what is worth a look in a text. A detector is pinned and local, and says the same of a text every time.
public protocol Detector: Sendable {
    /// What it is called in the list of detectors, and, for one that tells of a single kind, what stands after `hit:`.
    var name: String { get }

    /// What the screen calls a hit, in a word.
    var title: String { get }

    /// What it has to see to judge.
    var scope: DetectorScope { get }

    /// All that it tells of. `hit:` takes the id of one, or what ids begin with before a dot: `hit:pii` is every `pii.…`.
    var kinds: [HitKind] { get }

    /// Hits are stored under it: another one means that records have to be looked through again.
    var version: DetectorVersion { get }

    /// Every hit in the text, in the order of their spans; of text scope only.
    ///
    /// Each is of one of `kinds`, its score reaches the kind's threshold where both are there, and its span is not empty and
    /// falls between characters.
    func evidence(in text: String, column: String) -> [Evidence]
}

extension Detector {
    public var title: String { name }
    public var scope: DetectorScope { .text }
    public var kinds: [HitKind] { [HitKind(name, title: title)] }
    public var version: DetectorVersion { DetectorVersion(name, 1) }
}

/// The detectors that there are.
public enum Detectors {
    /// What Lethe comes with.
    public static let bundled: [any Detector] = [
        PersonalDataDetector(), SecretDetector(), IdentityDetector(), WordListDetector.bundled,
    ]

    /// Those, and what was added: `try Detectors.list.register(MyDetector())` before a project is opened.
    public static let list = OpenList("detector", bundled: bundled) { $0.name }
}
