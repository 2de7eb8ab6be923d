import Canvas
import Engine
import Records

extension Dashboard {
    /// Of more records than this the words are not counted while somebody types.
    private static let mostRead = 20_000
    private static let mostWords = 50

    /// The words of a column's texts that begin so, with how many records hold each, the most frequent first; veiled texts
    /// left out. Of a larger table its first records are read, and nothing is counted.
    ///
    /// - Complexity: O(bytes of the texts that are read).
    func words(of column: String, beginning typed: String, _ snapshot: Snapshot) -> [FilterCompletion.Choice] {
        guard !typed.hasPrefix("/"), !typed.contains(" "),
            let index = snapshot.table.columnNames.firstIndex(of: column)
        else { return [] }
        let read = min(snapshot.counts.records, Self.mostRead)
        var counts: [String: Int] = [:]
        try? snapshot.table.forEachText(of: column, in: 0..<read) { row, text in
            if veils(index, row, snapshot) { return }
            for word in Self.words(in: String(decoding: text, as: UTF8.self), beginning: typed) {
                counts[word, default: 0] += 1
            }
        }
        let isWhole = read == snapshot.counts.records
        return counts.sorted { (-$0.value, $0.key) < (-$1.value, $1.key) }.prefix(Self.mostWords).map {
            FilterCompletion.Choice(text: Self.quoted($0.key), count: isWhole ? $0.value : nil)
        }
    }

    /// Each once, in lower case: `~` finds all spellings.
    static func words(in text: String, beginning typed: String) -> Set<String> {
        let words = text.lowercased().split { !$0.isLetter && !$0.isNumber && $0 != "'" && $0 != "-" }
        return Set(words.lazy.filter { $0.count > 1 && $0.hasPrefix(typed) }.map(String.init))
    }
}
