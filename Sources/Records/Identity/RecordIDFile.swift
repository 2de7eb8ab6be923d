/// A file that names records: the id of one a line, in hexadecimal.
///
/// The file is mapped and gone through line by line, so that one of any size takes no memory but for the rows.
public enum RecordIDFile {
    /// Characters of a word that are shown where it is no id.
    private static let mostShown = 60

    /// The rows that the file at `path` names, ascending, each once.
    ///
    /// - Parameter ids: those of all rows.
    /// - Throws: `Refusal`: 66 for a file that can't be read; 65 naming the line of what is no record's id.
    /// - Complexity: O(bytes + rows).
    public static func rows(in path: String, among ids: [RecordID]) throws -> [Int] {
        let file = try MappedFile(path: path)
        let name = path
        let text = file.isRegular ? SourceText(file) : try SourceText(file.makePipeStream(), fileName: name)
        while !text.isComplete { try text.extend(by: 1 << 20) }
        var rowOf: [RecordID: Int] = [:]
        for (row, id) in ids.enumerated() { rowOf[id] = row }
        var rows: Set<Int> = []
        try forEachWord(in: text.view) { word, line in
            let shown = String(decoding: word.prefix(mostShown), as: UTF8.self)
            guard word.count <= mostShown, let id = RecordID(hex: shown), let row = rowOf[id] else {
                throw Refusal(
                    .badData,
                    "\(name) line \(line): no record has the id '\(shown)\(word.count > mostShown ? "…" : "")'.",
                    next: "Ids are 32 hexadecimal digits; 'lethe show PROJECT --json' prints them.")
            }
            rows.insert(row)
        }
        return rows.sorted()
    }

    /// Calls `body` with what stands on every line that is not blank, and the line's number.
    private static func forEachWord(in text: SourceView, _ body: (Slice<SourceView>, Int) throws -> Void) rethrows {
        var (start, line) = (0, 1)
        while start < text.count {
            let end = text[start...].firstIndex { $0 == 10 || $0 == 13 } ?? text.count
            var word = text[start..<end]
            while let first = word.first, first == 32 || first == 9 { word.removeFirst() }
            while let last = word.last, last == 32 || last == 9 { word.removeLast() }
            if !word.isEmpty { try body(word, line) }
            let isPair = end + 1 < text.count && text[end] == 13 && text[end + 1] == 10
            start = end + (isPair ? 2 : 1)
            line += 1
        }
    }
}
