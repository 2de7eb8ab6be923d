import TestSupport
import Testing

@testable import Canvas

@Suite struct `A canvas` {
    @Test func `text lands where it is put and is clipped at every edge`() {
        var canvas = Canvas(width: 6, height: 2)
        #expect(canvas.put("hello world", x: 1, y: 0) == 5)
        #expect(canvas.put("hello", x: -2, y: 1) == 5)
        #expect(canvas.put("gone", x: 0, y: 2) == 0)
        #expect(canvas.put("gone", x: 6, y: 0) == 0)
        #expect(canvas.put("gone", x: 0, y: -1) == 0)
        #expect(canvas.text == " hello\nllo")
    }

    @Test func `a limit cuts with an ellipsis`() {
        var canvas = Canvas(width: 10, height: 1)
        #expect(canvas.put("abcdef", x: 2, y: 0, width: 4) == 4)
        #expect(canvas.text == "  abc…")
    }

    @Test func `half a wide character is never left`() {
        var canvas = Canvas(width: 5, height: 3)
        canvas.put("日本語", x: 0, y: 0)
        #expect(canvas.text.hasPrefix("日本\n"))
        canvas.put("日本", x: 0, y: 1)
        canvas.put("x", x: 1, y: 1)
        canvas.put("日本", x: 0, y: 2)
        canvas.put("語", x: 1, y: 2)
        #expect(canvas.text == "日本\n x本\n 語")
        #expect(canvas[2, 2] == Cell(text: "", style: Style()))
        #expect(canvas[3, 2].text == " ")
    }

    @Test func `whatever is drawn, each row is as wide as the grid`() {
        var dice = Seeded(3)
        var canvas = Canvas(width: 17, height: 5)
        for _ in 0..<1_000 {
            let (x, y) = (Int.random(in: -9...19, using: &dice), Int.random(in: -1...6, using: &dice))
            switch Int.random(in: 0..<5, using: &dice) {
            case 4: canvas.draw(canvas, x: x, y: y)
            case 0: canvas.fill(x: x, y: y, width: 3, height: 2)
            case 1: canvas.paint(x: x, y: y, width: 4, height: 2, style: Style(.cursor, reverse: true))
            default: canvas.put(DisplayText(dice.evilText(length: 9)), x: x, y: y)
            }
            for line in 0..<5 {
                let cells = canvas.row(line)
                // Each wide cluster is followed by its empty half, and nothing else is.
                let isWhole = cells.indices.allSatisfy { index in
                    let isWide = DisplayText("a" + cells[index].text).columns == 3
                    let next = cells.indices.contains(index + 1) ? cells[index + 1].text : " "
                    return isWide == next.isEmpty
                }
                #expect(isWhole)
            }
        }
    }

    @Test func `spans follow one another within their limit`() {
        var canvas = Canvas(width: 12, height: 1)
        let used = canvas.put([Span("ab", .before), Span("cdef", .after)], x: 1, y: 0, width: 5)
        #expect(used == 5)
        #expect(canvas.styledText() == "  abcd…\n≈.bbfff")
    }

    @Test func `goldens show roles and emphasis`() {
        var canvas = Canvas(width: 8, height: 2)
        canvas.put("T x.", x: 0, y: 0, style: Style(.toxic, bold: true))
        canvas.put("ok", x: 2, y: 1, style: Style(.normal, reverse: true, underline: true))
        #expect(canvas.styledText() == " T x.\n≈TTTT\n!1111\n   ok\n!  66")
        #expect(Set(Role.allCases.map(\.letter)).count == Role.allCases.count)
    }

    @Test func `in ASCII everything put is ASCII`() {
        var canvas = Canvas(width: 12, height: 3, ascii: true)
        canvas.put("○ é\n日", x: 0, y: 0)
        canvas.rule(y: 1)
        canvas.verticalRule(x: 3, y: 0, height: 3)
        #expect(canvas.text == "o e|??\n---|--------\n   |")
    }

    @Test func `drawing one canvas over another moves its cursor along`() {
        var small = Canvas(width: 4, height: 1)
        small.put("日b", x: 0, y: 0, style: Style(.title))
        small.cursor = .init(x: 3, y: 0)
        var canvas = Canvas(width: 6, height: 2)
        canvas.draw(small, x: 1, y: 1)
        #expect(canvas.text == "\n 日b")
        #expect(canvas[1, 1].style == Style(.title))
        #expect(canvas.cursor == .init(x: 4, y: 1))
    }

    @Test func `a canvas without room takes everything in its stride`() {
        var canvas = Canvas(width: -1, height: 0)
        canvas.put("x", x: 0, y: 0)
        canvas.fill(x: 0, y: 0, width: 3, height: 3)
        canvas.rule(y: 0)
        #expect(canvas.text == "")
        #expect(canvas[0, 0] == .blank)
    }
}
