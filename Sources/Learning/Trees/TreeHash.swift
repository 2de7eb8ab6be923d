import Crypto
import Records

/// The random choices of trees: hashes of (seed, purpose, tree, path, column, record), of nothing else.
///
/// SHA-256 is taken once a seed and once a column name. From there:
/// - a record's id becomes a key by four rounds of a Feistel network, which is one to one (Luby and Rackoff 1988,
///   doi:10.1137/0217022);
/// - a place (purpose, tree, path, column) becomes a salt by a chain of SplitMix64 steps (Steele, Lea and Flood 2014,
///   doi:10.1145/2660193.2660195);
/// - a key and a salt become a hash by the folded multiplication of wyhash: both halves of the 128-bit product, xored.
///
/// Two records may share a hash; whoever orders by it breaks ties by id.
struct TreeHash: Sendable {
    /// A record, scrambled under the seed.
    struct Key {
        var a: UInt64
        var b: UInt64
    }

    /// A place where records are hashed.
    struct Salt {
        let a: UInt64
        let b: UInt64
    }

    enum Purpose: UInt64 {
        /// Whether a tree holds a record.
        case share = 1
        /// In which order the columns of a node are tried.
        case order = 2
        /// Which records of a node give its candidates.
        case sample = 3
    }

    private let words: (UInt64, UInt64, UInt64, UInt64)

    init(seed: UInt64) {
        words = Self.digest("lethe/trees/seed", (0..<8).map { UInt8(truncatingIfNeeded: seed >> (8 * $0)) })
    }

    /// What a column is known by: a hash of its name.
    static func column(named name: String) -> UInt64 { digest("lethe/trees/column", Array(name.utf8)).0 }

    func key(of id: RecordID) -> Key {
        var (a, b) = (id.high, id.low)
        a ^= Self.mix(b ^ words.0)
        b ^= Self.mix(a ^ words.1)
        a ^= Self.mix(b ^ words.2)
        b ^= Self.mix(a ^ words.3)
        return Key(a: a, b: b)
    }

    /// The state of a place before the column. `path` has a leading 1, then a 0 for every turn left and a 1 for every
    /// turn right.
    func state(_ purpose: Purpose, tree: Int, path: UInt64 = 1) -> UInt64 {
        Self.mix(Self.mix(Self.mix(words.0 ^ purpose.rawValue) ^ UInt64(tree)) ^ path)
    }

    @inline(__always)
    static func salt(_ state: UInt64, column: UInt64 = 0) -> Salt {
        let a = mix(state ^ column)
        return Salt(a: a, b: mix(a))
    }

    @inline(__always)
    static func value(_ key: Key, _ salt: Salt) -> UInt64 {
        let product = (key.a ^ salt.a).multipliedFullWidth(by: key.b ^ salt.b)
        return product.high ^ product.low
    }

    /// One step of SplitMix64: one to one.
    @inline(__always)
    static func mix(_ x: UInt64) -> UInt64 {
        var z = x &+ 0x9E37_79B9_7F4A_7C15
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    /// SHA-256 of the domain, a zero byte and `bytes`, as four words.
    private static func digest(_ domain: String, _ bytes: [UInt8]) -> (UInt64, UInt64, UInt64, UInt64) {
        let digest = Array(SHA256.hash(data: Array(domain.utf8) + [0] + bytes))
        func word(_ place: Int) -> UInt64 { digest[place * 8..<place * 8 + 8].reduce(0) { $0 << 8 | UInt64($1) } }
        return (word(0), word(1), word(2), word(3))
    }
}
