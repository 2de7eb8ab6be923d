/// Finds what tells who or where somebody is: addresses, numbers of accounts and of people, dates of birth, names.
///
/// One pass tells words and numbers apart; what begins with a sign ("@", "://") or a number is then looked at where it stands.
/// Numbers with check digits have to check; others, and those that many numbers look like, need a word beside them that says
/// what they are. Everything that is looked at has a greatest length, so the whole is linear in the text.
public struct PersonalDataDetector: Detector {
    public let name = "pii"
    public let title = "personal data"

    public init() {}

    public var kinds: [HitKind] { PersonalKind.hits }

    public var version: DetectorVersion { Self.version }

    private static let version = DetectorVersion(
        "pii", 1,
        rules: PersonalWords.lists.map { "\($0.sense.rawValue):\($0.words)" } + PersonalKind.hits.map { "\($0)" }
            + CallingCodes.lengths.map { "\($0.map { "\($0)" } ?? "")" } + CallingCodes.northAmerican.map { "\($0)" }
            + IbanCountries.lengths.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" })

    public func evidence(in text: String, column: String) -> [Evidence] {
        findings(in: text).map { finding in
            Evidence(
                detector: finding.kind.id, column: column, span: finding.start..<finding.end, rule: finding.rule,
                score: finding.score)
        }
    }

    func findings(in text: String) -> [PersonalFinding] {
        var text = text
        return text.withUTF8 { bytes in
            guard bytes.contains(where: { $0 >= 0x80 }) else { return PersonalScan.findings(in: bytes) }
            let folded = FoldedText(bytes)
            return folded.bytes.withUnsafeBufferPointer { PersonalScan.findings(in: $0) }.map { finding in
                var finding = finding
                finding.start = folded.offsets[finding.start]
                finding.end = folded.offsets[finding.end]
                return finding
            }
        }
    }
}
