import Records
import TestSupport

@testable import Learning

/// A small table as trees take it: numbers with ties, categories, both with missing values, duplicates, and classes that
/// depend on them and on chance. Tables are built of any of its rows in any order, as if nothing else had ever been there.
struct TreesSample {
    var numbers: [[Double?]] = []
    var categories: [[String?]] = []
    var classes: [String] = []
    var ids: [RecordID] = []

    static let texts = ["", "a", "aé", "ae\u{301}", "b", "Z", "zz", "ÿ", "日本"]
    static let classNames = ["no", "yes", "mäßig", "?"]

    var indices: Range<Int> { ids.indices }

    init(count: Int, seed: UInt64, classes classCount: Int = 2) {
        var random = Seeded(seed)
        func below(_ n: Int) -> Int { Int(random.next() % UInt64(n)) }
        let sizes = [3, 12, 1000]
        for row in 0..<count {
            ids.append(RecordID(high: random.next(), low: random.next()))
            if row > 4, below(8) == 0 {
                let twin = below(row)
                numbers.append(numbers[twin])
                categories.append(categories[twin])
                classes.append(below(4) == 0 ? Self.classNames[below(classCount)] : classes[twin])
                continue
            }
            numbers.append(
                sizes.map { below(9) == 0 ? nil : Double(below($0) - $0 / 3) / ($0 == 1000 ? 8 : 1) }
                    + [below(12) == 0 ? 7 : 0])
            categories.append([
                below(9) == 0 ? nil : Self.texts[below(9)], below(20) == 0 ? "rare" : "usual", "constant",
            ])
            let score = (numbers[row][1] ?? 2) / 3 + (categories[row][0] == "a" ? 2 : 0) + Double(below(5))
            classes.append(Self.classNames[min(classCount - 1, max(0, Int(score) % (classCount + 1)))])
        }
    }

    /// The table of `rows` in their order, with codes for what occurs in them alone.
    func examples(_ rows: [Int]) -> Examples {
        func sorted(_ texts: some Sequence<String>) -> [String] {
            var out: [String] = []
            for text in texts.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) })
            where out.last.map({ !$0.utf8.elementsEqual(text.utf8) }) ?? true { out.append(text) }
            return out
        }
        func code(_ text: String, _ values: [String]) -> Int {
            values.firstIndex { $0.utf8.elementsEqual(text.utf8) } ?? -1
        }
        let columns = numbers[0].indices.map { column in
            RawColumn.numbers(name: "n\(column)", rows.map { numbers[$0][column] ?? .nan })
        }
        let texts = categories[0].indices.map { column in
            let values = sorted(rows.compactMap { categories[$0][column] })
            return RawColumn.categories(
                name: "c\(column)",
                rows.map { categories[$0][column].map { Int32(code($0, values)) } ?? -1 }, values: values)
        }
        let names = sorted(rows.map { classes[$0] } + ["yes"])
        return Examples(
            ids: rows.map { ids[$0] },
            response: .classes(
                codes: rows.map { UInt32(code(classes[$0], names)) }, names: names, positive: code("yes", names)),
            // Numbers and categories take turns, so that the order of the recipe is no order of kinds.
            columns: [columns[0], texts[0], columns[1], columns[2], texts[1], columns[3], texts[2]])
    }

    static func recipe(_ trees: TreesRecipe, seed: UInt64 = 1) -> ModelRecipe {
        ModelRecipe(
            family: .trees(trees), features: FeatureRecipe(numbers: [], categories: [], texts: []),
            target: Target(column: "class", positive: .value("yes")), seed: seed)
    }

    /// A recipe that small tables come to the edges of.
    static func recipe(_ random: inout Seeded) -> ModelRecipe {
        func one<T>(of values: [T]) -> T { values[Int(random.next() % UInt64(values.count))] }
        return recipe(
            TreesRecipe(
                trees: one(of: [1, 3, 5]), depth: one(of: [1, 3, 12, 64]), features: one(of: [nil, 1, 2, 50]),
                candidates: one(of: [1, 2, 3, 5, 9]), minimumLeaf: one(of: [1, 1, 2, 4]),
                share: one(of: [0.3, 0.8, 1])), seed: random.next() % 1000)
    }
}
