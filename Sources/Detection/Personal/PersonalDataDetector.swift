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

    /// Whether characters outside of ASCII are in a text: eight bytes at a time.
    private static func hasOthers(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        let raw = UnsafeRawBufferPointer(bytes)
        var (place, all) = (0, UInt64(0))
        while place + 8 <= raw.count {
            all |= raw.loadUnaligned(fromByteOffset: place, as: UInt64.self)
            place += 8
        }
        while place < raw.count {
            all |= UInt64(raw[place])
            place += 1
        }
        return all & 0x8080_8080_8080_8080 != 0
    }

    func findings(in text: String) -> [PersonalFinding] {
        var text = text
        return text.withUTF8 { bytes in
            guard Self.hasOthers(bytes) else { return PersonalScan.findings(in: bytes) }
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
