import Records

/// What a removal takes of the records that were asked for, decided before anything is computed.
///
/// Records that never trained are skipped, unless they are to be erased. Of c identical records the first ones stay, as if
/// the others had never been in the file: which of them was meant can't be told apart. So of copies on both sides of the
/// split as few go as make those stop training that were asked for.
struct RemovalPlan: Sendable {
    /// Copies of one content of which some train and some are held out.
    struct Straddling: Sendable {
        var training: Int
        var heldOut: Int
        /// Of those that train, the ones that go; and held-out ones that were not to be erased and go with them.
        var unlearned: Int
        var along: Int
    }

    /// Ascending.
    let rows: [Int]
    /// Those that are forgotten, ascending; of copies not always among `rows`.
    private(set) var going: [Int] = []
    /// Those that stay as they are: never trained on. Ascending.
    private(set) var skipped: [Int] = []
    /// The rows whose ids stop training, one a record that is unlearned; of copies not always among `rows`.
    private(set) var unlearned: [Int] = []
    /// One a content of which some go, in the order of their first rows.
    private(set) var straddling: [Straddling] = []

    /// - Parameters:
    ///   - rows: none of them forgotten; in any order.
    ///   - erased: those that leave the evaluation too.
    /// - Complexity: O(rows log rows).
    init(_ rows: some Sequence<Int>, erasing erased: Set<Int>, dataset: Dataset, parts: [Part?], forgotten: [Bool]) {
        self.rows = rows.sorted()
        var groups: [Int: [Int]] = [:]
        for row in self.rows { groups[dataset.identities.twins(of: row)[0], default: []].append(row) }
        for (first, asked) in groups.sorted(by: { $0.key < $1.key }) {
            take(
                asked, of: dataset.identities.twins(of: first).filter { !forgotten[$0] }, erased, parts)
        }
        going.sort()
        skipped.sort()
        unlearned.sort()
    }

    /// - Parameter copies: those that are there, in file order.
    private mutating func take(_ asked: [Int], of copies: [Int], _ erased: Set<Int>, _ parts: [Part?]) {
        let must = asked.filter { parts[$0] == .train || erased.contains($0) }
        guard !must.isEmpty else { return skipped += asked }
        let training = copies.count { parts[$0] == .train }
        let unwanted = asked.count { parts[$0] == .train }
        // As many of the first copies as leave no more than the others training.
        var staying = copies.count - must.count
        while copies.prefix(staying).count(where: { parts[$0] == .train }) > training - unwanted { staying -= 1 }
        let tail = copies.dropFirst(staying)
        let isMust = Set(must)
        let isAsked = Set(asked)
        let others = asked.filter { !isMust.contains($0) } + copies.reversed().filter { !isAsked.contains($0) }
        let goes = must + others.prefix(tail.count - must.count)
        let isGoing = Set(goes)
        going += goes
        skipped += asked.filter { !isGoing.contains($0) }
        unlearned += tail.filter { parts[$0] == .train }
        guard training > 0, training < copies.count else { return }
        let leaving = tail.count { parts[$0] == .train }
        straddling.append(
            Straddling(
                training: training, heldOut: copies.count - training, unlearned: leaving,
                along: max(0, tail.count - leaving - must.count { parts[$0] != .train })))
    }

    /// Held-out records that go only because they equal one that has to.
    var along: Int { straddling.reduce(0) { $0 + $1.along } }
    /// Records that leave the evaluation because that was asked for.
    var untrainedErased: Int { going.count - unlearned.count - along }
    /// Records that were asked for and never trained on, whether or not they leave the evaluation.
    var untrained: Int { skipped.count + untrainedErased }

    /// What happens to copies on both sides of the split, in a sentence without its end; nil where there are none.
    var copies: String? {
        guard let first = straddling.first else { return nil }
        let along = along
        let leaving = straddling.reduce(0) { $0 + $1.unlearned }
        let held = along == 1 ? "a held-out copy" : "\(along.grouped) held-out copies"
        let with =
            along == 0
            ? "" : ", and \(held) with \(leaving == 1 ? "it" : "them"), since equal records can't be told apart"
        guard straddling.count == 1 else {
            return
                "\(straddling.count.grouped) contents occur on both sides of the split; of their copies \(leaving.grouped) that \(leaving == 1 ? "trains is" : "train are") forgotten\(with)"
        }
        let sides =
            "\((first.training + first.heldOut).grouped) equal records: \(first.training.grouped) \(first.training == 1 ? "trains" : "train"), \(first.heldOut.grouped) \(first.heldOut == 1 ? "is" : "are") held out"
        guard first.unlearned > 0 else { return "\(sides); none that trains is forgotten" }
        let which =
            first.unlearned < first.training
            ? "\(first.unlearned.grouped) of those that train"
            : first.training == 1 ? "the one that trains" : "those that train"
        return "\(sides); \(which) \(first.unlearned == 1 ? "is" : "are") forgotten\(with)"
    }

    /// - Throws: `Refusal` when there is nothing to unlearn and nothing to erase.
    func check() throws {
        guard going.isEmpty else { return }
        let none = rows.count == 1 ? "This record was" : "None of these \(rows.count.grouped) records was"
        throw Refusal(
            .usage, "\(none)\(rows.count == 1 ? " never" : "") trained on, so there is nothing to unlearn.",
            next: "It takes --erase ('lethe forget') to take held-out records out of the evaluation.")
    }
}
