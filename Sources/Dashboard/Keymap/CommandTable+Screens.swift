import Canvas
import Engine
import Records

extension CommandTable {
    static let screens: [KeyCommand] =
        Screen.allCases.map { screen in
            KeyCommand(
                "screen-\(screen.title.lowercased())", "", "the \(screen.title) screen",
                keys: [.char(Character("\(screen.rawValue)"))], group: .general
            ) { screen == .values ? $0.openValues() : $0.show(screen) }
        } + [
            KeyCommand(
                "split", "by group", "split the counts by the next group column", keys: [.char("B")], in: [.values],
                group: .screen, rank: 10
            ) {
                $0.nextSplit()
            },
            KeyCommand(
                "histogram", "histogram", "histogram or values, of numbers", keys: [.char("C")], in: [.values],
                group: .screen, rank: 12
            ) {
                $0.nextValuesChart()
            },
            KeyCommand(
                "summary", "every column", "summary of every column: type, missing, distinct, range, examples",
                keys: [.char("I")], in: [.values], group: .screen, rank: 13
            ) {
                $0.toggleSummary()
            },
            KeyCommand(
                "train", "train", "train from scratch", keys: [.char("T")], in: [.models], group: .screen, rank: 10,
                writes: true, disabled: { $0.notTrained }
            ) { _ in [.perform(.train)] },
            KeyCommand(
                "prove", "prove", "retrain from scratch and compare", keys: [.char("P")], in: [.models], group: .screen,
                rank: 11, writes: true,
                disabled: { $0.notTrained ?? ($0.snapshot?.currentModel == nil ? "There is no model yet." : nil) }
            ) { _ in [.perform(.prove)] },
            KeyCommand(
                "restore", "restore", "make an earlier model current again, with its records", keys: [.char("B")],
                in: [.models], group: .screen, rank: 12, writes: true,
                disabled: { $0.notTrained ?? $0.noModelToRestore }
            ) { $0.askToRestore() },
            KeyCommand(
                "check-chain", "check the chain", "check every event", keys: [.char("I")], in: [.journal],
                group: .screen, rank: 10
            ) {
                _ in [.perform(.checkChain)]
            },
        ]

    static let general: [KeyCommand] = [
        KeyCommand(
            "undo", "undo", "take the last decision back", keys: [.char("u")], group: .general, rank: 50, writes: true,
            disabled: { $0.snapshot?.canUndo == true ? nil : "Nothing to undo." }
        ) { dashboard in
            dashboard.review?.move(by: -1)
            return [.perform(.undo)]
        },
        KeyCommand(
            "redo", "redo", "do it again", keys: [.control("r")], group: .general, writes: true,
            disabled: { $0.snapshot?.canRedo == true ? nil : "Nothing to redo." }
        ) { _ in [.perform(.redo)] },
        KeyCommand(
            "show-veiled", "show", "show veiled text (logged)", keys: [.char("z")], in: Context.onRecords,
            group: .general, rank: 45
        ) {
            $0.reveal()
        },
        KeyCommand(
            "write", "write", "write records, report, figures, journal, redacted copy", keys: [.char("W")],
            group: .general,
            rank: 55
        ) {
            $0.askWhatToWrite()
        },
        KeyCommand("copy-cell", "", "copy this cell", keys: [.char("y")], in: Context.onRecords, group: .general) {
            $0.copyCell()
        },
        KeyCommand("copy-filter", "", "copy the filter", keys: [.char("Y")], in: [.records], group: .general) {
            $0.copyFilter()
        },
        KeyCommand(
            "palette", "", "every command by name; :612, :50% and :id:7f3a go there", keys: [.char(":")],
            group: .general
        ) {
            $0.openPalette()
        },
        KeyCommand("keys", "keys", "this sheet", keys: [.char("?")], group: .general, rank: 99) { $0.showKeys() },
        KeyCommand("redraw", "", "draw the screen anew", keys: [.control("l")], group: .general) { _ in [.redraw] },
        KeyCommand("suspend", "", "suspend; fg comes back", keys: [.control("z")], group: .general) { _ in [.suspend] },
        KeyCommand("quit", "", "quit", keys: [.char("Q")], group: .general) { _ in [.quit] },
    ]
}
