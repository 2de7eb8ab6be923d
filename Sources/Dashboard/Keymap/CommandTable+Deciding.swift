import Canvas
import Engine
import Journal
import Records

extension CommandTable {
    private static func flag(_ key: Character, _ flag: Flag, _ label: String, _ summary: String, rank: Int)
        -> KeyCommand
    {
        KeyCommand(
            "flag-\(flag.rawValue)", label, summary, keys: [.char(key)], in: Context.onRecords, group: .decide,
            rank: rank,
            writes: true, disabled: { $0.noRecordInHand }
        ) { $0.decide(flag) }
    }

    static let decide: [KeyCommand] = [
        flag("t", .toxic, "toxic", "toxic; again takes it back", rank: 1),
        flag("b", .biased, "biased", "biased; again takes it back", rank: 2),
        flag("p", .private, "private", "private; again takes it back", rank: 3),
        flag("m", .mislabelled, "label", "mislabelled; again takes it back", rank: 4),
        flag("c", .fine, "fine", "reviewed, fine", rank: 5),
        flag("o", .unsure, "unsure", "unsure", rank: 6),
        KeyCommand(
            "reason", "reason", "why: a note on the record", keys: [.char("r")], in: Context.onRecords, group: .decide,
            writes: true, disabled: { $0.noRecordInHand }
        ) { $0.editReason() },
        KeyCommand(
            "review", "review", "review one by one; deciding moves on", keys: [.char("R")], in: [.records],
            group: .decide,
            rank: 40, disabled: { $0.noRecordInHand }
        ) { $0.startReview() },
    ]

    static let remove: [KeyCommand] = [
        KeyCommand(
            "stage", "stage", "stage for removal; again: unstage", keys: [.char("d")],
            in: Context.onRecords + [.queue], group: .remove, rank: 7, writes: true,
            disabled: { $0.screen == .queue ? $0.nothingStaged : $0.noRecordInHand }
        ) { $0.toggleStaged() },
        KeyCommand(
            "apply", "apply", "apply the queue (asks for the record count)", keys: [.char("A")], group: .remove,
            rank: 31, writes: true,
            disabled: { $0.nothingToApply }
        ) { $0.askToApply() },
        KeyCommand(
            "cancel-job", "cancel job", "cancel the running job", keys: [.char("X"), .control("c")], group: .remove,
            rank: 60,
            disabled: { $0.snapshot?.runningJob == nil ? "No job is running." : nil }
        ) { _ in [.perform(.cancelJob)] },
        KeyCommand(
            "preview", "preview measured", "measure the removal without publishing it", keys: [.char("P")],
            in: [.queue],
            group: .screen, rank: 32, disabled: { $0.notTrained ?? $0.nothingStaged }
        ) { _ in [.perform(.preview())] },
        KeyCommand(
            "approve", "approve", "approve the removal that somebody else staged", keys: [.char("O")], in: [.queue],
            group: .screen, writes: true,
            disabled: { $0.snapshot?.policy.approvals == 0 ? "The policy asks for no approval." : nil }
        ) { _ in [.perform(.approve)] },
    ]
}
