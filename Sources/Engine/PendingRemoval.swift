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

/// A removal that waits or runs: one request, or several that came while it waited.
struct PendingRemoval: Sendable {
    /// What its events and its place among the project's jobs are called.
    let key: String
    var job = 0
    var requests: [RemovalRequest]
    /// Requests that come later are no part of it.
    var hasBegun = false
    /// Where the file without the records goes; nil where Lethe's own model forgets them.
    var path: String? = nil

    /// What the project keeps of it, so that it can go on after an interruption.
    var json: String {
        get throws { try Workspace.json(Kept(requests: requests, path: path)) }
    }

    /// What was kept of an interrupted one; nil where that can't be read.
    static func requests(parsing json: String) -> [RemovalRequest]? { kept(parsing: json)?.requests }

    /// Where an interrupted one was to write; nil where it was not.
    static func path(parsing json: String) -> String? { kept(parsing: json)?.path }

    /// What is being erased.
    ///
    /// - Throws: `Refusal` (65) where that can't be read: an erasure that was begun is never given up.
    static func requests(erasing json: String, of directory: String) throws -> [RemovalRequest] {
        try StoredJSON.read(Kept.self, json, "which records were being erased", of: directory).requests
    }

    private static func kept(parsing json: String) -> Kept? {
        try? JSONDecoder().decode(Kept.self, from: Data(json.utf8))
    }

    var title: String {
        let records = requests.reduce(0) { $0 + $1.ids.count }
        let of = requests.count > 1 ? " of \(requests.count) requests" : ""
        return "\(path == nil ? "forgetting" : "removing") \(records.counted("record"))\(of)"
    }

    private struct Kept: Codable {
        var requests: [RemovalRequest]
        var path: String?
    }

    /// Where the project's list of jobs says that a removal stands.
    enum Stage: String {
        /// Announced; nothing was published.
        case announced = "running"
        /// Published; the journal's texts about its records have still to go.
        case erasing
    }
}
