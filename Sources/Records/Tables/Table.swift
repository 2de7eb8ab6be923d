internal import Crypto
internal import Foundation
internal import Synchronization

/// A file of records, mapped into memory: any record and any field at once, columns when they are asked for.
///
/// ```swift
/// let table = try Table(path: "compas.csv")
/// table.rowCount                            // 7214
/// try table.column(named: "race").text(0)   // "Other"
/// ```
///
/// A big file is opened with its first records (`init(opening:)`) and read on in the background (`load`); rows are added
/// at the end, columns too, and nothing that was there changes its place.
public final class Table: ColumnSource {
    public let path: String
    public let fileName: String
    let source: Source
    let state: Mutex<State>
    let columns = Mutex(ColumnCache())
    let wholeColumns = Mutex<[Int: Column]>([:])
    private let digests = Mutex(Digest())

    /// What is known so far.
    struct State: Sendable {
        var format: any RecordFormat
        var marks: RecordMarks
        var reading: Reading
        var notices: [String]
        var isLoaded = false
        var fraction = 0.0
        var sample: ColumnSample?
        /// How the columns make a conversation; nil where there is none.
        var dialogue: DialogueShape?
    }

    /// Opens a file and reads it to its end.
    ///
    /// - Throws: `Refusal`: 66 for a file that is missing, a directory or unreadable; 65 for one that is empty, without
    ///   records or in which something can't be read, naming the line and the column; 64 for a choice that can't be.
    /// - Complexity: O(bytes).
    public convenience init(path: String, choice: ReadingChoice = ReadingChoice()) throws {
        try self.init(opening: path, choice: choice)
        try load()
    }

    /// Opens a file with the records at its beginning only.
    ///
    /// - Throws: as `init(path:choice:)`, for what can be seen at the beginning.
    /// - Complexity: O(1).
    public init(opening path: String, choice: ReadingChoice = ReadingChoice()) throws {
        self.path = path
        fileName = StandardInput.fileName(of: path)
        source = try Source.open(path, choice: choice)
        let indexer = source.indexer(for: source.format)
        state = Mutex(
            State(format: source.format, marks: RecordMarks(), reading: source.reading, notices: source.notices))
        let first = try Self.firstRecords(indexer, source.text)
        state.withLock { $0.marks = first }
        findDialogue()
    }

    /// The records of the first mebibyte, for the first screen.
    private static func firstRecords(_ indexer: any RecordIndexer, _ text: SourceText) throws -> RecordMarks {
        var indexer = indexer
        var marks = RecordMarks()
        let view = text.view
        let isWhole = text.isComplete && view.count <= Source.sampleBytes
        let sample = SourceView(rebasing: view[..<min(view.count, Source.sampleBytes)])
        try indexer.advance(through: sample, isLast: isWhole, limit: sample.count, into: &marks)
        return marks
    }

    // MARK: What is known

    /// The columns of the file, then those that are made of its conversations.
    public var columnNames: [String] {
        let names = fileColumnNames
        guard let dialogue else { return names }
        return names + dialogue.derived.prefix(dialogue.visibleCount).map(\.name)
    }

    /// Names as the file has them; missing and repeated ones made unique ("column 1", "name 2"), said in `notices`.
    public var fileColumnNames: [String] {
        let names = state.withLock { $0.format.columnNames }
        if source.matrices.isEmpty { return names }
        var unique = names
        var taken = Set(names)
        for name in source.matrices.flatMap(\.columnNames) {
            let made = taken.contains(name) ? HeaderNames.free((name, 2), taken: taken) : name
            taken.insert(made)
            unique.append(made)
        }
        return unique
    }

    /// Records known so far, the header not counted.
    public var rowCount: Int { state.withLock { $0.marks.rowCount } }

    /// How the file is read.
    public var reading: Reading { state.withLock { $0.reading } }

    /// What was guessed or repaired, one sentence each; final once it is loaded.
    public var notices: [String] { state.withLock { $0.notices } }

    public var isLoaded: Bool { state.withLock { $0.isLoaded } }

    /// How much of the file was gone through, in 0…1.
    public var loadedFraction: Double { state.withLock { $0.fraction } }

    /// The format and the records as they are now: what a reader works on without asking again.
    var current: (format: any RecordFormat, marks: RecordMarks) { state.withLock { ($0.format, $0.marks) } }

