import TestSupport
import Testing

@testable import Canvas

@Suite struct `Cutting text` {
    @Test func `truncating shows that something is missing`() {
        #expect(DisplayText("abcdef").truncated(to: 4).string == "abc…")
        #expect(DisplayText("abcd").truncated(to: 4).string == "abcd")
        #expect(DisplayText("日本語").truncated(to: 4).string == "日…")
        #expect(DisplayText("日本語").clipped(to: 5).string == "日本")
        #expect(DisplayText("ab").truncated(to: 0).isEmpty)
        #expect(DisplayText("ab").truncated(to: -3).isEmpty)
    }

    @Test func `dropping half of a wide character leaves a space`() {
        #expect(DisplayText("日本語").dropping(columns: 3).string == " 語")
        #expect(DisplayText("abc").dropping(columns: 1).string == "bc")
        #expect(DisplayText("abc").dropping(columns: 9).isEmpty)
    }

    @Test func `padding makes columns`() {
        #expect(DisplayText("日本").padded(to: 6).string == "日本  ")
        #expect(DisplayText("42").padded(to: 5, right: true).string == "   42")
        #expect(DisplayText("abcdef").padded(to: 3).string == "ab…")
    }

    @Test func `wrapping breaks at spaces, newlines, and in words that are too long`() {
        #expect(rows("the quick brown fox", 10) == ["the quick", "brown fox"])
        #expect(rows("one\ntwo", 10) == ["one⏎", "two"])
        #expect(rows("abcdefghij", 4) == ["abcd", "efgh", "ij"])
        #expect(rows("日本語", 3) == ["日", "本", "語"])
        #expect(rows("日a", 1) == ["…", "a"])
        #expect(rows("", 5) == [""])
        #expect(rows("abc", 0) == [])
        #expect(rows("ab  cd", 2) == ["ab", "cd"])
        #expect(rows("aaa bbb", 3) == ["aaa", "bbb"])
    }

    @Test func `a long text is read only as far as it is shown`() {
        let long = String(repeating: "x\u{1B}", count: 100_000)
        #expect(DisplayText(long, limit: 5).string == "x␛x␛…")
        #expect(DisplayText("abc", limit: 3).string == "abc")
        #expect(DisplayText("abc", limit: 0).isEmpty)
    }

    @Test func `nothing cut is ever wider than asked, and no cluster is split`() {
        var dice = Seeded(11)
        for _ in 0..<1_500 {
            let raw = dice.evilText(length: 40)
            let text = DisplayText(raw)
            let width = Int.random(in: 2...12, using: &dice)
            let whole = text.clusters.map(\.text)

            let short = text.truncated(to: width)
            #expect(short.columns <= width)
            #expect(short == text || short.clusters.dropLast().map(\.text) == Array(whole.prefix(short.count - 1)))
            #expect(DisplayText(raw, limit: width) == short)

            let wrapped = text.wrapped(to: width)
            #expect(wrapped.allSatisfy { $0.columns <= width })
            #expect(wrapped.flatMap { $0.clusters.map(\.text) }.filter { $0 != " " } == whole.filter { $0 != " " })

            let dropped = text.dropping(columns: width)
            #expect(dropped.columns == max(0, text.columns - width))
        }
    }

    @Test func `wrapping spans keeps styles and breaks like text`() {
        var dice = Seeded(12)
        for _ in 0..<500 {
            let spans = (0..<3).map {
                Span(DisplayText("a" + dice.evilText(length: 9) + "b"), $0 == 1 ? .match : .normal)
            }
            let width = Int.random(in: 2...10, using: &dice)
            let rows = spans.wrapped(to: width)
            let joined = spans.dropFirst().reduce(spans[0].text) { $0 + $1.text }
            #expect(rows.map { $0.map(\.text.string).joined() } == joined.wrapped(to: width).map(\.string))
        }
        let rows = [Span("plain "), Span("hit one", .match)].wrapped(to: 9)
        #expect(rows == [[Span("plain "), Span("hit", .match)], [Span("one", .match)]])
    }

    private func rows(_ text: String, _ width: Int) -> [String] {
        DisplayText(text).wrapped(to: width).map(\.string)
    }
}
