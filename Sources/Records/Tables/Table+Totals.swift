extension Table {
    private static let totals: Set<String> = [
        "total", "totals", "grand total", "subtotal", "sub-total", "sum", "overall", "all", "gesamt", "summe",
        "insgesamt",
        "gesamtsumme", "totaal", "totale", "totaux", "somme", "ensemble", "suma", "razem", "toplam", "totalt", "итого",
        "всего",
        "合計", "総計", "总计", "合计", "총계", "합계",
    ]
    private static let fewestRecords = 3
    private static let mostColumns = 1000

    /// Says that the last record seems to add up those before; it is read as a record all the same.
    ///
    /// - Complexity: O(1) where its texts name no total; else O(bytes) of its columns of numbers.
    func totalNotice() -> [String] {
        let (count, names) = (rowCount, fileColumnNames)
        guard count > Self.fewestRecords, names.count > 1, names.count <= Self.mostColumns,
            !current.format.holdsOnlyNumbers
        else { return [] }
        let record = (0..<names.count).map { field(count - 1, $0).trimmingBlanks() }
        guard
            let label = record.indices.first(where: {
                let word = record[$0].lowercased()
                return Self.totals.contains(word.hasSuffix(":") ? String(word.dropLast()) : word)
            }),
            // Other records that say the same in that column are a category.
            !holds(record[label], in: label, before: count - 1)
        else { return [] }
        let sums = record.indices.filter { $0 != label && isSum(record[$0], of: $0, last: count - 1) }
        let others = record.indices.filter { $0 != label && !record[$0].isEmpty && FieldText.number(record[$0]) == nil }
        guard !sums.isEmpty || others.isEmpty else { return [] }
        let because = sums.first.map { ", and '\(names[$0])' is the sum of the others" } ?? ""
        return [
            "The last record (line \(line(count - 1))) seems to be a total: it says '\(record[label])' in '\(names[label])'\(because). It is read as a record; a copy without it: lethe redact FILE --where row:\(count) --to COPY"
        ]
    }

    private func holds(_ text: String, in column: Int, before last: Int) -> Bool {
        var isThere = false
        let bytes = Array(text.utf8)
        forEachText(of: column, in: 0..<last) { if $1.count == bytes.count, $1.elementsEqual(bytes) { isThere = true } }
        return isThere
    }

    private func isSum(_ text: String, of column: Int, last: Int) -> Bool {
        guard let whole = NumberStyle.allCases.lazy.compactMap({ $0.number(text) }).first, whole != 0 else {
            return false
        }
        var sum = 0.0
        var isNumbers = true
        let values = valueReading
        forEachText(of: column, in: 0..<last) { _, bytes in
            guard isNumbers, !values.isMissing(bytes) else { return }
            let text = String(decoding: bytes, as: UTF8.self).trimmingBlanks()
            if values.isUsualMark(text) { return }
            if let number = NumberStyle.allCases.lazy.compactMap({ $0.number(text) }).first {
                sum += number
            } else {
                isNumbers = false
            }
        }
        return isNumbers && abs(sum - whole) <= 1e-6 * max(1, abs(whole))
    }
}
