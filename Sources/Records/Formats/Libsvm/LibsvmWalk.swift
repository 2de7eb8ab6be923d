import Foundation

/// Steps through the words of a libsvm text.
struct LibsvmWalk {
    let text: SourceView
    private(set) var position: Int
    private(set) var largest = -1
    private(set) var smallest = Int.max
    private(set) var hasQuery = false

    init(_ text: SourceView, at position: Int) {
        self.text = text
        self.position = position
    }

    // MARK: Lines

    /// Where the line at `position` ends: at its line feed, or at the end of the text.
    var lineEnd: Int {
        guard position < text.count, let base = text.baseAddress,
            let found = memchr(base + position, 10, text.count - position)
        else { return text.count }
        return UnsafeRawPointer(found) - UnsafeRawPointer(base)
    }

    mutating func skipLine() { position = min(text.count, lineEnd + 1) }

    /// Steps over lines with blanks or a comment alone; how many there were.
    @discardableResult
    mutating func skipEmptyLines() -> Int {
        var lines = 0
        while position < text.count {
            var i = position
            while i < text.count, Self.isBlank(text[i]) { i += 1 }
            guard i == text.count || text[i] == 10 || text[i] == 35 else { return lines }
            position = i
            skipLine()
            lines += 1
        }
        return lines
    }

    // MARK: Words

    /// The word that names the class or the value, at the beginning of a record.
    mutating func label() -> FieldSpan { word() ?? .absent }

    /// `qid:3`, if it stands here.
    mutating func query() -> (span: FieldSpan, place: Int)? {
        let before = position
        guard let word = word() else { return nil }
        let bytes = text[word.range]
        guard bytes.starts(with: Self.queryMark) else {
            position = before
            return nil
        }
        let start = word.start + Self.queryMark.count
        return (FieldSpan(start: start, count: word.count - UInt32(Self.queryMark.count), isEncoded: false), word.start)
    }

    /// The next `index:value`; nil at the end of the record, and where there is none.
    mutating func pair() -> (index: Int, value: FieldSpan)? {
        guard let word = word() else { return nil }
        var index = 0
        var i = word.start
        let end = word.start + Int(word.count)
        while i < end, text[i] != 58 {
            let digit = Int(text[i]) - 48
            guard (0...9).contains(digit), index < 1 << 48 else { return nil }
            index = index * 10 + digit
            i += 1
        }
        guard i > word.start, i < end else { return nil }
        return (index, FieldSpan(start: i + 1, count: UInt32(end - i - 1), isEncoded: false))
    }

    /// The rest of the record, without blanks at its ends and without a comment.
    mutating func rest() -> FieldSpan {
        skipBlanks()
        let start = position
        var end = start
        while position < text.count, text[position] != 10, text[position] != 35 {
            if !Self.isBlank(text[position]) { end = position + 1 }
            position += 1
        }
        return FieldSpan(start: start, count: UInt32(end - start), isEncoded: false)
    }

    private mutating func word() -> FieldSpan? {
        skipBlanks()
        let start = position
        while position < text.count, text[position] != 10, text[position] != 35, !Self.isBlank(text[position]) {
            position += 1
        }
        return position > start ? FieldSpan(start: start, count: UInt32(position - start), isEncoded: false) : nil
    }

    private mutating func skipBlanks() {
        while position < text.count, Self.isBlank(text[position]) { position += 1 }
    }

    // MARK: Checking

    /// How many words like `12:…` follow a word that is a number; nil where the line at `position` has other words.
    func pairsByShape() -> Int? {
        var walk = self
        let label = walk.label()
        guard text[label.range].split(separator: 44).allSatisfy({ FieldBytes.number(SourceView(rebasing: $0)) != nil })
        else { return nil }
        _ = walk.query()
        var pairs = 0
        while let word = walk.word() {
            let digits = text[word.range].prefix { (48...57).contains($0) }
            guard !digits.isEmpty, digits.endIndex < word.range.upperBound, text[digits.endIndex] == 58 else {
                return nil
            }
            pairs += 1
        }
        return pairs
    }

    /// What is wrong with the line at `position`, and at which byte; it stays where it is.
    mutating func checkLine() -> (offset: Int, what: String)? {
        let start = position
        defer { position = start }
        let label = label()
        if text[label.range].contains(58) {
            return (label.start, "a label is missing before '\(shown(label))'")
        }
        if text[label.range].contains(44) {
            return (label.start, "'\(shown(label))' is several labels: multi-label libsvm is not read")
        }
        if FieldBytes.number(SourceView(rebasing: text[label.range])) == nil {
            return (label.start, "'\(shown(label))' is not a label")
        }
        if query() != nil { hasQuery = true }
        var last = -1
        while true {
            skipBlanks()
            let place = position
            guard let word = word() else { return nil }
            position = place
            guard let pair = pair(), FieldBytes.number(SourceView(rebasing: text[pair.value.range])) != nil else {
                return (place, "'\(shown(word))' is not index:number")
            }
            guard pair.index > last else {
                return (
                    place,
                    pair.index == last ? "index \(pair.index) occurs twice" : "index \(pair.index) follows \(last)"
                )
            }
            last = pair.index
            largest = max(largest, pair.index)
            smallest = min(smallest, pair.index)
        }
    }

    /// The beginning of a word, for a sentence.
    private func shown(_ word: FieldSpan) -> String {
        let most = 60
        let beginning = String(decoding: text[word.range].prefix(most), as: UTF8.self)
        return word.count > most ? beginning + "…" : beginning
    }

    private static let queryMark = Array("qid:".utf8)

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 32 || byte == 9 || byte == 13 }
}
