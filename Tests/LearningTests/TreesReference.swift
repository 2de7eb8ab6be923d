import Records

@testable import Learning

/// Extremely randomised trees as their definition has them: nothing is ranked, kept, shared or updated. It shares the
/// random choices (`TreeHash`) with the model, and nothing else.
struct TreesReference {
    enum Value: Equatable {
        case missing
        case number(Double)
        case text([UInt8])
    }

    let recipe: TreesRecipe
    let hash: TreeHash
    let names: [String]
    let values: [[Value]]
    let ids: [RecordID]
    let classes: [[UInt8]]
    let classNames: [String]

    init(_ model: ModelRecipe, _ examples: Examples, rows: [Int]) {
        guard let recipe = model.family.settings as? TreesRecipe,
            case .classes(let codes, let classNames, _) = examples.response
        else { preconditionFailure("trees and classes") }
        let names = examples.columns.map(\.name)
        let values: [[Value]] = rows.map { row in
            examples.columns.map { column in
                switch column {
                case .numbers(_, let numbers): numbers[row].isNaN ? .missing : .number(numbers[row])
                case .categories(_, let codes, let texts):
                    codes[row] < 0 ? .missing : .text(Array(texts[Int(codes[row])].utf8))
                }
            }
        }
        self.recipe = recipe
        self.names = names
        self.values = values
        hash = TreeHash(seed: model.seed)
        ids = rows.map { examples.ids[$0] }
        let classes = rows.map { Array(classNames[Int(codes[$0])].utf8) }
        self.classes = classes
        self.classNames = classNames.filter { classes.contains(Array($0.utf8)) }
            .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    /// The whole forest.
    func grown() -> [PublishedForest.Node?] {
        (0..<recipe.trees).map { tree in
            let salt = TreeHash.salt(hash.state(.share, tree: tree))
            let held = ids.indices.filter {
                Double(TreeHash.value(hash.key(of: ids[$0]), salt) >> 11) * 0x1p-53 < recipe.share
            }
            return held.isEmpty ? nil : node(held, tree, path: 1, depth: 0)
        }
    }

    private func counts(_ rows: [Int]) -> [UInt32] {
        classNames.map { name in UInt32(rows.count { classes[$0] == Array(name.utf8) }) }
    }

    private func node(_ rows: [Int], _ tree: Int, path: UInt64, depth: Int) -> PublishedForest.Node {
        let counts = counts(rows)
        let leaf = PublishedForest.Node.leaf(counts)
        guard depth < recipe.depth, counts.count(where: { $0 > 0 }) > 1,
            let (column, value) = split(rows, tree, path)
        else { return leaf }
        let left = rows.filter { goesLeft($0, column, value) }
        let right = rows.filter { !goesLeft($0, column, value) }
        let children = (
            node(left, tree, path: path * 2, depth: depth + 1), node(right, tree, path: path * 2 + 1, depth: depth + 1)
        )
        switch value {
        case .missing: return leaf
        case .number(let number):
            return .number(column: names[column], threshold: number, children.0, children.1)
        case .text(let text):
            return .category(
                column: names[column], value: String(decoding: text, as: UTF8.self), children.0, children.1)
        }
    }

    private func goesLeft(_ row: Int, _ column: Int, _ value: Value) -> Bool {
        switch (values[row][column], value) {
        case (.number(let own), .number(let threshold)): own <= threshold
        case (.text(let own), .text(let text)): own == text
        default: false
        }
    }

    private func split(_ rows: [Int], _ tree: Int, _ path: UInt64) -> (column: Int, value: Value)? {
        let order = hash.state(.order, tree: tree, path: path)
        let columns = names.indices.sorted {
            (TreeHash.mix(order ^ TreeHash.column(named: names[$0])), $0)
                < (TreeHash.mix(order ^ TreeHash.column(named: names[$1])), $1)
        }
        let usable = columns.filter { column in rows.contains { values[$0][column] != values[rows[0]][column] } }
        let wanted = recipe.features ?? (names.count + 1) / 2
        var best: (column: Int, value: Value, impurity: (UInt128, UInt128))?
        // In the order of ties, so that only a lower impurity replaces what was found.
        for column in usable.prefix(wanted).sorted() {
            for value in candidates(rows, column, tree, path) {
                let left = rows.filter { goesLeft($0, column, value) }
                let right = rows.filter { !goesLeft($0, column, value) }
                guard left.count >= recipe.minimumLeaf, right.count >= recipe.minimumLeaf else { continue }
                let impurity = gini(counts(left), counts(right))
                if let best, impurity.0 * best.impurity.1 >= best.impurity.0 * impurity.1 { continue }
                best = (column, value, impurity)
            }
        }
        return best.map { ($0.column, $0.value) }
    }

    /// The values of the k records with the least hashes, ascending.
    private func candidates(_ rows: [Int], _ column: Int, _ tree: Int, _ path: UInt64) -> [Value] {
        let salt = TreeHash.salt(
            hash.state(.sample, tree: tree, path: path), column: TreeHash.column(named: names[column]))
        let sample = rows.map { (TreeHash.value(hash.key(of: ids[$0]), salt), ids[$0], $0) }.sorted { $0 < $1 }
        return sample.prefix(recipe.candidates).map { values[$0.2][column] }.filter { $0 != .missing }.sorted { a, b in
            switch (a, b) {
            case (.number(let a), .number(let b)): a < b
            case (.text(let a), .text(let b)): a.lexicographicallyPrecedes(b)
            default: false
            }
        }
    }

    /// Numerator and denominator of the weighted impurity, as the literature has it.
    private func gini(_ left: [UInt32], _ right: [UInt32]) -> (UInt128, UInt128) {
        let (l, r) = (left.map { UInt128($0) }, right.map { UInt128($0) })
        let (nl, nr) = (l.reduce(0, +), r.reduce(0, +))
        if l.count == 2 {
            return (l[1] * (nl - l[1]) * nr + r[1] * (nr - r[1]) * nl, nl * nr)
        }
        let squares = { (counts: [UInt128]) in counts.reduce(0) { $0 + $1 * $1 } }
        return ((nl * nl - squares(l)) * nr + (nr * nr - squares(r)) * nl, nl * nr)
    }
}
