import Canvas
import Engine
import Journal
import Records

// The commands of the records: finding, marking, deciding, staging.
extension RecordsPage {
    static let commands: [KeyCommand] = finding + marking + deciding

    private static let finding: [KeyCommand] = [
        KeyCommand(
            .filter, "filter", "filter bar: sex=Female model.score>=0.5 -flag:any", keys: [.char("f")],
            in: .only([.records]),
            group: .find, rank: 10
        ) {
            $0.editFilter()
        },
        KeyCommand(.filterToggle, "", "filter off and on", keys: [.char("i")], in: .only([.records]), group: .find) {
            $0.toggleFilter()
        },
        KeyCommand(
            .search, "", "search the shown records: words, or /a regex/", keys: [.char("/")], in: .only([.records]),
            group: .find
        ) {
            $0.editSearch()
        },
        KeyCommand(
            .searchNext, "", "next match", keys: [.char("n")], in: .only([.records]), group: .find, waits: .place
        ) {
            $0.searchAgain(1)
        },
        KeyCommand(
            .searchPrevious, "", "match before", keys: [.char("N")], in: .only([.records]), group: .find, waits: .place
        ) {
            $0.searchAgain(-1)
        },
        KeyCommand(
            .sort, "sort", "sort by this column", keys: [.char("s")], in: .only([.records, .values]), group: .find,
            rank: 11
        ) {
            $0.screen == .values ? $0.sortValues() : $0.sortByColumn()
        },
        KeyCommand(
            .values, "values", "the values of this column", keys: [.char("F")], in: .only([.records]), group: .find,
            rank: 12
        ) {
            $0.showValues()
        },
        KeyCommand(.sortReverse, "", "turn the order around", keys: [.char("S")], in: .only([.records]), group: .find) {
            $0.reverseSort()
        },
        KeyCommand(.hideColumn, "", "hide this column", keys: [.char("-")], in: .only([.records]), group: .find) {
            $0.hideColumn()
        },
        KeyCommand(.showColumns, "", "show all columns again", keys: [.char("+")], in: .only([.records]), group: .find)
        {
            $0.showColumns()
        },
        KeyCommand(
            .wrap, "", "long texts on several lines, or on one", keys: [.char("w")], in: .only([.records]), group: .find
        ) {
            $0.toggleWrap()
        },
    ]

    private static let marking: [KeyCommand] = [
        KeyCommand(.mark, "mark", "mark this record, go on", keys: [.char(" ")], in: .only([.records]), group: .mark) {
            $0.toggleMark()
        },
        KeyCommand(
            .markRange, "", "mark from here to the next v", keys: [.char("v")], in: .only([.records]), group: .mark
        ) {
            $0.markRange()
        },
        KeyCommand(.markInvert, "", "mark the others", keys: [.char("V")], in: .only([.records]), group: .mark) {
            $0.invertMarks()
        },
        KeyCommand(
            .markAll, "", "mark all that the filter shows; again: none", keys: [.char("*")], in: .only([.records]),
            group: .mark
        ) {
            $0.markAll()
        },
        KeyCommand(.markSame, "", "mark all with this value", keys: [.char(",")], in: .only([.records]), group: .mark) {
            $0.markSame()
        },
    ]

    private static func flag(_ key: Character, _ flag: Flag, _ label: String, _ summary: String, rank: Int)
        -> KeyCommand
    {
        KeyCommand(
            .flag(flag), label, summary, keys: [.char(key)], in: .only(contexts), group: .decide, rank: rank,
            writes: true, disabled: { $0.noRecordInHand }
        ) { $0.decide(flag) }
    }

    private static let deciding: [KeyCommand] = [
        flag("t", .toxic, "toxic", "toxic; again takes it back", rank: 1),
        flag("b", .biased, "biased", "biased; again takes it back", rank: 2),
        flag("p", .private, "private", "private; again takes it back", rank: 3),
        flag("m", .mislabelled, "label", "mislabelled; again takes it back", rank: 4),
        flag("c", .fine, "fine", "reviewed, fine", rank: 5),
        flag("o", .unsure, "unsure", "unsure", rank: 6),
        KeyCommand(
            .reason, "reason", "why: a note on the record", keys: [.char("r")], in: .only(contexts), group: .decide,
            writes: true, disabled: { $0.noRecordInHand }
        ) { $0.editReason() },
        KeyCommand(
            .review, "review", "review one by one; deciding moves on", keys: [.char("R")], in: .only([.records]),
            group: .decide,
            rank: 40, needsProject: true, disabled: { $0.noRecordInHand }
        ) { $0.startReview() },
        KeyCommand(
            .stage, "stage", "stage for removal; again: unstage", keys: [.char("d")],
            in: .only(contexts + [.queue]), group: .remove, rank: 7, writes: true, waits: .records,
            labels: [.queue: "unstage"],
            disabled: { $0.screen == .queue ? $0.nothingStaged : $0.noRecordInHand }
        ) { $0.toggleStaged() },
    ]
}
