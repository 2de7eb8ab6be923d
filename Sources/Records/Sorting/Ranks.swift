internal import Foundation

/// A dense rank for every distinct text of a column: 0 for the least; `count` for a missing value.
struct Ranks {
    let ofCode: [UInt32]
    let count: UInt32

    /// Columns of numbers by number, of dates by date, others by UTF-8 bytes.
    ///
    /// - Complexity: O(texts × log texts).
    init(_ dictionary: TypedColumn.Dictionary, kind: Column.Kind) {
        let present = dictionary.texts.indices.filter { !dictionary.isMissing[$0] }
        if kind == .number {
            let numbers = dictionary.numbers
            self.init(present.sorted { numbers[$0] < numbers[$1] }, of: numbers.count) { numbers[$0] == numbers[$1] }
        } else if dictionary.isOfDates {
            let seconds = dictionary.texts.map { DateText($0)?.seconds ?? .min }
            self.init(present.sorted { seconds[$0] < seconds[$1] }, of: seconds.count) { seconds[$0] == seconds[$1] }
        } else {
            let texts = dictionary.texts
            self.init(present.sorted { texts[$0].precedesInBytes(texts[$1]) }, of: texts.count) { _, _ in false }
        }
    }

    /// - Parameters:
    ///   - order: codes below `total`, sorted; those left out are missing.
    ///   - equal: whether neighbours in `order` share a rank.
    private init(_ order: [Int], of total: Int, equal: (Int, Int) -> Bool) {
        var next: UInt32 = 0
        var ranks = [UInt32?](repeating: nil, count: total)
        for (index, code) in order.enumerated() {
            if index > 0, !equal(order[index - 1], code) { next += 1 }
            ranks[code] = next
        }
        let count = order.isEmpty ? 0 : next + 1
        self.count = count
        ofCode = ranks.map { $0 ?? count }
    }
}

extension String {
    /// Whether the text's UTF-8 bytes come first: "B" before "a" before "é".
    func precedesInBytes(_ other: String) -> Bool {
        var (a, b) = (self, other)
        return a.withUTF8 { a in b.withUTF8 { b in a.precedes(b) } }
    }
}

extension UnsafeBufferPointer<UInt8> {
    func precedes(_ other: UnsafeBufferPointer<UInt8>) -> Bool { order(against: other) < 0 }

    /// Below 0 where these bytes come first, 0 where they are the same.
    func order(against other: UnsafeBufferPointer<UInt8>) -> Int {
        guard let start = baseAddress, let otherStart = other.baseAddress else { return count - other.count }
        let common = memcmp(start, otherStart, Swift.min(count, other.count))
        return common != 0 ? Int(common) : count - other.count
    }
}
