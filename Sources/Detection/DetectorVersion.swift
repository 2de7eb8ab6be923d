internal import Crypto

/// Which detector in which state: hits that were stored by another version are not this one's.
public struct DetectorVersion: Hashable, Sendable, Codable, CustomStringConvertible {
    public let detector: String
    /// Counted up when the code finds something else than before.
    public let number: Int
    /// Of what the detector is made from beside its code, its lists and patterns: SHA-256 in hexadecimal digits.
    public let digest: String

    /// - Parameter rules: every list, pattern and setting that decides about a hit, in a fixed order.
    public init(_ detector: String, _ number: Int, rules: [String] = []) {
        var hash = SHA256()
        // The length before each keeps ["ab"] and ["a", "b"] apart.
        for rule in [detector, String(number)] + rules {
            hash.update(data: Array("\(rule.utf8.count):".utf8))
            hash.update(data: Array(rule.utf8))
        }
        self.detector = detector
        self.number = number
        digest = hash.finalize().map { byte in
            let digits = String(byte, radix: 16)
            return byte < 16 ? "0" + digits : digits
        }.joined()
    }

    /// "pii 1 (5f0c2a9e71b3)"
    public var description: String { "\(detector) \(number) (\(digest.prefix(12)))" }
}
