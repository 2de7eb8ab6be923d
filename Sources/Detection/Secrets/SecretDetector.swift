/// Finds what opens something: keys of known services, signed tokens (RFC 7519), private keys, and passwords that are said to
/// be ones. Numbers of versions, checksums and UUIDs have as much chance in them, and are left alone.
public struct SecretDetector: Detector {
    public let name = "secret"
    public let title = "secret"

    public init() {}

    public var kinds: [HitKind] { Self.kinds }
    public var version: DetectorVersion { Self.version }

    private static let kinds = SecretKind.allCases.map { HitKind($0.id, title: $0.title) }
    private static let version = DetectorVersion("secret", 1, rules: KeyForm.rules + SecretScan.passwordWords.sorted())

    public func evidence(in text: String, column: String) -> [Evidence] {
        var text = text
        return text.withUTF8 { bytes in
            var scan = SecretScan(bytes: bytes)
            scan.run()
            return scan.found.map {
                Evidence(detector: $0.kind.id, column: column, span: $0.start..<$0.end, rule: $0.rule)
            }
        }
    }
}
