internal import Foundation
internal import Synchronization

/// The files that a table is made of, and where the text of each is in the text of them all.
final class Parts: Sendable {
    struct Part: Sendable {
        let path: String
        let name: String
        let file: MappedFile
        let reading: Reading
        /// Bytes of its own text that are left out: the header, which the first part has already.
        let header: Int
        /// Where its text is in that of all.
        let start: Int
        var end: Int
        /// Whether its records are counted, as its text has no place of its own in that of all.
        var isCounted = false
    }

    let names: PartNames
    /// The test set that the last of them are; nil where there is none.
    let testSet: JoinedTestSet?
    private let path: String
    private let opened = Mutex<[Part]>([])

    init(_ names: PartNames, path: String, testSet: JoinedTestSet? = nil) {
        self.names = names
        self.path = path
        self.testSet = testSet
    }

    var parts: [Part] { opened.withLock { $0 } }

    func append(_ part: Part) { opened.withLock { $0.append(part) } }

    func end(at end: Int) { opened.withLock { $0[$0.count - 1].end = end } }

    /// The part that holds a place of the text.
    func part(at position: Int) -> Part? { parts.last { $0.start <= position } }

    /// Refuses (65) where a part was changed, or the files are others by now.
    func checkUnchanged() throws {
        for part in parts { try part.file.checkUnchanged() }
        if let testSet {
            try testSet.table.checkUnchanged()
            guard try PartNames.joined(path, testSet.path).paths == names.paths else { throw others }
            return
        }
        guard try PartNames.resolved(path)?.paths == names.paths else { throw others }
    }

    private var others: Refusal {
        Refusal(
            .badData, "The files that '\(path)' stands for are others than when it was opened.",
            next: "Open it again.")
    }
}
