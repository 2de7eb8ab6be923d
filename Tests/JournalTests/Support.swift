import Foundation
import Records
import TestSupport

@testable import Journal

/// A folder of its own for one test, gone with it.
final class TemporaryFolder {
    let path: String

    init() throws {
        path = NSTemporaryDirectory() + "lethe-journal-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    var project: String { path + "/data.lethe" }
    var bundle: String { path + "/bundle" }

    /// The paths of every file below, in order.
    var files: [String] {
        let all = FileManager.default.enumerator(atPath: path)?.compactMap { $0 as? String } ?? []
        return all.map { "\(path)/\($0)" }.filter { (try? Data(contentsOf: URL(fileURLWithPath: $0))) != nil }.sorted()
    }

    /// The files that hold these bytes.
    func filesHolding(_ text: String) throws -> [String] {
        try files.filter { try bytes($0).range(of: Data(text.utf8)) != nil }
    }
}

func bytes(_ path: String) throws -> Data { try Data(contentsOf: URL(fileURLWithPath: path)) }

func write(_ bytes: Data, to path: String) throws { try bytes.write(to: URL(fileURLWithPath: path)) }

let ada = Session(actor: "ada", id: "s1", toolVersion: "1.0", toolDigest: "d1")

func id(_ number: Int) -> RecordID { RecordID(high: UInt64(number) &* 0x9E37_79B9_7F4A_7C15, low: UInt64(number)) }

func ids(_ count: Int) -> [RecordID] { (1...count).map(id) }

/// The digest of a model with these bytes.
func digest(_ text: String) -> String { Digest.line(Array(text.utf8)) }

func model(_ text: String, parent: String? = nil) -> ModelRecord {
    ModelRecord(
        digest: digest(text), bytes: Data(text.utf8), createdAt: "2026-01-01T00:00:00.000Z", records: 100, removed: 2,
        guarantee: "{}", parent: parent)
}

extension TemporaryFolder {
    func create(
        settings: [String: String] = [:], remembering actor: String? = nil, seed: UInt64 = 1
    ) throws -> ProjectStore {
        try ProjectStore.create(
            at: project, settings: settings, remembering: actor, session: ada, clock: .fixed(),
            entropy: Entropy.seeded(seed))
    }

    func open(readOnly: Bool = false) throws -> ProjectStore {
        try ProjectStore.open(
            at: project, session: ada, clock: .fixed(), entropy: Entropy.seeded(2), readOnly: readOnly)
    }

    /// Opens a project of whoever mended the roots too: without comparing the state with them.
    func openUnchecked() throws -> ProjectStore {
        let folder = ProjectFolder(project)
        return try ProjectStore.open(
            folder, lock: try ProjectLock(in: folder, ownership: .ofThisProcess), session: ada, clock: .fixed(),
            entropy: Entropy.seeded(2), isChecked: false)
    }

    /// A project of five events, the second and the fourth with payloads.
    func createWithHistory() throws -> ProjectStore {
        let store = try create()
        try store.commit(EventDraft(.open, inputs: ["abc"]))
        try store.commit(
            EventDraft(.flag, subject: id(1), payload: ["ids": [.string(id(1).description)], "why": "rude, “é”"]),
            [.setFlag(.toxic, true, [id(1)])])
        try store.commit(EventDraft(.policy, params: ["approvals": 1]), [.setting("approvals", "1")])
        try store.commit(
            EventDraft(
                .stage, params: store.bulkParams(ids(3)), basis: "erasure", requestID: "R-7",
                payload: ["ids": .strings(ids(3).map(\.description))]),
            [.stage(ids(3), basis: "erasure", reason: "asked by post")])
        try store.commit(EventDraft(.evaluate, outputs: ["def"]))
        return store
    }
}
