import Journal
import Records

extension Desk {
    /// The model that was named, with its bytes, and for which records it is wanted.
    func restorable(_ typed: String) throws -> (ModelRecord, Publication) {
        let parts = typed.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        let name = parts.first ?? ""
        let models = state.models
        let current = state.currentDigest
        let named = models.filter { !name.isEmpty && $0.digest.hasPrefix(name.lowercased()) }
        guard let model = named.first else {
            let kept = models.filter { $0.holdsBytes && $0.digest != current }.map(\.digest)
            if kept.isEmpty {
                throw Refusal(
                    .usage, "No model '\(name)': this project keeps no earlier one.",
                    next: "How long earlier models are kept is the project's policy.")
            }
            // A beginning is compared with beginnings.
            throw Refusal.unknown("kept model", name, among: kept.map { String($0.prefix(max(6, name.count))) })
        }
        guard named.count == 1 else {
            let some = named.prefix(4).map { String($0.digest.prefix(12)) }.joined(separator: ", ")
            throw Refusal(
                .usage, "'\(name)' is the beginning of \(named.count) models: \(some).", next: "Give more digits.")
        }
        let publication = try publication(
            of: model, parts.count > 1 ? parts[1] : nil, isCurrent: model.digest == current)
        if !policy.mayErase.isEmpty, !policy.mayErase.contains(actor) {
            throw Refusal(
                .usage, "The project's policy does not let \(actor) bring records back.",
                next: "Ask one of: \(policy.mayErase.joined(separator: ", ")).")
        }
        if !state.removals.isEmpty {
            throw Refusal(
                .busy, "A removal waits or runs.", next: "Wait for it, or cancel it with \(command: .cancelJob).")
        }
        guard model.holdsBytes, let held = try store.models().first(where: { $0.digest == model.digest }) else {
            throw gone(model)
        }
        guard held.records == model.records else { throw Restore.unequal(held) }
        if held.isDamaged { throw held.damaged(next: "Restore the project from a backup, or train again.") }
        return (held, publication)
    }

    /// The publication that was meant: the one with the number; else the last, of the current model the last with other
    /// records than now.
    func publication(of model: ModelRecord, _ number: String?, isCurrent: Bool) throws -> Publication {
        let all = publications.of(model.digest)
        let short = model.digest.prefix(6)
        if let number {
            guard let one = all.first(where: { "\($0.event)" == number }) else {
                throw Refusal.unknown("publication of \(short)", number, among: all.map { "\($0.event)" })
            }
            guard kept(all).contains(where: { $0.event == one.event }) else {
                throw Refusal(
                    .usage,
                    "\(short)@\(number) was purged: the policy keeps earlier models '\(policy.earlierModels.rawValue)'.",
                    next: "Its figures stay; train again for a model.")
            }
            if isCurrent, try forgotten(when: one) == state.forgotten { throw Self.isCurrent(model) }
            return one
        }
        // What the project says of the model is what the journal says of its first time.
        guard all.first?.records ?? model.records == model.records else { throw Restore.unequal(model) }
        guard isCurrent else {
            guard let last = all.last else { throw Restore.unequal(model) }
            return last
        }
        let others = kept(all).filter { (try? forgotten(when: $0)).map { $0 != state.forgotten } ?? false }
        guard let one = others.last else { throw Self.isCurrent(model) }
        guard others.count == 1 else {
            let some = others.suffix(4).map { other in
                "\(short)@\(other.event)" + (other.records.map { " (\($0.counted("record")))" } ?? "")
            }
            throw Refusal(
                .usage,
                "\(short) is current, and was published for other records too: \(some.joined(separator: ", ")).",
                next: "Name one of them with its number.")
        }
        return one
    }

    private static func isCurrent(_ model: ModelRecord) -> Refusal {
        Refusal(
            .usage, "\(model.digest.prefix(6)) is the current model.",
            next: "Name an earlier one; \(command: .showModels) lists them.")
    }

    /// Why the weights of a model are not there any more.
    func gone(_ model: ModelRecord) -> Refusal {
        let publication = events.last { $0.outputs.contains(model.digest) }?.seq ?? 0
        if events.contains(where: { $0.action == .erase && $0.seq > publication }) {
            return Refusal(
                .usage,
                "\(model.digest.prefix(6)) was trained on records that were erased; its weights went with them.",
                next: "An erasure can't be taken back; the model's figures stay.")
        }
        return Refusal(
            .usage,
            "\(model.digest.prefix(6)) was purged: the policy keeps earlier models '\(policy.earlierModels.rawValue)'.",
            next: "Its figures stay; train again for a model.")
    }
}
