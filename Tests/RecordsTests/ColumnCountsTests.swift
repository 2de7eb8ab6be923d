import Records
import TestSupport
import Testing

/// What is counted of a column says the same as a table of the counted records alone.
@Suite struct ColumnCountsTests {
    private static let words = [
        "alpha", "beta", "gamma delta epsilon", "a b c d \u{e9}", "", "?", "NA", "7:1 9:2", "1.0",
    ]

    private func text(_ style: Int, _ row: Int, _ random: inout Seeded) -> String {
        switch style {
        case 0: "\(Int.random(in: -3...40, using: &random))"
        case 1: Self.words[Int.random(in: 0..<Self.words.count, using: &random)]
        case 2: "\(row)"
        case 3: "one two three four \(row) \(Int.random(in: 0...2, using: &random))"
        case 4: "k\(row)"
        case 5: row % 9 == 0 ? "abc" : "\(Double(row) / 8)"
        case 6: row % 2 == 0 ? "" : "\(row % 3)"
        default: "1:\(row) 5:2"
        }
    }

    @Test func `kinds, numbers and quantiles are those of the records that are counted, whatever came and went`() throws
    {
        var random = Seeded(5)
        var kinds: Set<Column.Kind> = []
        for round in 0..<400 {
            let (style, rows) = (round % 8, Int.random(in: 1...60, using: &random))
            let name = ["v", "user_id", "column 3", "id"][round / 8 % 4]
            let texts = (0..<rows).map { text(style, $0, &random) }
            var counts = ColumnCounts(Column(name: name, values: texts))
            let kept = (0..<rows).filter { _ in Int.random(in: 0..<4, using: &random) > 0 }
            // Everything comes, what is not kept goes.
            counts.add(Array(0..<rows))
            counts.remove((0..<rows).filter { !kept.contains($0) })
            let column = Column(name: name, values: kept.map { texts[$0] })
            #expect(counts.kind(of: kept) == column.kind, "\(name): \(column.distinct)")
            kinds.insert(column.kind)
            #expect(counts.rows == kept.count)
            let numbers = kept.indices.map(column.number).filter(\.isFinite).sorted()
            #expect(counts.numbered == numbers.count && counts.nonZero == numbers.count { $0 != 0 })
            #expect(counts.hasValue == kept.indices.contains { !column.isMissing($0) })
            let sizes = numbers.filter { $0 != 0 }.map(abs).sorted()
            for q in [0, 0.25, 0.5, 0.9, 1] {
                #expect(counts.quantile(q) == (numbers.isEmpty ? nil : numbers[Int(q * Double(numbers.count - 1))]))
                #expect(counts.quantileOfSizes(q) == (sizes.isEmpty ? nil : sizes[Int(q * Double(sizes.count - 1))]))
            }
        }
        #expect(kinds.count == 4)
    }
}
