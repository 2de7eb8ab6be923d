import Journal
import Records

/// The digest that a file had when its bytes were last read, believed while the file system says that nobody touched it
/// since: its number, size and times, as `git` does.
///
/// Before anything is computed from the bytes they are read again (`SourceWatch`).
struct KeptSource {
    private let store: ProjectStore

    init(_ store: ProjectStore) { self.store = store }

    func recall(_ table: Table) {
        guard let stamp = table.stamp, let bytes = store.kept(.source, for: stamp, atMost: 64),
            let digest = String(validating: bytes, as: UTF8.self)
        else { return }
        table.believe(digest: digest)
    }

    /// Keeps it, where it is not what was recalled.
    func keep(_ table: Table) {
        guard !table.isDigestBelieved, let stamp = table.stamp else { return }
        try? store.keep(Array(table.digest.utf8), as: .source, for: stamp)
    }
}
