import TestSupport
import Testing

@testable import Canvas

@Suite struct `Plots` {
    static func rising(_ set: MarkSet) -> Plot {
        var plot = Plot(columns: 4, rows: 2, x: 0...1, y: 0...1, set: set)
        plot.curve([(0, 0), (1, 1)], .after)
        return plot
    }

    static func text(_ plot: Plot) -> [String] { plot.lines.map { $0.map(\.text.string).joined() } }

    @Test func `a rising line has the finest dots that the marks have`() {
        #expect(Self.text(Self.rising(.braille)) == ["  ⡠⠊", "⡠⠊  "])
        #expect(Self.text(Self.rising(.quadrants)) == ["  ▄▀", "▄▀  "])
        #expect(Self.text(Self.rising(.blocks)) == ["  ▄▀", "▄▀  "])
        #expect(Self.text(Self.rising(.ascii)) == ["  .'", ".'  "])
    }

    @Test func `corners are the ends of the ranges, and what lies outside leaves no trace`() {
        for set in MarkSet.allCases {
            var plot = Plot(columns: 5, rows: 3, x: 10...20, y: -1...1, set: set)
            plot.mark("a", x: 10, y: 1, .normal)
            plot.mark("b", x: 20, y: -1, .normal)
            plot.mark("c", x: 15, y: 0, .normal)
            plot.point(x: 9.9, y: 0, .normal)
            plot.point(x: .nan, y: 0, .normal)
            plot.line(from: (10, 0), to: (15, 2), .normal)
            #expect(Self.text(plot) == ["a    ", "  c  ", "    b"])
        }
    }

    @Test func `a curve breaks where a value is missing`() {
        var plot = Plot(columns: 5, rows: 1, x: 0...4, y: 0...1, set: .ascii)
        plot.curve([(0, 0), (1, 0), (2, .nan), (3, 0), (4, 0)], .normal)
        #expect(Self.text(plot) == [".. .."])
    }

    @Test func `marks lie over dots, dots over reference lines, and the last curve has the cell's role`() {
        var plot = Plot(columns: 3, rows: 1, x: 0...2, y: 0...1, set: .blocks)
        plot.horizontal(y: 0)
        plot.curve([(0, 0), (1, 0)], .before)
        plot.point(x: 1, y: 1, .after)
        plot.mark("●", x: 0, y: 0, .worse)
        #expect(plot.lines == [[Span("●", .worse), Span("█", .after), Span("┄", .chrome)]])
        plot.vertical(x: 2)
        #expect(Self.text(plot) == ["●█┆"])
    }

    @Test func `every row is exactly as wide as the plot, in ASCII where that is all`() {
        var dice = Seeded(8)
        func value() -> Double { [.nan, .infinity, -5, 0, 0.2, 0.5, 1, 1e300].randomElement(using: &dice) ?? 0 }
        for _ in 0..<300 {
            for set in MarkSet.allCases {
                let (columns, rows) = (Int.random(in: 1...30, using: &dice), Int.random(in: 1...8, using: &dice))
                let (low, high) = (value(), value())
                var plot = Plot(columns: columns, rows: rows, x: 0...1, y: low <= high ? low...high : 0...1, set: set)
                plot.curve((0..<9).map { _ in (value(), value()) }, .after)
                plot.mark("◉", x: value(), y: value(), .before)
                plot.vertical(x: value())
                #expect(plot.lines.count == rows && plot.lines.allSatisfy { $0.columns == columns })
                if set == .ascii { #expect(plot.lines.allSatisfy { $0.allSatisfy(\.text.isASCII) }) }
            }
        }
    }

    @Test func `marks are what is wanted, else what the terminal is likely to have, and ASCII where that is all`() {
        #expect(MarkSet.chosen(isASCII: false) == .braille)
        #expect(MarkSet.chosen(isASCII: false, terminal: "linux") == .blocks)
        #expect(MarkSet.chosen(isASCII: false, terminal: "linux", wanted: "Quadrants") == .quadrants)
        #expect(MarkSet.chosen(isASCII: false, wanted: "crayons") == .braille)
        #expect(MarkSet.chosen(isASCII: true, wanted: "braille") == .ascii)
    }

    @Test func `labels stand where they are wanted, else side by side around it`() {
        #expect(Labels.spread([2, 7], rows: 10) == [2, 7])
        #expect(Labels.spread([4, 4, 4], rows: 10) == [3, 4, 5])
        #expect(Labels.spread([9, 9, 0], rows: 10) == [8, 9, 0])
        #expect(Labels.spread([5, 4], rows: 10) == [5, 4])
        #expect(Labels.spread([0, 0, 0], rows: 2) == [0, 1, nil])
        #expect(Labels.spread([3], rows: 0) == [nil])
    }

    @Test func `no two labels share a row, all are inside, and their order is that of the wanted rows`() {
        var dice = Seeded(12)
        for _ in 0..<500 {
            let rows = Int.random(in: 1...20, using: &dice)
            let wanted = (0..<Int.random(in: 0...rows, using: &dice)).map { _ in
                Int.random(in: -3...25, using: &dice)
            }
            let places = Labels.spread(wanted, rows: rows).compactMap { $0 }
            #expect(places.count == wanted.count && Set(places).count == places.count)
            #expect(places.allSatisfy { (0..<rows).contains($0) })
            for (a, b) in zip(wanted.indices, wanted.indices.dropFirst()) where wanted[a] < wanted[b] {
                #expect(places[a] < places[b])
            }
        }
    }
}
