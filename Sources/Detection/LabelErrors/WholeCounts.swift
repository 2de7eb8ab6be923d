/// Rounds numbers to whole ones that add up to what the numbers do.
enum WholeCounts {
    /// To the nearest (halves to even), then one up or down where that costs least.
    static func rounded(_ values: [Double]) -> [Int] {
        var whole = values.map { $0.rounded(.toNearestOrEven) }
        let sum = values.reduce(0, +).rounded(.toNearestOrEven)
        while abs(whole.reduce(0, +) - sum) > 0.5 {
            let missing = sum - whole.reduce(0, +)
            let step = missing < 0 ? -1.0 : 1.0
            var order = values.indices.sorted {
                let (a, b) = (values[$0] - whole[$0], values[$1] - whole[$1])
                return a != b ? a < b : $0 < $1
            }
            if step > 0 { order.reverse() }
            for index in order.prefix(Int(abs(missing))) { whole[index] += step }
        }
        return whole.map { Int($0) }
    }
}
