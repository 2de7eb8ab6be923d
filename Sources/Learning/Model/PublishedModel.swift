import Crypto
import Foundation
import Records

/// A model as it leaves the house: canonical bytes and their SHA-256.
///
/// Bytes: "lethe model 2\n"; the recipe's canonical JSON; "\n"; the parameters, as the family writes them
/// (`FittedModel.parameters`). JSON holds no line break, so the parts can't run together.
public struct PublishedModel: Sendable {
    public let recipe: ModelRecipe
    public let bytes: [UInt8]
    /// SHA-256 of `bytes`, hexadecimal.
    public let digest: String
    private let parametersStart: Int

    private static let header = Array("lethe model 2\n".utf8)
    private static let lineBreak = UInt8(ascii: "\n")

    /// Publishes what was learned under `recipe`.
    ///
    /// - Complexity: O(bytes).
    public init(recipe: ModelRecipe, parameters: [UInt8]) {
        self.recipe = recipe
        let front = Self.header + Array(recipe.canonicalJSON.utf8) + [Self.lineBreak]
        parametersStart = front.count
        bytes = front + parameters
        digest = Self.digest(of: bytes)
    }

    /// Reads published bytes back.
    ///
    /// - Throws: `Refusal` when they are not a published model.
    public init(bytes: [UInt8]) throws {
        guard bytes.starts(with: Self.header),
            let end = bytes[Self.header.count...].firstIndex(of: Self.lineBreak)
        else { throw Self.refusal(bytes) }
        do {
            recipe = try JSONDecoder().decode(ModelRecipe.self, from: Data(bytes[Self.header.count..<end]))
        } catch {
            throw Self.refusal(bytes)
        }
        self.bytes = bytes
        parametersStart = end + 1
        digest = Self.digest(of: bytes)
    }

    /// What the family wrote.
    public var parameters: ArraySlice<UInt8> { bytes[parametersStart...] }

    static func refusal(_ bytes: some Collection<UInt8>) -> Refusal {
        Refusal(.badData, "These \(bytes.count) bytes are not a published model.", next: "Publish the model again.")
    }

    private static func digest(of bytes: [UInt8]) -> String {
        SHA256.hash(data: bytes).map { byte in
            let digits = String(byte, radix: 16)
            return byte < 16 ? "0" + digits : digits
        }.joined()
    }
}
