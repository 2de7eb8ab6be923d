internal import Records

/// Detectors of one's own, without a line of Swift: a TOML file of terms and patterns.
///
/// ```toml
/// [[detector]]
/// name = "acme.project"                # what stands after hit:
/// title = "code name"
/// terms = ["blue heron", "falcon"]     # words and phrases, in either case
/// patterns = ['\bPRJ-\d{4}\b']         # PCRE2
/// match = ["the Blue Heron files", "PRJ-1234"]
/// ignore = ["PRJ-12", "falconry"]
/// ```
///
/// Also: `words = false` (inside of longer words too), `leet`, `stretch`, `spaced = true` (how terms may be dressed up),
/// `case = true` (patterns in their case only), `score = 0.7`. Every text of `match` has to be hit and none of `ignore`, or
/// the file is refused; so a list is known to do what its author believes.
public enum DetectorFile {
    private static let mostBytes = 4 << 20

    /// - Throws: `Refusal` with file, line, column and value for what can't be used.
    public static func detectors(at path: String) throws -> [PatternDetector] {
        let bytes = try SmallFile.bytes(of: path, atMost: mostBytes, "a file of detectors")
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw Refusal(.badData, "\(path) is not UTF-8.", next: "Save it as UTF-8.")
        }
        return try detectors(in: text, named: path)
    }

    static func detectors(in text: String, named path: String) throws -> [PatternDetector] {
        let sections = try TomlText.sections(of: text, named: path)
        guard !sections.isEmpty else {
            throw Refusal(.badData, "\(path):1:1: There is no detector.", next: "Begin with a line [[detector]].")
        }
        var detectors: [PatternDetector] = []
        for section in sections {
            let detector = try DetectorSection(section, path).detector()
            if detectors.contains(where: { $0.name == detector.name }) {
                throw TomlText.refusal(
                    path, section.place, "There is a detector '\(detector.name)' already.",
                    "Give this one another name.")
            }
            detectors.append(detector)
        }
        return detectors
    }
}
