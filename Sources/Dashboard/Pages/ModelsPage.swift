import Canvas
import Engine
import Records

extension PageID {
    static let models = PageID("models")
}

extension Context {
    static let models = Context(.models)
}

/// Every model that was published, newest first.
struct ModelsPage: Page {
    static let id = PageID.models
    static let number = 6
    static let title = "Models"
    static let commands: [KeyCommand] = [
        KeyCommand(
            .train, "train", "train from scratch", keys: [.char("T")], in: .only([.models]), group: .screen, rank: 10,
            writes: true, disabled: { $0.notTrained }
        ) { $0.askToTrain() },
        KeyCommand(
            .prove, "prove", "retrain from scratch and compare", keys: [.char("P")], in: .only([.models]),
            group: .screen,
            rank: 11, writes: true,
            disabled: { $0.notTrained ?? ($0.snapshot?.currentModel == nil ? "There is no model yet." : nil) }
        ) { _ in [.perform(.prove)] },
        KeyCommand(
            .restore, "restore", "make an earlier model current again, with its records", keys: [.char("B")],
            in: .only([.models]), group: .screen, rank: 12, writes: true,
            disabled: { $0.notTrained ?? $0[Self.self].noModelToRestore(in: $0) }
        ) { $0[Self.self].askToRestore(in: &$0) },
    ]

    var cursor = ListCursor()

    func heading(in dashboard: Dashboard, _ snapshot: Snapshot) -> String {
        if let tag = snapshot.subject.tag { return tag }
        return "\(snapshot.models.count(where: \.isKept)) kept · policy: \(snapshot.policy.earlierModels.rawValue)"
    }

    func move(by delta: Int, in dashboard: inout Dashboard) {
        dashboard[Self.self].cursor.move(by: delta, count: dashboard.snapshot?.models.count ?? 0)
    }

    func draw(in dashboard: Dashboard, on canvas: inout Canvas, _ whole: Area, _ snapshot: Snapshot) {
        var area = whole
        _ = area.takeTop(1)
        if !snapshot.subject.trains {
            let why =
                snapshot.evaluation?.before == nil
                ? "Your model: its predictions were read from the file, and nothing is trained here. Retrain it "
                    + "yourself without the records that \(dashboard.keyName(of: .apply)) writes a list of; --against FILE2 --id COL then brings it "
                    + "here as the after."
                : "Your model: its predictions before were read from \(snapshot.table.fileName), those after from the "
                    + "file given with --against, and nothing is trained here. \(dashboard.keyName(of: .showFairness)) shows what changed."
            canvas.writeWrapped(why, in: Area(x: 3, y: area.y, width: area.width - 4, height: area.height), Style(.dim))
            return
        }
        guard !snapshot.models.isEmpty else {
            let why =
                snapshot.schema.target == nil
                ? "This project has no target column: it is for browsing and flagging."
                : dashboard.written("No model yet: \(command: .train) trains one.")
            canvas.write(why, x: 3, y: area.y, Style(.dim), width: area.width - 4)
            return
        }
        for (line, index) in cursor.visible(count: snapshot.models.count, height: area.height / 2).enumerated() {
            let model = snapshot.models[index]
            let y = area.y + 2 * line
            canvas.mark(item: index, y: y, height: 2)
            if index == cursor.position { canvas.write("▸", x: 1, y: y, Style(.accent, bold: true)) }
            canvas.write(
                String(model.digest.prefix(6)), x: 3, y: y,
                Style(model.isCurrent ? .after : .normal, bold: model.isCurrent))
            canvas.write(model.isCurrent ? "now" : model.isKept ? "earlier" : "purged", x: 11, y: y, Style(.dim))
            canvas.write(String(model.createdAt.dropFirst(11).prefix(5)), x: 20, y: y, Style(.dim))
            canvas.write(describe(model), x: 27, y: y, Style(model.isKept ? .normal : .dim), width: area.width - 28)
            canvas.write(promise(model), x: 27, y: y + 1, Style(.dim), width: area.width - 28)
        }
    }

