/// Finds where a text speaks of a group of people: whole words and phrases of two, by group.
public struct IdentityDetector: Detector {
    public let name = "identity"
    public let title = "mention of a group"

    public init() {}

    public var kinds: [HitKind] { Self.kinds }
    public var version: DetectorVersion { Self.version }

    private static let kinds = IdentityWords.groups.map {
        HitKind("identity.\($0.name)", title: $0.title, isQuiet: true)
    }
    private static let version = DetectorVersion(
        "identity", 1, rules: IdentityWords.groups.map { "\($0.name): \($0.words)" })

    /// A bit a group.
    private static let lexicon = Lexicon(
        IdentityWords.groups.enumerated().map { (Sense(rawValue: 1 << UInt64($0.offset)), $0.element.words) })

    public func evidence(in text: String, column: String) -> [Evidence] {
        var text = text
        return text.withUTF8 { bytes in
            var found: [Evidence] = []
            let tokens = Tokens(bytes, Self.lexicon).all
            for (index, token) in tokens.enumerated() where !token.sense.subtracting(.endsPhrase).isEmpty {
                // A word of a list by itself, or the end of a phrase that began with the word before.
                let alone = Self.lexicon.sense(of: Lexicon.key(bytes[token.start..<token.end])).subtracting(.endsPhrase)
                var bits = token.sense.subtracting(.endsPhrase).rawValue
                while bits != 0 {
                    let group = bits.trailingZeroBitCount
                    bits &= bits - 1
                    let isPhrase = !alone.contains(Sense(rawValue: 1 << UInt64(group))) && index > 0
                    let start = isPhrase ? tokens[index - 1].start : token.start
                    if isPhrase, bytes[tokens[index - 1].end..<token.start].contains(where: { $0 != 32 && $0 != 45 }) {
                        continue
                    }
                    let rule = String(decoding: bytes[start..<token.end], as: UTF8.self).lowercased()
                    found.append(
                        Evidence(detector: Self.kinds[group].id, column: column, span: start..<token.end, rule: rule))
                }
            }
            return found.sorted { ($0.span.lowerBound, $0.detector) < ($1.span.lowerBound, $1.detector) }
        }
    }
}
