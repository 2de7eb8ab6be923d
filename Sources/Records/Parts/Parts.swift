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
    }

    let names: PartNames
    private let path: String
    private let opened = Mutex<[Part]>([])

    init(_ names: PartNames, path: String) {
        self.names = names
        self.path = path
    }

    var parts: [Part] { opened.withLock { $0 } }

    func append(_ part: Part) { opened.withLock { $0.append(part) } }

    func end(at end: Int) { opened.withLock { $0[$0.count - 1].end = end } }

    /// The part that holds a place of the text.
    func part(at position: Int) -> Part? { parts.last { $0.start <= position } }

    /// Refuses (65) where a part was changed, or the files are others by now.
    func checkUnchanged() throws {
        for part in parts { try part.file.checkUnchanged() }
        guard try PartNames.resolved(path)?.paths == names.paths else {
            throw Refusal(
                .badData, "The files that '\(path)' stands for are others than when it was opened.",
                next: "Open it again.")
        }
    }
}
