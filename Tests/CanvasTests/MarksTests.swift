import TestSupport
import Testing

@testable import Canvas

@Suite struct `Marks of charts` {
    @Test func `a bar fills by eighths`() {
        #expect(Marks.bar(fraction: 0.45, columns: 10).string == "████▌·····")
        #expect(Marks.bar(fraction: 0.45, columns: 10, set: .ascii).string == "####......")
        #expect(Marks.bar(fraction: 1, columns: 3).string == "███")
        #expect(Marks.bar(fraction: .nan, columns: 3).string == "···")
        #expect(Marks.bar(fraction: 9, columns: 0).isEmpty)
    }

    @Test func `every mark takes exactly its columns, in every set`() {
        var dice = Seeded(5)
        for _ in 0..<600 {
            let columns = Int.random(in: 1...40, using: &dice)
            func value() -> Double { [.nan, .infinity, -1, 0, 0.3, 0.301, 0.7, 1, 5].randomElement(using: &dice) ?? 0 }
            for set in MarkSet.allCases {
                #expect(Marks.bar(fraction: value(), columns: columns, set: set).columns == columns)
                let values = (0..<Int.random(in: 0...90, using: &dice)).map { _ in value() }
                let line = Marks.sparkline(values, columns: columns, set: set)
                #expect(line.columns == columns)
                let scale = Scale(low: value(), high: value(), columns: columns)
                let (low, high) = (value(), value())
                let interval = low <= high ? low...high : nil
                let row = Marks.dumbbell(
                    before: .init(value(), interval: interval), after: .init(value(), interval: interval),
                    reference: value(), scale: scale, set: set)
                #expect(row.columns == columns)
                let axis = Marks.axis(scale: scale, set: set)
                #expect(axis.columns == columns)
                if set == .ascii { #expect(line.isASCII && axis.isASCII && row.allSatisfy(\.text.isASCII)) }
            }
        }
    }

    @Test func `a sparkline rises with its values and keeps the newest`() {
        #expect(Marks.sparkline([0, 1, 2, 3, 4, 5, 6, 7], columns: 8).string == "▁▂▃▄▅▆▇█")
        #expect(Marks.sparkline([9, 0, 7], columns: 2).string == "▁█")
        #expect(Marks.sparkline([1, .nan, 2], columns: 5).string == "  ▁ █")
        #expect(Marks.sparkline([0, 1, 2, 3], columns: 2, set: .braille).string == "⣠⣾")
        #expect(Marks.sparkline([0, 5], columns: 2, set: .ascii).string == "_#")
    }

    @Test func `a dumbbell shows points, intervals and the grid on one axis`() {
        let scale = Scale(low: 0, high: 0.5, columns: 36)
        let row = Marks.dumbbell(
            before: .init(0.448, interval: 0.40...0.49), after: .init(0.312, interval: 0.27...0.36), scale: scale)
        #expect(row.map(\.text.string).joined() == "·      ·      ·    ├──●──┤  ├──○──┤·")
        #expect(
            row.map(\.style.role) == [
                .chrome, .normal, .chrome, .normal, .chrome, .normal, .after, .normal,
                .before, .chrome,
            ])
        #expect(Marks.axis(scale: scale).string == "0      .1     .2     .3     .4    .5")
        let ascii = Marks.dumbbell(
            before: .init(0.448, interval: 0.40...0.49), after: .init(0.312), scale: scale, set: .ascii)
        #expect(ascii.map(\.text.string).joined() == ".      .      .      .*     |--o--|.")
    }

    @Test func `where intervals overlap their ends cross, and equal points are one`() {
        let scale = Scale(low: 0, high: 1, columns: 21)
        let crossing = Marks.dumbbell(
            before: .init(0.6, interval: 0.4...0.8), after: .init(0.35, interval: 0.2...0.5), scale: scale)
        #expect(crossing.map(\.text.string).joined() == "·   ├──●┼─┼─○───┤   ·")
        let equal = Marks.dumbbell(before: .init(0.5), after: .init(0.5), scale: scale)
        #expect(equal.map(\.text.string).joined() == "·         ◉         ·")
        let outside = Marks.dumbbell(before: .init(-1), after: .init(3), reference: 0.25, scale: scale)
        #expect(outside.map(\.text.string).joined() == "◂    ┆    ·         ▸")
    }

    @Test func `ticks are round, apart, and on the scale`() {
        #expect(Scale(low: 0, high: 0.5, columns: 36).ticks().map(Scale.label) == ["0", ".1", ".2", ".3", ".4", ".5"])
        #expect(Scale(low: -1, high: 1, columns: 15).ticks().map(Scale.label) == ["−1", "0", "1"])
        #expect(Scale.covering([0.082, 0.448], columns: 30) == Scale(low: 0, high: 0.5, columns: 30))
        #expect(Scale.covering([], columns: 3) == Scale(low: 0, high: 1, columns: 3))
        #expect(Scale(low: 1e300, high: 1e300, columns: 9).ticks().isEmpty)
        #expect(Scale.label(-1.25) == "−1.25" && Scale.label(1e-9) == "0" && Scale.label(12) == "12")
    }
}
