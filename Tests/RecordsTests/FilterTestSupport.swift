import Records
import TestSupport

/// Columns by name, made of texts.
struct FilterTable: ColumnSource {
    let columns: [Column]
    let rowCount: Int

    init(_ columns: [(name: String, kind: Column.Kind, values: [String])]) {
        self.columns = columns.map { name, kind, values in
            var codes: [String: UInt32] = [:]
            var distinct: [String] = []
            let coded = values.map { value in
                codes[value]
                    ?? {
                        codes[value] = UInt32(distinct.count)
                        distinct.append(value)
                        return UInt32(distinct.count - 1)
                    }()
            }
            return Column(
                name: name, kind: kind, codes: coded, distinct: distinct,
                numbers: distinct.map { Double($0) ?? .nan }, isMissingCode: distinct.map { ["", "?"].contains($0) })
        }
        rowCount = columns.first?.values.count ?? 0
    }

    var columnNames: [String] { columns.map(\.name) }

    func column(named name: String) throws -> Column {
        guard let column = columns.first(where: { $0.name == name }) else {
            throw Refusal.unknown("column", name, among: columnNames)
        }
        return column
    }
}

extension Seeded {
    mutating func pick<Element>(_ choices: [Element]) -> Element {
        choices[Int(next() % UInt64(choices.count))]
    }

    mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }
}
