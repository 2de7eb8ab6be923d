/// Rows whose code was judged well.
struct CodeTest: RowTest {
    let codes: TypedColumn.Codes
    /// One a code.
    let verdicts: [Bool]
    var cost: TestCost { .memory }

    func rows(of alive: AliveRows) -> [UInt64] {
        if !verdicts.contains(true) { return alive.words.map { _ in 0 } }
        return verdicts.withUnsafeBufferPointer { verdicts in
            switch codes {
            case .narrow(let codes):
                codes.withUnsafeBufferPointer { codes in alive.rows { verdicts[Int(codes[$0])] } }
            case .wide(let codes):
                codes.withUnsafeBufferPointer { codes in alive.rows { verdicts[Int(codes[$0])] } }
            }
        }
    }
}

/// Rows whose number, or whose date as a whole number, lies between two ends, both included, or doesn't.
struct IntervalTest<Number: Comparable & Sendable>: RowTest {
    let values: [Number]
    let interval: Interval<Number>
    var cost: TestCost { .memory }

    func rows(of alive: AliveRows) -> [UInt64] {
        values.withUnsafeBufferPointer { values in
            let (low, high, isOutside) = (interval.low, interval.high, interval.isOutside)
            return alive.rows { ((values[$0] >= low) && (values[$0] <= high)) != isOutside }
        }
    }
}

/// Numbers from `low` to `high`, or all others, NaN among them.
struct Interval<Number: Comparable & Sendable>: Sendable {
    let low: Number
    let high: Number
    let isOutside: Bool

    func contains(_ number: Number) -> Bool { (number >= low && number <= high) != isOutside }
}

/// Rows of a set.
struct SetTest: RowTest {
    let set: RowSet
    var cost: TestCost { .nothing }

    func rows(of alive: AliveRows) -> [UInt64] {
        let start = alive.first / 64
        return alive.words.indices.map { alive.words[$0] & set.words[start + $0] }
    }
}

/// Rows with any of the bits.
struct MaskTest: RowTest {
    let masks: [UInt32]
    let wanted: UInt32
    var cost: TestCost { .memory }

    func rows(of alive: AliveRows) -> [UInt64] {
        masks.withUnsafeBufferPointer { masks in alive.rows { masks[$0] & wanted != 0 } }
    }
}

/// Rows by their number, counted from 0.
struct RowRangeTest: RowTest {
    let range: ClosedRange<Int>
    var cost: TestCost { .nothing }

    func rows(of alive: AliveRows) -> [UInt64] { alive.rows { range.contains($0) } }
}

struct IDTest: RowTest {
    let ids: [RecordID]
    let range: ClosedRange<RecordID>
    var cost: TestCost { .memory }

    func rows(of alive: AliveRows) -> [UInt64] {
        ids.withUnsafeBufferPointer { ids in alive.rows { range.contains(ids[$0]) } }
    }
}

/// No row, or every one.
struct ConstantTest: RowTest {
    let holds: Bool
    var cost: TestCost { .nothing }

    func rows(of alive: AliveRows) -> [UInt64] { holds ? alive.words : alive.words.map { _ in 0 } }
}
