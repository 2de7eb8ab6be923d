import Crypto
import Foundation
import Synchronization

/// Where salts and keys come from: a number of bytes in, that many bytes out.
public enum Entropy {
    public typealias Source = @Sendable (Int) -> [UInt8]

    /// The machine's generator; the only one fit for a real project.
    public static let system: Source = { count in
        SymmetricKey(size: SymmetricKeySize(bitCount: count * 8)).withUnsafeBytes { Array($0) }
    }

    /// A source for tests: SHA-256 of the seed and a counter. A project made with it keeps no secret.
    public static func seeded(_ seed: UInt64) -> Source {
        let counter = Counter()
        return { count in
            var bytes: [UInt8] = []
            while bytes.count < count {
                let block = counter.next()
                bytes += Digest.sha256(littleEndianBytes(seed) + littleEndianBytes(block))
            }
            return Array(bytes.prefix(count))
        }
    }

    private final class Counter: Sendable {
        private let value = Mutex<UInt64>(0)

        func next() -> UInt64 {
            value.withLock { value in
                value += 1
                return value
            }
        }
    }
}

/// The eight bytes of a number, the lowest first.
func littleEndianBytes(_ number: UInt64) -> [UInt8] {
    (0..<8).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
}
