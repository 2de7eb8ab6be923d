/// Records of a label and numbers by index, as libsvm and svmlight write them: `1 qid:3 2:0.5 7:1 # a comment`.
///
/// Columns are the label, `qid` where there is one, and one an index where the largest is at most 1,024; of more, the pairs
/// stay together as the text of one column, `features`. A number that is not written is 0.
struct LibsvmFormat: RecordFormat {
    let fileName: String
    let hasQueries: Bool
    /// The indices that are columns; nil where the pairs stay together.
    let indices: ClosedRange<Int>?

    /// Up to so many indices are columns of their own.
    static let mostColumns = 1024

    var hasOpenColumns: Bool { true }
    var holdsOnlyNumbers: Bool { true }

    var columnNames: [String] {
        let features = indices.map { $0.map { "x\($0)" } } ?? ["features"]
        return ["label"] + (hasQueries ? ["qid"] : []) + features
    }

    func next(after position: Int, in text: SourceView) -> Int {
        var walk = LibsvmWalk(text, at: position)
        walk.skipLine()
        walk.skipEmptyLines()
        return walk.position
    }

    func fields(at position: Int, in text: SourceView, into spans: inout [FieldSpan]) {
        spans.removeAll(keepingCapacity: true)
        var walk = LibsvmWalk(text, at: position)
        spans.append(walk.label())
        if hasQueries { spans.append(walk.query()?.span ?? .absent) } else { _ = walk.query() }
        guard let indices else {
            spans.append(walk.rest())
            return
        }
        let first = spans.count
        spans.append(contentsOf: repeatElement(Self.zero, count: indices.count))
        while let pair = walk.pair() {
            if indices.contains(pair.index) { spans[first + pair.index - indices.lowerBound] = pair.value }
        }
    }

    func spans(
        of column: Int, at position: Int, count: Int, in text: SourceView, into spans: inout [FieldSpan]
    ) -> Int {
        var walk = LibsvmWalk(text, at: position)
        for _ in 0..<count {
            spans.append(span(of: column, &walk))
            walk.skipLine()
            walk.skipEmptyLines()
        }
        return walk.position
    }

    private func span(of column: Int, _ walk: inout LibsvmWalk) -> FieldSpan {
        let label = walk.label()
        if column == 0 { return label }
        let query = walk.query()
        if hasQueries, column == 1 { return query?.span ?? .absent }
        guard let indices else { return walk.rest() }
        let wanted = indices.lowerBound + column - (hasQueries ? 2 : 1)
        while let pair = walk.pair(), pair.index <= wanted { if pair.index == wanted { return pair.value } }
        return Self.zero
    }

    /// A number that is not written; it has no bytes, so it is marked as one to be decoded.
    private static let zero = FieldSpan(start: 0, count: 0, isEncoded: true)

    func decode(_ span: FieldSpan, in text: SourceView, into output: inout [UInt8]) {
        if span.count == 0 {
            output.append(48)
        } else {
            output.append(contentsOf: String(decoding: SourceView(rebasing: text[span.range]), as: UTF8.self).utf8)
        }
    }

    func extent(at position: Int, in text: SourceView) -> Range<Int> {
        var walk = LibsvmWalk(text, at: position)
        walk.skipLine()
        return position..<walk.position
    }

    func makeIndexer() -> any RecordIndexer { LibsvmIndexer(self) }

    func isFollowed(by other: any RecordFormat) -> Bool { other is LibsvmFormat }

    /// The label, the query and the pairs as they are written, whether or not indices are columns.
    func forEachPart(of spans: [FieldSpan], in text: SourceView, _ take: (ContentPart) -> Void) -> Bool {
        guard let label = spans.first else { return true }
        var walk = LibsvmWalk(text, at: label.start)
        take(.bytes(walk.label().range))
        if let query = walk.query() {
            take(.name("qid"))
            take(.bytes(query.span.range))
        }
        while let pair = walk.pair() {
            take(.name("x\(pair.index)"))
            take(.bytes(pair.value.range))
        }
        return true
    }
}

extension LibsvmFormat {
    /// Whether every whole line of a sample has the shape of a label and pairs, and one has a pair. What is wrong with a
    /// pair is said when the file is read.
    static func recognises(_ sample: SourceView, isWhole: Bool) -> Bool {
        var walk = LibsvmWalk(sample, at: 0)
        walk.skipEmptyLines()
        var pairs = 0
        while walk.position < sample.count {
            let line = walk.lineEnd
            if line == sample.count, !isWhole {
                // Of a first line that is longer than the sample the words that are whole tell.
                if pairs == 0, let end = sample.lastIndex(where: { $0 == 32 || $0 == 9 }), end > walk.position {
                    let begun = LibsvmWalk(SourceView(rebasing: sample[..<end]), at: walk.position)
                    pairs = begun.pairsByShape() ?? 0
                }
                break
            }
            guard let found = walk.pairsByShape() else { return false }
            pairs += found
            walk.skipLine()
            walk.skipEmptyLines()
        }
        return pairs > 0
    }

    /// What a sample says; the columns are known once the whole text was gone through.
    static func make(sample: SourceView, isWhole: Bool, fileName: String) throws -> LibsvmFormat {
        let provisional = LibsvmFormat(fileName: fileName, hasQueries: false, indices: nil)
        var indexer = LibsvmIndexer(provisional)
        var marks = RecordMarks()
        try indexer.advance(through: sample, isLast: isWhole, limit: sample.count, into: &marks)
        return indexer.found
    }
}
