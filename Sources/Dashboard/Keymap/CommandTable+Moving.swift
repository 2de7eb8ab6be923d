import Canvas
import Engine
import Records

extension CommandTable {
    static let move: [KeyCommand] = [
        KeyCommand("down", "down", "next line", keys: [.char("j"), .down], group: .move) { $0.moveCursor(by: 1) },
        KeyCommand("up", "up", "line before", keys: [.char("k"), .up], group: .move) { $0.moveCursor(by: -1) },
        KeyCommand(
            "left", "left", "column to the left; on Fairness metric, save point or threshold; turn before",
            keys: [.char("h"), .left], in: [.records, .detail, .values] + Context.onFairness, group: .move
        ) {
            $0.moveColumn(by: -1)
        },
        KeyCommand(
            "right", "right", "column to the right; on Fairness metric, save point or threshold; next turn",
            keys: [.char("l"), .right], in: [.records, .detail, .values] + Context.onFairness, group: .move
        ) {
            $0.moveColumn(by: 1)
        },
        KeyCommand("top", "top", "first line", keys: [.char("g"), .home], group: .move) { $0.moveCursor(to: 0) },
        KeyCommand("bottom", "bottom", "last line", keys: [.char("G"), .end], group: .move) { $0.moveCursor(to: .max) },
        KeyCommand("half-page-down", "", "half a page down", keys: [.control("d")], group: .move) {
            $0.moveCursor(by: $0.pageHeight / 2)
        },
        KeyCommand("half-page-up", "", "half a page up", keys: [.control("u")], group: .move) {
            $0.moveCursor(by: -$0.pageHeight / 2)
        },
        KeyCommand("page-down", "", "a page down", keys: [.pageDown], group: .move) {
            $0.moveCursor(by: $0.pageHeight)
        },
        KeyCommand("page-up", "", "a page up", keys: [.pageUp], group: .move) { $0.moveCursor(by: -$0.pageHeight) },
        KeyCommand("next-flagged", "", "next flagged record", keys: [.char("J")], in: Context.onRecords, group: .move) {
            $0.seekNext(.flagged, 1)
        },
        KeyCommand(
            "previous-flagged", "", "flagged record before", keys: [.char("K")], in: Context.onRecords, group: .move
        ) {
            $0.seekNext(.flagged, -1)
        },
        KeyCommand("next-hit", "", "next record with a hit", keys: [.char("e")], in: Context.onRecords, group: .move) {
            $0.seekNext(.hit, 1)
        },
        KeyCommand(
            "previous-hit", "", "record with a hit before", keys: [.char("E")], in: Context.onRecords, group: .move
        ) {
            $0.seekNext(.hit, -1)
        },
        KeyCommand("open", "more", "open what the cursor is on", keys: [.enter], group: .move, rank: 70) {
            $0.openItem()
        },
        KeyCommand("back", "back", "back; on Records, quit", keys: [.char("q"), .escape], group: .move, rank: 90) {
            $0.goBack()
        },
    ]

    static let find: [KeyCommand] = [
        KeyCommand(
            "filter", "filter", "filter bar: sex=Female model.score>=0.5 -flag:any", keys: [.char("f")], in: [.records],
            group: .find, rank: 10
        ) {
            $0.editFilter()
        },
        KeyCommand("filter-toggle", "", "filter off and on", keys: [.char("i")], in: [.records], group: .find) {
            $0.toggleFilter()
        },
        KeyCommand(
            "search", "", "search the shown records: words, or /a regex/", keys: [.char("/")], in: [.records],
            group: .find
        ) {
            $0.editSearch()
        },
        KeyCommand("search-next", "", "next match", keys: [.char("n")], in: [.records], group: .find) {
            $0.searchAgain(1)
        },
        KeyCommand("search-previous", "", "match before", keys: [.char("N")], in: [.records], group: .find) {
            $0.searchAgain(-1)
        },
        KeyCommand(
            "sort", "sort", "sort by this column", keys: [.char("s")], in: [.records, .values], group: .find, rank: 11
        ) {
            $0.screen == .values ? $0.sortValues() : $0.sortByColumn()
        },
        KeyCommand(
            "values", "values", "the values of this column", keys: [.char("F")], in: [.records], group: .find, rank: 12
        ) {
            $0.showValues()
        },
        KeyCommand("sort-reverse", "", "turn the order around", keys: [.char("S")], in: [.records], group: .find) {
            $0.reverseSort()
        },
        KeyCommand("hide-column", "", "hide this column", keys: [.char("-")], in: [.records], group: .find) {
            $0.hideColumn()
        },
        KeyCommand("show-columns", "", "show all columns again", keys: [.char("+")], in: [.records], group: .find) {
            $0.showColumns()
        },
        KeyCommand(
            "wrap", "", "long texts on several lines, or on one", keys: [.char("w")], in: [.records], group: .find
        ) {
            $0.toggleWrap()
        },
    ]

    static let mark: [KeyCommand] = [
        KeyCommand("mark", "mark", "mark this record, go on", keys: [.char(" ")], in: [.records], group: .mark) {
            $0.toggleMark()
        },
        KeyCommand(
            "mark-save-point", "mark", "mark this save point; the second one is compared with it", keys: [.char(" ")],
            in: [.trend], group: .mark, rank: 9
        ) { $0.markSavePoint() },
        KeyCommand("mark-range", "", "mark from here to the next v", keys: [.char("v")], in: [.records], group: .mark) {
            $0.markRange()
        },
        KeyCommand("mark-invert", "", "mark the others", keys: [.char("V")], in: [.records], group: .mark) {
            $0.invertMarks()
        },
        KeyCommand(
            "mark-all", "", "mark all that the filter shows; again: none", keys: [.char("*")], in: [.records],
            group: .mark
        ) {
            $0.markAll()
        },
        KeyCommand("mark-same", "", "mark all with this value", keys: [.char(",")], in: [.records], group: .mark) {
            $0.markSame()
        },
    ]
}
