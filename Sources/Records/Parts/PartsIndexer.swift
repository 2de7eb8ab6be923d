/// Finds the records of parts, one after the other: each is a text of its own, in which lines are counted from 1 and
/// nothing of another part can close a quote or end a record.
struct PartsIndexer: RecordIndexer {
    private var inner: any PartIndexer
    private let parts: Parts
    /// The part that is gone through; nil before the first.
    private var current: Int?
    private var isDone = false

    init(_ inner: any PartIndexer, _ parts: Parts) {
        self.inner = inner
        self.parts = parts
    }

    private(set) var position = 0

    mutating func advance(
        through text: SourceView, isLast: Bool, limit: Int, into marks: inout RecordMarks
    ) throws {
        let all = parts.all
        var rest = limit
        while rest > 0 {
            if current == nil || isDone {
                let next = current.map { $0 + 1 } ?? 0
                guard next < all.count, all[next].begin.position <= text.count else { return }
                inner.begin(all[next].begin)
                marks.beginPart()
                (current, isDone, position) = (next, false, all[next].begin.position)
            }
            guard let index = current else { return }
            let part = all[index]
            let end = min(part.end, text.count)
            let isWhole = part.isComplete && end == part.end
            let before = inner.position
            try inner.advance(through: SourceView(rebasing: text[..<end]), isLast: isWhole, limit: rest, into: &marks)
            rest -= inner.position - before
            position = inner.position
            isDone = isWhole && inner.position >= end
            if !isDone, inner.position == before { return }
        }
    }

    func outcome() -> (format: any RecordFormat, notices: [String]) {
        let (format, notices) = inner.outcome()
        return (format, notices + parts.notices)
    }

    func better(than choice: ReadingChoice) -> BetterReading? { inner.better(than: choice) }
}