    /// SHA-256 of the file's bytes and of the matrices' beside it, in hexadecimal; of a pipe, of what came out of it.
    ///
    /// - Complexity: O(bytes), once.
    public var digest: String {
        digests.withLock { digest in
            if let known = digest.known { return known }
            let text = computedDigest()
            digest.known = text
            return text
        }
    }

    private struct Digest {
        var known: String?
        /// Whether it is believed because the file system says that nothing was changed.
        var isBelieved = false
    }

    /// What the file system tells these files by while nobody touches them; nil where it can't be relied on: of pipes, of
    /// tables of many files, of what was changed just now.
    ///
    /// Who has the same line and knows the digest need not read the bytes again.
    public var stamp: String? {
        guard source.parts == nil, source.file.isRegular, path != StandardInput.path, !RemoteFile.isAddress(path) else {
            return nil
        }
        let stamps = [source.file.stamp.settled] + source.matrices.map(\.file.stamp.settled)
        return stamps.contains(nil) ? nil : stamps.compactMap(\.self).joined(separator: "\n")
    }

    /// Takes a digest for that of the bytes without reading them, until `confirmDigest`.
    public func believe(digest: String) {
        digests.withLock { $0 = Digest(known: digest, isBelieved: true) }
    }

    /// Whether the bytes were not read for their digest in this session.
    public var isDigestBelieved: Bool { digests.withLock { $0.isBelieved } }

    /// Reads the bytes where their digest was only believed.
    ///
    /// - Throws: `Refusal` (65) where it is another.
    /// - Complexity: O(bytes), once.
    public func confirmDigest() throws {
        try digests.withLock { digest in
            guard digest.isBelieved else { return }
            guard computedDigest() == digest.known else {
                throw Refusal(
                    .badData, "\(path) changed since it was read last, and kept its size and its times.",
                    next: "Put the original back, or start a new project with --project DIR.")
            }
            digest.isBelieved = false
        }
    }

    private func computedDigest() -> String {
        var hash = SHA256()
        if let parts = source.parts, parts.isText {
            // The text, however it is spread over them.
            parts.forEachText(in: source.text.view) { hash.update(bufferPointer: $0) }
        } else {
            let isFile = source.file.isRegular && source.parts == nil
            hash.update(bufferPointer: UnsafeRawBufferPointer(isFile ? source.file.bytes : source.text.view))
        }
        for matrix in source.matrices { hash.update(bufferPointer: UnsafeRawBufferPointer(matrix.file.bytes)) }
        return Hexadecimal.text(hash.finalize())
    }

    /// - Throws: `Refusal` (64) when there is no such column; it says which one may have been meant.
    public func index(of name: String) throws -> Int {
        let names = columnNames
        if let index = names.firstIndex(of: name) { return index }
        if let hidden = hiddenIndex(of: name) { return hidden }
        throw Refusal.unknown("column", name, among: names)
    }

    /// Keeps files that are shortened underneath from ending the program, or its screen: to be called after something else
    /// has asked to hear of faults, as what restores a terminal does.
    public static func mendFaultsFirst() { MappedFile.mendFaultsFirst() }

    /// Has `body` told, in a sentence, when something is waited for that may never come: a pipe's other end.
    public static func tellWaiting(_ body: @escaping @Sendable (String) -> Void) { PipeStream.tell(body) }

    /// Refuses (66) a pipe, which can be read only once, for who has to read it again.
    public static func checkLasting(_ path: String) throws {
        if path == StandardInput.path {
            throw Refusal(
                .noInput, "Standard input can be read only once, and a project reads its file at every opening.",
                next: "Write it to a file first, and name that.")
        }
        if RemoteFile.isAddress(path) {
            throw Refusal(
                .noInput, "'\(path)' is far away, and a project reads its file at every opening.",
                next: "Write it to a file first, and name that: lethe show '\(path)' --csv > FILE.csv")
        }
        var status = stat()
        guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFIFO else { return }
        throw Refusal(
            .noInput, "'\(path)' is a pipe, and a project reads its file at every opening.",
            next: "Write it to a file first, and name that.")
    }

    /// Refuses (65) where the file was changed, shortened, replaced or taken away since it was opened.
    ///
    /// - Complexity: O(1).
    public func checkUnchanged() throws {
        if let parts = source.parts { try parts.checkUnchanged() } else { try source.file.checkUnchanged() }
        for matrix in source.matrices { try matrix.file.checkUnchanged() }
    }
}
