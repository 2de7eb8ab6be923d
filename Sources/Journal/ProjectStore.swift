import Crypto
import Foundation
import GRDB
public import Records
import Synchronization

/// A project on disk: its journal and its state, in one SQLite file that one process at a time may write.
///
/// Every change goes through `commit`, which writes the event and the state in one transaction and waits until they are
/// on the disk. Reads see the last commit. Calls from several threads wait for each other.
public final class ProjectStore: Sendable {
    /// The project's folder, as it was given.
    public var directory: String { folder.path }
    /// "lethe/" and the project's id: which chain an event belongs to.
    public let origin: String
    public let session: Session
    public let isReadOnly: Bool
    /// What there is to say about how it was opened, one sentence each.
    public let notices: [String]
    /// Where the project is kept, as a keyed reference to its file: a copy of the project has another one. Nil where files
    /// have no lasting numbers, and for a project that is only read.
    public let place: String?

    let folder: ProjectFolder
    let queue: DatabaseQueue
    let clock: Clock
    let entropy: Entropy.Source
    let footprint: Footprint?
    let making: Making?
    private let lock: ProjectLock?
    let lastErasureFailure = Mutex<StoreFailure?>(nil)
    private let isOpen = Mutex(true)
    let references: References
    let witness: StateWitness
    let key: [UInt8]

    init(
        folder: ProjectFolder, queue: DatabaseQueue, lock: ProjectLock?, identity: ProjectIdentity, session: Session,
        clock: Clock, entropy: @escaping Entropy.Source, footprint: Footprint?, notices: [String], making: Making?,
        witness: StateWitness
    ) {
        self.folder = folder
        self.queue = queue
        self.lock = lock
        isReadOnly = lock == nil
        origin = identity.origin
        let references = References(key: identity.key, dataset: identity.dataset)
        self.references = references
        self.witness = witness
        key = identity.key
        self.session = session
        self.clock = clock
        self.entropy = entropy
        self.footprint = footprint
        self.notices = notices
        self.making = making
        place = footprint?.database.flatMap {
            folder.keepsFileNumbers ? references.reference(forPlace: UInt64($0.inode)) : nil
        }
    }

    /// Ends the session: the write-ahead file is folded in and the lock is given back. Harmless twice; afterwards every
    /// other call throws.
    public func close() throws { try close {} }

    /// - Parameter last: what is done while the lock is still held.
    func close(_ last: () -> Void) throws {
        if !isReadOnly, (try? isErasurePending) == true { clean() }
        try isOpen.withLock { isOpen in
            guard isOpen else { return }
            isOpen = false
            defer {
                last()
                lock?.release()
            }
            try StoreFailure.translating(directory) { try queue.close() }
        }
    }

    /// How the chain names a record: HMAC-SHA-256 under the project's key, hexadecimal. Without the key nobody can tell
    /// which record it is.
    public func reference(for id: RecordID) -> String { references.reference(for: id) }

    /// How the project names records in payloads and in what it keeps of forgotten ones: the beginnings of their references.
    ///
    /// - Complexity: O(ids), on all processors.
    public func references(for ids: [RecordID]) -> [RecordReference] { references.references(for: ids) }

    /// What the chain holds about many records at once: their count, and the Merkle root over their sorted references.
    /// The references themselves belong into the payload.
    ///
    /// - Complexity: O(n log n).
    public func bulkParams(_ ids: [RecordID]) -> [String: JSON] {
        let (count, root) = root(over: ids)
        return ["count": .integer(Int64(count)), "references_root": .string(root)]
    }

    func root(over ids: [RecordID]) -> (count: Int, root: String) {
        var tree = MerkleTree()
        for reference in Set(ids).map({ Array(references.reference(for: $0).utf8) }).sorted(by: {
            $0.lexicographicallyPrecedes($1)
        }) {
            tree.append(reference)
        }
        return (tree.count, Hexadecimal.text(tree.root))
    }

    func read<T: Sendable>(_ body: (Database) throws -> T) throws -> T {
        try whileOpen { try queue.read(body) }
    }

    func write<T: Sendable>(_ body: (Database) throws -> T) throws -> T {
        try whileWritable {
            do { return try queue.write(body) } catch {
                witness.forget()
                throw error
            }
        }
    }

    /// Writes to a file that was deleted would be lost without a word; so its names are looked up before and after.
    func whileWritable<T: Sendable>(_ body: () throws -> T) throws -> T {
        if isReadOnly { throw StoreFailure.readOnly(directory) }
        func check(isWritten: Bool) throws {
            if let change = footprint?.change(in: folder) {
                throw StoreFailure.gone(directory, change, isWritten: isWritten)
            }
        }
        return try whileOpen {
            try check(isWritten: false)
            let result = try body()
            try check(isWritten: true)
            return result
        }
    }

    /// SQLite crashes on a connection that was closed; so nothing gets there.
    private func whileOpen<T: Sendable>(_ body: () throws -> T) throws -> T {
        try isOpen.withLock { isOpen in
            guard isOpen else { throw StoreFailure.closed(directory) }
            return try StoreFailure.translating(directory, body)
        }
    }
}
