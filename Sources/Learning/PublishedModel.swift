import Crypto
import Foundation
import Records

/// A model as it leaves the house: canonical bytes and their SHA-256.
///
/// Bytes: "lethe model 1\n"; the recipe's canonical JSON; "\n"; then for every feature that occurs in the retained training
/// records, in the canonical order of `Features`, its key (length as UInt32, UTF-8) and the bit pattern of its weight
/// (UInt64), both little-endian. JSON holds no line break, so the parts can't run together. A feature that occurs in no
/// retained record is absent: its weight is exactly 0, and its name would tell of the forgotten.
public struct PublishedModel: Sendable {
    public let recipe: ModelRecipe
    public let bytes: [UInt8]
    /// SHA-256 of `bytes`, hexadecimal.
    public let digest: String
    /// In canonical order.
    public let weights: [(key: String, weight: Double)]

    private static let header = Array("lethe model 1\n".utf8)
    private static let lineBreak = UInt8(ascii: "\n")

    /// Publishes `fitted`, which was fitted to the rows `retained` of `features`.
    ///
    /// - Complexity: O(entries of the retained rows + bytes).
    public init(recipe: ModelRecipe, fitted: Fitted, features: Features, retained: [Int]) {
        precondition(fitted.weights.count == features.dimension, "one weight a column of the features")
        let occurs = features.occurring(in: retained)
        self.recipe = recipe
        weights = occurs.indices.filter { occurs[$0] }.map { (features.key(of: $0), fitted.weights[$0]) }
        var bytes = Self.header + Array(recipe.canonicalJSON.utf8) + [Self.lineBreak]
        for (key, weight) in weights {
            Self.append(UInt32(key.utf8.count), to: &bytes)
            bytes.append(contentsOf: key.utf8)
            // −0 and 0 are the same weight.
            Self.append((weight == 0 ? 0 : weight).bitPattern, to: &bytes)
        }
        self.bytes = bytes
        digest = Self.digest(of: bytes)
    }

    /// Reads published bytes back.
    ///
    /// - Throws: `Refusal` when they are not a published model.
    public init(bytes: [UInt8]) throws {
        let refusal = Refusal(
            .badData, "These \(bytes.count) bytes are not a published model.", next: "Publish the model again.")
        guard bytes.starts(with: Self.header),
            let end = bytes[Self.header.count...].firstIndex(of: Self.lineBreak)
        else { throw refusal }
        do {
            recipe = try JSONDecoder().decode(ModelRecipe.self, from: Data(bytes[Self.header.count..<end]))
        } catch {
            throw refusal
        }
        var weights: [(key: String, weight: Double)] = []
        var rest = bytes[(end + 1)...]
        while !rest.isEmpty {
            guard let count = Self.take(UInt32.self, from: &rest), rest.count >= Int(count),
                let key = String(validating: rest.prefix(Int(count)), as: UTF8.self)
            else { throw refusal }
            rest = rest.dropFirst(Int(count))
            guard let pattern = Self.take(UInt64.self, from: &rest) else { throw refusal }
            weights.append((key, Double(bitPattern: pattern)))
        }
        self.weights = weights
        self.bytes = bytes
        digest = Self.digest(of: bytes)
    }

    /// The weights in the order of the columns of `features`; 0 for a feature the model does not have.
    public func weights(for features: Features) -> [Double] {
        // By bytes: Swift's String takes canonically equivalent texts for equal.
        var byKey: [[UInt8]: Double] = [:]
        for (key, weight) in weights { byKey[Array(key.utf8)] = weight }
        return (0..<features.dimension).map { byKey[Array(features.key(of: $0).utf8)] ?? 0 }
    }

    private static func digest(of bytes: [UInt8]) -> String {
        SHA256.hash(data: bytes).map { byte in
            let digits = String(byte, radix: 16)
            return byte < 16 ? "0" + digits : digits
        }.joined()
    }

    private static func append(_ value: some FixedWidthInteger, to bytes: inout [UInt8]) {
        var rest = value
        for _ in 0..<(value.bitWidth / 8) {
            bytes.append(UInt8(truncatingIfNeeded: rest))
            rest >>= 8
        }
    }

    private static func take<T: FixedWidthInteger>(_ type: T.Type, from bytes: inout ArraySlice<UInt8>) -> T? {
        let width = T.bitWidth / 8
        guard bytes.count >= width else { return nil }
        let value = bytes.prefix(width).reversed().reduce(T(0)) { $0 << 8 | T($1) }
        bytes = bytes.dropFirst(width)
        return value
    }
}
