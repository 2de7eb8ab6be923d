public import Learning

/// Finds where records quote any of a set of strings: ids, addresses, names, whole texts of a subject ("also mentioned in").
///
/// Case, and how many blanks stand between words, make no difference. A string that begins or ends with a letter or digit is
/// found only where no other letter or digit goes on, so "ann" is not in "planner".
///
/// ```swift
/// let mentions = Mentions(of: ["Ann Lee", "ann@example.com"])
/// mentions.found(in: "ANN  LEE wrote")
/// // [Mention(pattern: 0, span: 0..<8)]
/// ```
public struct Mentions: Sendable {
    /// One of the strings and where it stands.
    public struct Mention: Hashable, Sendable {
        /// Its place among the strings.
        public let pattern: Int
        /// UTF-8 offsets in the text.
        public let span: Range<Int>
    }

    /// A record that mentions something.
    public struct Row: Hashable, Sendable {
        public let row: Int
        public let mentions: [Mention]
    }

    private let trie: PatternTrie
    /// Of each string how many bytes it has when folded.
    private let lengths: [UInt32]
    /// Strings that fold to the same as another, by that one.
    private let same: [UInt32: [Int]]

    /// Strings without anything but blanks are never found.
    ///
    /// - Complexity: O(bytes of all strings), about 40 bytes of memory for each.
    public init(of strings: [String]) {
        var trie = PatternTrie()
        var lengths: [UInt32] = []
        var same: [UInt32: [Int]] = [:]
        var folded = FoldedBytes()
        for (pattern, string) in strings.enumerated() {
            var string = string
            string.withUTF8 { folded.fold($0) }
            let bytes = Array(folded.bytes.drop { $0 == 0x20 }.reversed().drop { $0 == 0x20 }.reversed())
            lengths.append(UInt32(bytes.count))
            if bytes.isEmpty { continue }
            if let first = trie.insert(bytes, UInt32(pattern)) { same[first, default: []].append(pattern) }
        }
        trie.link()
        (self.trie, self.lengths, self.same) = (trie, lengths, same)
    }

    /// Every mention in a text, by where it begins; of those that begin together the longest first.
    public func found(in text: String) -> [Mention] {
        var text = text
        var folded = FoldedBytes()
        return text.withUTF8 { found($0, &folded) }
    }

    /// The rows of texts that mention something, ascending.
    ///
    /// - Parameter without: rows that are left out: the subject's own.
    /// - Throws: what reading the texts throws; `CancellationError`.
    /// - Complexity: O(bytes) on all processors, whatever the number of strings.
    public func rows(of texts: Texts, without own: Set<Int> = [], work: Work = .silent) throws -> [Row] {
        var rows: [Row] = []
        try Pieces.run(0..<texts.count, of: 2048, work: work, phase: "looking for mentions") { range in
            var folded = FoldedBytes()
            var made: [Row] = []
            try texts.forEach(in: range) { row, text in
                if own.contains(row) { return }
                let mentions = found(text, &folded)
                if !mentions.isEmpty { made.append(Row(row: row, mentions: mentions)) }
            }
            return made
        } take: {
            rows += $1
        }
        return rows
    }

    private func found(_ text: UnsafeBufferPointer<UInt8>, _ folded: inout FoldedBytes) -> [Mention] {
        folded.fold(text)
        var found: [Mention] = []
        var node: UInt32 = 0
        for (place, byte) in folded.bytes.enumerated() {
            node = trie.next(node, byte)
            if node == 0 { continue }
            trie.forEachEnd(node) { pattern in
                let range = place + 1 - Int(lengths[Int(pattern)])..<place + 1
                guard folded.isWhole(range) else { return }
                let span = Int(folded.origins[range.lowerBound])..<Int(folded.end(of: range))
                found.append(Mention(pattern: Int(pattern), span: span))
                for other in same[pattern] ?? [] { found.append(Mention(pattern: other, span: span)) }
            }
        }
        return found.sorted {
            ($0.span.lowerBound, -$0.span.upperBound, $0.pattern) < (
                $1.span.lowerBound, -$1.span.upperBound, $1.pattern
            )
        }
    }
}
