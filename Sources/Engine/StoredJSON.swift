import Foundation
import Records

/// What a project keeps as JSON: settings, policy, recipe, jobs. It is data that anybody may have changed.
enum StoredJSON {
    /// Reads a value; one that can't be is said in a sentence, and never as Foundation says it.
    ///
    /// - Parameter what: "its policy"
    /// - Throws: `Refusal` (65).
    static func read<Value: Decodable>(
        _ type: Value.Type, _ json: String, _ what: String, of directory: String
    ) throws -> Value {
        do { return try JSONDecoder().decode(type, from: Data(json.utf8)) } catch let error as DecodingError {
            throw damaged("\(what) can't be read: \(reason(error))", directory)
        } catch {
            throw damaged("\(what) can't be read", directory)
        }
    }

    /// A value as it is kept.
    static func text(of value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }

    /// Runs a check of what was read; what it refuses, nobody chose.
    static func checking<Result>(_ what: String, of directory: String, _ body: () throws -> Result) throws -> Result {
        do { return try body() } catch let refusal as Refusal {
            let sentence = refusal.sentence.hasSuffix(".") ? String(refusal.sentence.dropLast()) : refusal.sentence
            throw damaged("\(what) can't be used: \(sentence)", directory)
        }
    }

    static func damaged(_ why: String, _ directory: String) -> Refusal {
        Refusal(.badData, "The project '\(directory)' is damaged: \(why).", next: "Restore it from a backup.")
    }

    /// Where in a document something is not as it should be: "'schema.groups' is missing".
    static func reason(_ error: DecodingError) -> String {
        func place(_ path: [any CodingKey]) -> String {
            let names = path.map { $0.intValue.map { "\($0)" } ?? $0.stringValue }.joined(separator: ".")
            return names.isEmpty ? "the whole" : "'\(names.count > 60 ? names.prefix(60) + "…" : names)'"
        }
        switch error {
        case .keyNotFound(let key, let context): return "\(place(context.codingPath + [key])) is missing"
        case .typeMismatch(_, let context), .valueNotFound(_, let context):
            return "\(place(context.codingPath)) is of another kind"
        case .dataCorrupted(let context):
            return context.codingPath.isEmpty ? "it is no JSON" : "\(place(context.codingPath)) can't be"
        @unknown default: return "it is not as it was written"
        }
    }
}

extension ProjectSettings {
    /// Refuses (65) what no program would have written.
    func check(_ directory: String) throws {
        guard (1...1_000_000_000).contains(policy.minimumDenominator), (0...1).contains(policy.approvals) else {
            throw StoredJSON.damaged("its policy has numbers that can't be", directory)
        }
    }
}
