internal import Foundation
internal import Synchronization

/// The files that a table is made of, and where the text of each is in the text of them all.
final class Parts: Sendable {
    struct Part: Sendable {
        let path: String
        let name: String
        let stamp: FileStamp
        let reading: Reading
        let begin: PartStart
        /// Behind its last byte, as far as it has come.
        var end: Int
        /// Whether all of it is there.
        var isComplete: Bool
        /// Whether it takes no memory, as its pages are the file's.
        let isMapped: Bool
        /// Of each column of the table, which it is in this part; nil where they have the same order.
        let order: [Int]?
        /// Whether its records are counted, as its text has no place of its own in that of all.
        var isCounted = false

        var start: Int { begin.start }

        /// The same in a text that it was joined to.
        func joined(named name: String, at start: Int, to end: Int, isCounted: Bool) -> Part {
            Part(
                path: path, name: name, stamp: stamp, reading: reading,
                begin: PartStart(name: name, start: start, position: start, line: 1, columnNames: begin.columnNames),
                end: end, isComplete: true, isMapped: false, order: nil, isCounted: isCounted)
        }
    }

    let names: PartNames
    /// Whether the text is that of the files, one behind the other, and not what another program makes of them.
    let isText: Bool
    /// The test set that the last of them are, where the text is one that was joined; nil where there is none.
    let testSet: JoinedTestSet?
    private let path: String
    private let opened = Mutex<[Part]>([])

    init(_ names: PartNames, path: String, isText: Bool, testSet: JoinedTestSet? = nil) {
        self.names = names
        self.path = path
        self.isText = isText
        self.testSet = testSet
    }

    var all: [Part] { opened.withLock { $0 } }

    func append(_ part: Part) { opened.withLock { $0.append(part) } }

    /// More of the last one has come.
    func extend(to end: Int, isComplete: Bool) {
        opened.withLock { parts in
            parts[parts.count - 1].end = end
            parts[parts.count - 1].isComplete = isComplete
        }
    }

    /// The part that holds a place of the text; nil where the text is not theirs.
    ///
    /// - Complexity: O(log parts).
    func part(at position: Int) -> Part? { isText ? found(at: position) : nil }

    /// The file that holds a place of the text, be it theirs or one that was joined; nil where it is another program's.
    func file(at position: Int) -> Part? {
        guard let file = isText || testSet != nil ? found(at: position) : nil, !file.isCounted else { return nil }
        return file
    }

    private func found(at position: Int) -> Part? {
        opened.withLock { parts in
            var low = 0
            var high = parts.count
            while high - low > 1 {
                let middle = (low + high) / 2
                if parts[middle].start <= position { low = middle } else { high = middle }
            }
            return parts.isEmpty ? nil : parts[low]
        }
    }

    /// What the texts are together, each ended with a line end: later headers left out.
    func forEachText(in view: SourceView, _ body: (UnsafeRawBufferPointer) -> Void) {
        var endsLine = true
        let lineEnd: [UInt8] = [10]
        for (index, part) in all.enumerated() {
            let text = SourceView(rebasing: view[(index == 0 ? part.start : part.begin.position)..<part.end])
            body(UnsafeRawBufferPointer(text))
            if let last = text.last { endsLine = last == 10 }
            // A part that stops in a line would run into the next one.
            if !endsLine, part.path != names.paths.last {
                lineEnd.withUnsafeBytes(body)
                endsLine = true
            }
        }
    }

    /// How many have their columns in another order than the first, and which have other lines below their header, in
    /// sentences.
    var notices: [String] {
        let all = all
        let others = all.filter { $0.order != nil }
        let order = others.first.map { first in
            let whose =
                others.count == 1
                ? "'\(first.name)' has its columns"
                : "\(others.count) parts ('\(first.name)' is the first) have their columns"
            return "\(whose) in another order: they are read by their names."
        }
        let usual = all.first?.reading.dialect?.headerRows ?? 1
        let headed = all.filter { ($0.reading.dialect?.headerRows ?? 1) != usual }
        func lines(_ rows: Int) -> String { rows > 1 ? "\(rows - 1)" : "none" }
        let header = headed.first.map { first in
            let whose =
                headed.count == 1
                ? "'\(first.name)' has" : "\(headed.count) parts ('\(first.name)' is the first) have"
            return "Of lines below the header that go on with it, '\(all[0].name)' has \(lines(usual)) and \(whose) "
                + "\(lines(first.reading.dialect?.headerRows ?? 1)): each file is judged by itself."
        }
        return [order, header].compactMap(\.self)
    }

    /// Refuses (65) where a part was changed, or the files are others by now.
    func checkUnchanged() throws {
        for part in all { try part.stamp.checkUnchanged() }
        if let testSet {
            try testSet.table.checkUnchanged()
            guard try PartNames.joined(path, testSet.path).paths == names.paths else { throw others }
            return
        }
        if RemoteFile.isAddress(path) { return }
        guard try PartNames.resolved(path)?.paths == names.paths else { throw others }
    }

    private var others: Refusal {
        Refusal(
            .badData, "The files that '\(path)' stands for are others than when it was opened.",
            next: "Open it again.")
    }
}
