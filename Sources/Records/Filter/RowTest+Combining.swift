/// Rows on which all parts hold; the cheap ones go first, and the others see only what these left.
struct AllTest: RowTest {
    let parts: [any RowTest]
    let cost: TestCost

    init(_ parts: [any RowTest]) {
        self.parts = parts.byCost
        cost = parts.map(\.cost).max() ?? .nothing
    }

    func rows(of alive: AliveRows) throws -> [UInt64] {
        var left = alive
        for part in parts {
            if left.isEmpty { break }
            left = left.with(try part.rows(of: left))
        }
        return left.words
    }
}

/// Rows on which any part holds; the cheap ones go first, and the others see only what these didn't find.
struct AnyTest: RowTest {
    let parts: [any RowTest]
    let cost: TestCost

    init(_ parts: [any RowTest]) {
        self.parts = parts.byCost
        cost = parts.map(\.cost).max() ?? .nothing
    }

    func rows(of alive: AliveRows) throws -> [UInt64] {
        var left = alive
        for part in parts {
            if left.isEmpty { break }
            left = left.with(zip(left.words, try part.rows(of: left)).map { $0 & ~$1 })
        }
        return zip(alive.words, left.words).map { $0 & ~$1 }
    }
}

struct NotTest: RowTest {
    let inner: any RowTest
    var cost: TestCost { inner.cost }

    func rows(of alive: AliveRows) throws -> [UInt64] {
        zip(alive.words, try inner.rows(of: alive)).map { $0 & ~$1 }
    }
}

extension [any RowTest] {
    /// The cheapest first; equally cheap ones as they were, which is the order of the filter's text.
    fileprivate var byCost: [any RowTest] {
        enumerated().sorted { ($0.element.cost, $0.offset) < ($1.element.cost, $1.offset) }.map(\.element)
    }
}
