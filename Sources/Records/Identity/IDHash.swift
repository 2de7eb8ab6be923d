import Crypto

/// A hash of learning ids for one purpose: random choices hang on it, so that they depend on a record and the seed and
/// on no index, count or clock.
///
/// The value is the first eight bytes of SHA-256(domain ‖ seed ‖ id), each part with its length before it, so that
/// choices made in different domains are independent.
public struct IDHash: Sendable {
    private let prefix: MessageParts

    public init(domain: String, seed: UInt64) {
        var prefix = MessageParts()
        prefix.append(domain)
        prefix.append(seed)
        self.prefix = prefix
    }

    public func value(_ id: RecordID) -> UInt64 {
        var message = prefix
        message.append(id)
        return RecordID(digest: SHA256.hash(data: message.bytes)).high
    }

    /// A uniform fraction in [0, 1): the upper 53 bits of the value.
    public func fraction(_ id: RecordID) -> Double { Double(value(id) >> 11) * 0x1p-53 }
}

/// Which part a record plays: learnt from, or held out to choose by (`selection`) or to report on (`test`).
public enum Part: UInt8, Sendable, Codable, CaseIterable { case train, selection, test }

/// Parts records by their learning ids: a fraction is held out, and halved into `selection` and `test`.
///
/// A record stays in its part whatever other records come or go.
public struct Split: Sendable {
    private let testFraction: Double
    private let heldOut: IDHash
    private let half: IDHash

    /// - Parameter testFraction: The share held out, in 0..<1.
    public init(seed: UInt64, testFraction: Double) {
        self.testFraction = testFraction
        heldOut = IDHash(domain: "lethe/split", seed: seed)
        half = IDHash(domain: "lethe/half", seed: seed)
    }

    public func part(of id: RecordID) -> Part {
        guard heldOut.fraction(id) < testFraction else { return .train }
        return half.fraction(id) < 0.5 ? .selection : .test
    }
}
