import Canvas
import Engine
import Records

extension CommandTable {
    static let moving: [KeyCommand] = [
        KeyCommand(.down, "down", "next line", keys: [.char("j"), .down], group: .move, isListed: false) {
            $0.moveCursor(by: 1)
        },
        KeyCommand(.up, "up", "line before", keys: [.char("k"), .up], group: .move, isListed: false) {
            $0.moveCursor(by: -1)
        },
        KeyCommand(
            .left, "left", "column to the left; on Fairness metric, save point or threshold; turn before",
            keys: [.char("h"), .left], in: .only([.records, .detail, .values] + FairnessPage.contexts), group: .move,
            isListed: false
        ) {
            $0.moveColumn(by: -1)
        },
        KeyCommand(
            .right, "right", "column to the right; on Fairness metric, save point or threshold; next turn",
            keys: [.char("l"), .right], in: .only([.records, .detail, .values] + FairnessPage.contexts), group: .move,
            isListed: false
        ) {
            $0.moveColumn(by: 1)
        },
        KeyCommand(.top, "top", "first line", keys: [.char("g"), .home], group: .move) { $0.moveCursor(to: 0) },
        KeyCommand(.bottom, "bottom", "last line", keys: [.char("G"), .end], group: .move) { $0.moveCursor(to: .max) },
        KeyCommand(.halfPageDown, "", "half a page down", keys: [.control("d")], group: .move) {
            $0.moveCursor(by: $0.pageHeight / 2)
        },
        KeyCommand(.halfPageUp, "", "half a page up", keys: [.control("u")], group: .move) {
            $0.moveCursor(by: -$0.pageHeight / 2)
        },
        KeyCommand(.pageDown, "", "a page down", keys: [.pageDown], group: .move) {
            $0.moveCursor(by: $0.pageHeight)
        },
        KeyCommand(.pageUp, "", "a page up", keys: [.pageUp], group: .move) { $0.moveCursor(by: -$0.pageHeight) },
        KeyCommand(
            .nextFlagged, "", "next flagged record", keys: [.char("J")], in: .only(RecordsPage.contexts), group: .move,
            needsProject: true
        ) {
            $0.seekNext(.flagged, 1)
        },
        KeyCommand(
            .previousFlagged, "", "flagged record before", keys: [.char("K")], in: .only(RecordsPage.contexts),
            group: .move, needsProject: true
        ) {
            $0.seekNext(.flagged, -1)
        },
        KeyCommand(
            .nextHit, "", "next record with a hit", keys: [.char("e")], in: .only(RecordsPage.contexts), group: .move,
            needsProject: true
        ) {
            $0.seekNext(.hit, 1)
        },
        KeyCommand(
            .previousHit, "", "record with a hit before", keys: [.char("E")], in: .only(RecordsPage.contexts),
            group: .move, needsProject: true
        ) {
            $0.seekNext(.hit, -1)
        },
        KeyCommand(.open, "more", "open what the cursor is on", keys: [.enter], group: .move, rank: 70, waits: .records)
        {
            $0.openItem()
        },
        KeyCommand(.back, "back", "back; on Records, quit", keys: [.char("q"), .escape], group: .move, rank: 90) {
            $0.goBack()
        },
    ]
}