    private func describe(_ model: ModelSummary) -> String {
        let change =
            model.removed > 0
            ? "−\(model.removed.grouped) records, \(model.records.grouped) remain"
            : "\(model.records.grouped) records trained"
        let gap = model.gap.map { "   \(model.gapName ?? "gap") \($0.short)" } ?? ""
        return change + gap
    }

    private func promise(_ model: ModelSummary) -> String {
        guard model.guarantee != nil else { return "" }
        let share =
            model.isIdentical ? "" : model.certifiedShare.map { " · \(Self.share($0)) of decisions certain" } ?? ""
        let proof = model.proof.map { " · proven \($0.dropFirst(11).prefix(5))" } ?? ""
        let promise = model.isIdentical ? "identical to a retrain" : "proven within \(model.bound.scientific)"
        return "\(promise)\(proof)\(share)"
    }

    /// A share that never rounds up to all: 99.99 % stays below 100 %.
    private static func share(_ share: Double) -> String {
        share >= 1 ? "100 %" : "\((100 * share * 100).rounded(.down) / 100) %"
    }

    /// Why the model at the cursor can't be made current again; nil where it can.
    func noModelToRestore(in dashboard: Dashboard) -> Sentence? {
        guard let model = inHand(in: dashboard) else { return "There is no model yet." }
        if model.isCurrent { return "This is the current model." }
        return model.isKept ? nil : "Its weights were deleted; its figures stay."
    }

    private func inHand(in dashboard: Dashboard) -> ModelSummary? {
        dashboard.snapshot?.models.dropFirst(cursor.position).first
    }

    func askToRestore(in dashboard: inout Dashboard) -> [Effect] {
        guard let model = inHand(in: dashboard) else { return [] }
        let question =
            "Make \(model.shortName) the current model again? The \(model.records.counted("record")) it was trained on are no longer forgotten. \(wayBack(model, in: dashboard)); records that were erased stay erased."
        dashboard.panel = ConfirmPanel(question: question, effects: [.perform(.restore(model.name))])
        return []
    }

    /// How the model in use now can be had again.
    private func wayBack(_ model: ModelSummary, in dashboard: Dashboard) -> String {
        let key = dashboard.keyName(of: .restore)
        switch dashboard.snapshot?.policy.earlierModels {
        case .always?: return "The one in use now is kept, and \(key) on it leads back"
        case .untilNextRemoval?:
            return "The one in use now is kept until the next removal: until then \(key) on it leads back"
        default: return "The one in use now is deleted: \(dashboard.keyName(of: .undo)) does not bring it back"
        }
    }

    func open(in dashboard: inout Dashboard) -> [Effect] {
        guard let model = inHand(in: dashboard) else { return [] }
        var lines = [
            "digest          \(model.digest)",
            "family          \(model.family ?? "–")",
            "made            \(model.createdAt)",
            "records         \(model.records.grouped)",
            "removed         \(model.removed.grouped)",
            "kept            \(model.isKept ? "yes" : "no: its weights were deleted, its figures stay")",
        ]
        if let guarantee = model.guarantee {
            lines.append("guarantee       \(guarantee)")
            if !model.isIdentical {
                lines += [
                    "bound           ‖w − w*‖ ≤ \(model.bound.scientific)",
                    "gradient norm   \(model.gradientNorm.scientific)",
                ]
                if let share = model.certifiedShare {
                    lines.append(
                        "certified       \(Self.share(share)) of the held-out decisions are provably those of a retrain"
                    )
                }
            }
        }
        lines.append(
            "proof           \(model.proof.map { "cold retrain compared equal, \($0)" } ?? "not yet: \(dashboard.keyName(of: .prove)) retrains from scratch and compares")"
        )
        dashboard.panel = TextPanel(title: "Model \(model.shortName)", lines: lines)
        return []
    }
}

extension Dashboard {
    /// Trains; where that would make the model that is there already, it asks first.
    fileprivate mutating func askToTrain() -> [Effect] {
        guard snapshot?.trainingChangesNothing == true else { return [.perform(.train)] }
        panel = ConfirmPanel(
            question: "The same records and settings make the same model again. Train all the same?",
            effects: [.perform(.train)])
        return []
    }
}
