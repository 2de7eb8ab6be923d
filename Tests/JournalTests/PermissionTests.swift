import Foundation
import Records
import TestSupport
import Testing

@testable import Journal

/// Who may read a project and who may write to it.
@Suite struct PermissionTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func modes() throws -> [String: mode_t] {
        Dictionary(
            uniqueKeysWithValues: try names(in: folder.project).map { ($0, try permissions("\(folder.project)/\($0)")) }
        )
    }

    @Test func `folder and files are their owner's alone, also in a folder that was there`() throws {
        try check(mkdir(folder.project, 0o700))
        try check(chmod(folder.project, 0o777))
        let store = try folder.create(remembering: "ada")
        try store.commit(EventDraft(.open))
        #expect(try permissions(folder.project) == 0o700)
        #expect(
            try modes().keys.sorted() == [
                "actor", "lock", "project.sqlite", "project.sqlite-shm", "project.sqlite-wal",
            ])
        #expect(try modes().values.allSatisfy { $0 == 0o600 })
        try store.close()
        #expect(try modes().values.allSatisfy { $0 == 0o600 })
    }

    @Test func `an older project is mended when it is opened for writing, and left alone when it is read`() throws {
        try folder.create(remembering: "ada").close()
        func open(to others: Bool) throws {
            try check(chmod(folder.project, others ? 0o755 : 0o500))
            for name in try names(in: folder.project) {
                try check(chmod("\(folder.project)/\(name)", others ? 0o644 : 0o400))
            }
        }
        try open(to: true)
        try folder.open(readOnly: true).close()
        #expect(try permissions(folder.project) == 0o755)
        #expect(try permissions(folder.project + "/project.sqlite") == 0o644)
        let store = try folder.open()
        try store.commit(EventDraft(.open))
        #expect(try permissions(folder.project) == 0o700)
        #expect(try modes().values.allSatisfy { $0 == 0o600 })
        #expect(store.notices.isEmpty)
        try store.close()
        // What the owner took from themselves is not given back.
        try open(to: false)
        _ = try ProjectFolder(folder.project).makePrivate(.ofThisProcess)
        #expect(try permissions(folder.project) == 0o500)
        try check(chmod(folder.project, 0o700))
    }

    @Test func `another user's project is read with a word, and written to only for who says whom to trust`() throws {
        try folder.createWithHistory().close()
        let owner = geteuid()
        let project = ProjectFolder(folder.project)
        func open(_ ownership: Ownership, readOnly: Bool = false) throws -> ProjectStore {
            try ProjectStore.open(
                project, session: ada, clock: .fixed(), entropy: Entropy.seeded(2), readOnly: readOnly,
                ownership: ownership)
        }
        let stranger = owner + 1
        let before = try bytes(folder.project + "/project.sqlite")
        for trusted in [nil, "", "nobody-at-all", "\(stranger)"] {
            let said = #expect(throws: Refusal.self) { try open(Ownership(user: stranger, trusted: trusted)).close() }
            #expect(said?.kind == .cannotCreate)
            #expect(said?.sentence.contains("belongs to user") == true)
            #expect(said?.nextStep.contains("LETHE_TRUST_OWNER=") == true)
        }
        #expect(try bytes(folder.project + "/project.sqlite") == before)

        let reader = try open(Ownership(user: stranger, trusted: nil), readOnly: true)
        #expect(reader.notices.count == 1 && reader.notices[0].contains("belongs to user"))
        #expect(try reader.eventCount == 5)
        try reader.close()

        let writer = try open(Ownership(user: stranger, trusted: "\(owner)"))
        #expect(writer.notices.count == 1)
        try writer.commit(EventDraft(.scan))
        try writer.close()
        #expect(try open(Ownership(user: owner, trusted: nil)).notices.isEmpty)
    }

    @Test(.enabled(if: geteuid() == 0, "needs root, to give a file to another user"))
    func `a file of another user's in one's own folder is one too many`() throws {
        try folder.create().close()
        try check(chown(folder.project + "/project.sqlite", 12_345, gid_t.max))
        let said = #expect(throws: Refusal.self) { try folder.open().close() }
        #expect(said?.sentence.contains("project.sqlite' belongs to user 12345") == true)
        let reader = try folder.open(readOnly: true)
        #expect(reader.notices.count == 1)
        try reader.close()
    }

    @Test(.enabled(if: geteuid() == 0, "needs root, to act in another user's folder"))
    func `what root makes in a project it is trusted with belongs to the project's owner`() throws {
        try folder.create().close()
        try check(unlink(folder.project + "/lock"))
        for path in [folder.project, folder.project + "/project.sqlite"] { try check(chown(path, 12_345, gid_t.max)) }
        let store = try ProjectStore.open(
            ProjectFolder(folder.project), session: ada, clock: .fixed(), entropy: Entropy.seeded(2), readOnly: false,
            ownership: Ownership(user: 0, trusted: "12345"))
        try store.commit(EventDraft(.open))
        for name in try names(in: folder.project) {
            var status = stat()
            try check(lstat("\(folder.project)/\(name)", &status))
            #expect(status.st_uid == 12_345, "\(name)")
        }
        try store.close()
    }
}
