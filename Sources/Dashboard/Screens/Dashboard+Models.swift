import Canvas
import Engine
import Records

extension Dashboard {
    func drawModels(on canvas: inout Canvas, _ whole: Area, _ snapshot: Snapshot) {
        var area = whole
        _ = area.takeTop(1)
        if snapshot.isYourModel {
            let why =
                snapshot.evaluation?.before == nil
                ? "Your model: its predictions were read from the file, and nothing is trained here. Retrain it "
                    + "yourself without the records that \(keyName(of: .apply)) writes a list of; --against FILE2 --id COL then brings it "
                    + "here as the after."
                : "Your model: its predictions before were read from \(snapshot.table.fileName), those after from the "
                    + "file given with --against, and nothing is trained here. \(keyName(of: .showFairness)) shows what changed."
            canvas.writeWrapped(why, in: Area(x: 3, y: area.y, width: area.width - 4, height: area.height), Style(.dim))
            return
        }
        guard !snapshot.models.isEmpty else {
            let why =
                snapshot.schema.target == nil
                ? "This project has no target column: it is for browsing and flagging."
                : written("No model yet: \(command: .train) trains one.")
            canvas.write(why, x: 3, y: area.y, Style(.dim), width: area.width - 4)
            return
        }
        for (line, index) in modelsCursor.visible(count: snapshot.models.count, height: area.height / 2).enumerated() {
            let model = snapshot.models[index]
            let y = area.y + 2 * line
            if index == modelsCursor.position { canvas.write("▸", x: 1, y: y, Style(.accent, bold: true)) }
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
    var noModelToRestore: Sentence? {
        guard let model = modelInHand else { return "There is no model yet." }
        if model.isCurrent { return "This is the current model." }
        return model.isKept ? nil : "Its weights were deleted; its figures stay."
    }

    private var modelInHand: ModelSummary? { snapshot?.models.dropFirst(modelsCursor.position).first }

    mutating func askToRestore() -> [Effect] {
        guard let model = modelInHand else { return [] }
        let question =
            "Make \(model.shortName) the current model again? The \(model.records.counted("record")) it was trained on are no longer forgotten."
        panel = .confirm(question: question, [.perform(.restore(model.name))])
        return []
    }

    mutating func showModel() {
        guard let model = modelInHand else { return }
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
            "proof           \(model.proof.map { "cold retrain compared equal, \($0)" } ?? "not yet: \(keyName(of: .prove)) retrains from scratch and compares")"
        )
        panel = .text(title: "Model \(model.shortName)", lines: lines, ListCursor())
    }
}
