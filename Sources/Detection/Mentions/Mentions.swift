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

    private let numbers: TokenNumbers
    private let trie: PatternTrie
    /// The folded bytes of all strings, one behind the other, and where each begins; and how many tokens it has.
    private let bytes: [UInt8]
    private let starts: [Int]
    private let lengths: [UInt32]
    /// Strings of the same tokens as another, by that one.
    private let same: [UInt32: [Int]]

    /// Strings without anything but blanks are never found.
    ///
    /// - Complexity: O(bytes of all strings), about 100 bytes of memory for each word that begins differently.
    public init(of strings: [String]) {
        var numbers = TokenNumbers()
        var trie = PatternTrie()
        var (bytes, starts, lengths) = ([UInt8](), [0], [UInt32]())
        var same: [UInt32: [Int]] = [:]
        var folded = FoldedBytes()
        for (pattern, string) in strings.enumerated() {
            var string = string
            string.withUTF8 { folded.fold($0) }
            var tokens: [UInt32] = []
            folded.forEachToken { hash, _ in tokens.append(numbers.added(hash)) }
            let first = folded.bytes.first == 0x20 ? 1 : 0
            let last = folded.bytes.last == 0x20 ? folded.bytes.count - 1 : folded.bytes.count
            if !tokens.isEmpty {
                bytes += folded.bytes[first..<last]
                if let earlier = trie.insert(tokens, UInt32(pattern)) { same[earlier, default: []].append(pattern) }
            }
            starts.append(bytes.count)
            lengths.append(UInt32(tokens.count))
        }
        trie.link()
        (self.numbers, self.trie, self.bytes, self.starts) = (numbers, trie, bytes, starts)
        (self.lengths, self.same) = (lengths, same)
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
        // Where each token that the automaton has gone through begins.
        var begins: [Int] = []
        var node: UInt32 = 0
        folded.forEachToken { hash, range in
            let token = numbers.number(hash)
            node = token == TokenNumbers.none ? 0 : trie.next(node, token)
            if node == 0 { return begins.removeAll(keepingCapacity: true) }
            begins.append(range.lowerBound)
            trie.forEachEnd(node) { pattern in
                let whole = begins[begins.count - Int(lengths[Int(pattern)])]..<range.upperBound
                guard folded.isWhole(whole) else { return }
                let span = Int(folded.origins[whole.lowerBound])..<Int(folded.origins[whole.upperBound])
                for string in [Int(pattern)] + (same[pattern] ?? []) where isSpelled(string, folded.bytes[whole]) {
                    found.append(Mention(pattern: string, span: span))
                }
            }
        }
        return found.sorted {
            ($0.span.lowerBound, -$0.span.upperBound, $0.pattern)
                < ($1.span.lowerBound, -$1.span.upperBound, $1.pattern)
        }
    }

    /// Whether a string is these bytes: tokens leave out blanks, and are known by hashes.
    private func isSpelled(_ string: Int, _ folded: ArraySlice<UInt8>) -> Bool {
        bytes[starts[string]..<starts[string + 1]].elementsEqual(folded)
    }
}
