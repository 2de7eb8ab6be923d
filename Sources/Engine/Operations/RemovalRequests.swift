import Foundation
import Journal
import Records

/// What one person asked to have forgotten.
struct RemovalRequest: Codable, Sendable, Hashable {
    /// The event that announced it.
    var event: Int
    var actor: String
    /// Learning ids, hexadecimal.
    var ids: [String]
    /// Whether records that never trained leave the evaluation too, and the journal's texts about all of them go.
    var erases: Bool
}

/// What a removal that waits or runs is about: one request, or several that came while it waited. A project keeps it, so
/// that it can go on after an interruption.
struct RemovalRequests: Codable, Sendable, Hashable {
    var requests: [RemovalRequest]
    /// Where the file without the records goes; nil where Lethe's own model forgets them.
    var path: String?

    /// Where the project's list of jobs says that a removal stands.
    enum Stage: String {
        /// Announced; nothing was published.
        case announced = "running"
        /// Published; the journal's texts about its records have still to go.
        case erasing
    }

    init(_ requests: [RemovalRequest], path: String? = nil) {
        self.requests = requests
        self.path = path
    }

    /// What was kept; nil where that can't be read.
    init?(parsing json: String) {
        guard let kept = try? JSONDecoder().decode(Self.self, from: Data(json.utf8)) else { return nil }
        self = kept
    }

    /// What is being erased.
    ///
    /// - Throws: `Refusal` (65) where that can't be read: an erasure that was begun is never given up.
    init(erasing json: String, of directory: String) throws {
        self = try StoredJSON.read(Self.self, json, "which records were being erased", of: directory)
    }

    /// The number of the first event about it.
    var first: Int { requests.first?.event ?? 0 }
    var erases: Bool { requests.contains(where: \.erases) }
    /// The records to be erased.
    var erasedIDs: [RecordID] { requests.filter(\.erases).flatMap(\.ids).compactMap { RecordID(hex: $0) } }

    func change(_ key: String, _ stage: Stage) throws -> Change {
        .job(id: key, state: stage.rawValue, json: try StoredJSON.text(of: self))
    }

    var title: String {
        let records = requests.reduce(0) { $0 + $1.ids.count }
        let of = requests.count > 1 ? " of \(requests.count) requests" : ""
        return "\(path == nil ? "forgetting" : "removing") \(records.counted("record"))\(of)"
    }
}
