import Canvas
import Engine
import Records

extension CommandTable {
    static let removing: [KeyCommand] = [
        KeyCommand(
            .apply, "apply", "apply the queue (asks for the record count)", keys: [.char("A")], group: .remove,
            rank: 31, writes: true,
            disabled: { $0.nothingToApply }
        ) { $0.askToApply() },
        KeyCommand(
            .cancelJob, "cancel job", "cancel the running job", keys: [.char("X"), .control("c")], group: .remove,
            rank: 60, needsProject: true,
            disabled: { $0.snapshot?.runningJob == nil ? "No job is running." : nil }
        ) { _ in [.perform(.cancelJob)] },
    ]

    static let general: [KeyCommand] = [
        KeyCommand(
            .undo, "undo", "take the last decision back", keys: [.char("u")], group: .general, rank: 50, writes: true,
            disabled: { $0.snapshot?.canUndo == true ? nil : "Nothing to undo." }
        ) { dashboard in
            dashboard.review?.move(by: -1)
            return [.perform(.undo)]
        },
        KeyCommand(
            .redo, "redo", "do it again", keys: [.control("r")], group: .general, writes: true,
            disabled: { $0.snapshot?.canRedo == true ? nil : "Nothing to redo." }
        ) { _ in [.perform(.redo)] },
        KeyCommand(
            .showVeiled, "show", "show veiled text (logged)", keys: [.char("z")], in: .only(RecordsPage.contexts),
            group: .general, rank: 45, needsProject: true, waits: .records
        ) {
            $0.reveal()
        },
        KeyCommand(
            .write, "write", "write records, report, figures, journal, redacted copy", keys: [.char("W")],
            group: .general,
            rank: 55, needsProject: true
        ) {
            $0.askWhatToWrite()
        },
        KeyCommand(
            .copyCell, "", "copy this cell", keys: [.char("y")], in: .only(RecordsPage.contexts), group: .general,
            waits: .records
        ) {
            $0.copyCell()
        },
        KeyCommand(.copyFilter, "", "copy the filter", keys: [.char("Y")], in: .only([.records]), group: .general) {
            $0.copyFilter()
        },
        KeyCommand(
            .palette, "", "every command by name; :612, :50% and :id:7f3a go there", keys: [.char(":")],
            group: .general
        ) {
            $0.openPalette()
        },
        KeyCommand(.keys, "keys", "this sheet", keys: [.char("?")], in: .everywhere, group: .general, rank: 99) {
            $0.showKeys()
        },
        KeyCommand(.redraw, "", "draw the screen anew", keys: [.control("l")], in: .everywhere, group: .general) { _ in
            [.redraw]
        },
        KeyCommand(.suspend, "", "suspend; fg comes back", keys: [.control("z")], in: .everywhere, group: .general) {
            _ in [.suspend]
        },
        KeyCommand(.quit, "", "quit", keys: [.char("Q")], in: .everywhere, group: .general) { _ in [.quit] },
    ]
}
