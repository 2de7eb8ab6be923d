import Records

/// `Examples` as trees see them: ranks, classes and hash keys, one a row.
///
/// `@unchecked Sendable`: the memory is written by the initialiser only.
final class TreeExamples: @unchecked Sendable {
    /// How a refusal begins.
    static let needs = "Trees need"

    let source: Examples
    let hash: TreeHash
    let columns: [ColumnRanks]
    let rows: RankedRows
    let classNames: [String]
    let positive: Int
    /// The class of each row.
    let classes: UnsafePointer<UInt32>
    let keys: UnsafePointer<TreeHash.Key>
    private let classMemory: UnsafeMutablePointer<UInt32>
    private let keyMemory: UnsafeMutablePointer<TreeHash.Key>

    /// - Throws: `Refusal` where the response is a number, or there are more records or columns than fit.
    init(_ examples: Examples, recipe: ModelRecipe) throws {
        let (codes, names, positive) = try examples.classes(for: recipe, Self.needs)
        let width = examples.columns.isEmpty ? examples.features.dimension : examples.columns.count
        try Self.check(records: examples.rowCount, columns: width)
        source = examples
        hash = TreeHash(seed: recipe.seed)
        columns = ColumnRanks.all(of: examples)
        rows = RankedRows(examples, columns: columns)
        classNames = names
        self.positive = positive
        classMemory = .allocate(capacity: max(1, codes.count))
        keyMemory = .allocate(capacity: max(1, codes.count))
        for (row, code) in codes.enumerated() { (classMemory + row).initialize(to: code) }
        for (row, id) in examples.ids.enumerated() { (keyMemory + row).initialize(to: hash.key(of: id)) }
        classes = UnsafePointer(classMemory)
        keys = UnsafePointer(keyMemory)
    }

    deinit {
        classMemory.deallocate()
        keyMemory.deallocate()
    }

    /// - Throws: `Refusal` above 2²⁶ records, where 128 bits no longer hold exact impurities, or above 2²⁸ values.
    static func check(records: Int, columns: Int) throws {
        guard records <= PurityWidth.wide else {
            throw Refusal(
                .badData, "Trees take up to \(PurityWidth.wide) records; there are \(records).",
                next: "Use the family 'logistic', or fewer records.")
        }
        guard records.multipliedReportingOverflow(by: columns).partialValue <= 1 << 28, columns <= 1 << 28 else {
            throw Refusal(
                .badData, "Trees hold every value in memory; \(records) records of \(columns) columns are too many.",
                next: "Use the family 'logistic', or leave columns out.")
        }
    }

    /// Whether these are `examples`. Instant where they share their memory, which they nearly always do.
    func isMade(of examples: Examples) -> Bool {
        guard source.ids == examples.ids, source.columns.count == examples.columns.count,
            case .classes(let codes, let names, let positive) = examples.response,
            case .classes(let ownCodes, _, _) = source.response,
            ownCodes == codes, classNames == names, self.positive == positive
        else { return false }
        return zip(source.columns, examples.columns).allSatisfy(Self.isSame)
            && isSame(source.features, examples.features)
    }

    private func isSame(_ a: Features, _ b: Features) -> Bool {
        guard a.dimension == b.dimension, a.rowStart == b.rowStart, a.columns == b.columns, a.values == b.values
        else { return false }
        let isShared = a.values.withUnsafeBufferPointer { a in
            b.values.withUnsafeBufferPointer { b in a.count > 0 && a.baseAddress == b.baseAddress }
        }
        return isShared || !source.columns.isEmpty
            || (0..<b.dimension).allSatisfy { columns[$0].name == b.key(of: $0) }
    }

    private static func isSame(_ a: RawColumn, _ b: RawColumn) -> Bool {
        switch (a, b) {
        case (.numbers(let aName, let a), .numbers(let bName, let b)):
            // NaN is no equal of itself, except where the memory is the same.
            aName == bName && (a == b || a.lazy.map(\.bitPattern).elementsEqual(b.lazy.map(\.bitPattern)))
        case (.categories(let aName, let a, let aValues), .categories(let bName, let b, let bValues)):
            aName == bName && a == b && aValues == bValues
        default: false
        }
    }
}
