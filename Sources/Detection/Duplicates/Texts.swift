/// Texts by row, read as UTF-8 where they stand: a table's column, or strings. Nothing is copied but what a reader keeps.
public struct Texts: Sendable {
    /// Calls its second argument with every row of a range and its text, in order; from several threads at once.
    public typealias Reading =
        @Sendable (
            Range<Int>, (Int, UnsafeBufferPointer<UInt8>) throws -> Void
        ) throws -> Void

    public let count: Int
    private let read: Reading

    public init(count: Int, read: @escaping Reading) {
        self.count = count
        self.read = read
    }

    public init(_ texts: [String]) {
        self.init(count: texts.count) { rows, body in
            for row in rows {
                var text = texts[row]
                try text.withUTF8 { try body(row, $0) }
            }
        }
    }

    /// Calls `body` with every row of `rows` and its text, in order.
    public func forEach(in rows: Range<Int>, _ body: (Int, UnsafeBufferPointer<UInt8>) throws -> Void) throws {
        try read(rows, body)
    }

    /// The same of one row.
    public func with(_ row: Int, _ body: (UnsafeBufferPointer<UInt8>) throws -> Void) throws {
        try read(row..<row + 1) { try body($1) }
    }

    /// These rows, and those of `others` behind them.
    public func followed(by others: Texts) -> Texts {
        let border = count
        return Texts(count: count + others.count) { [self] rows, body in
            if rows.lowerBound < border { try forEach(in: rows.clamped(to: 0..<border), body) }
            if rows.upperBound > border {
                let behind = max(rows.lowerBound, border) - border..<rows.upperBound - border
                try others.forEach(in: behind) { try body($0 + border, $1) }
            }
        }
    }
}
