import Records
import TestSupport
import Testing

@Suite struct SortingTests {
    let table = FilterTable([
        ("name", .category, ["b", "a", "?", "B", "é", "a", ""]),
        ("age", .number, ["30", "4", "?", "30.0", "-1", "100", "4"]),
    ])
    let overlay = Overlay(
        facets: ["flag": .init(values: ["toxic", "biased", "fine"], masks: [0, 4, 6, 0, 1, 2, 4])],
        numbers: ["model.score": [0.5, .nan, 1, 0.5, -0.0, 0, .nan]])

    @Test(arguments: [
        (["age"], [4, 1, 6, 0, 3, 5, 2]), (["-age"], [5, 0, 3, 1, 6, 4, 2]), (["name"], [3, 1, 5, 0, 4, 2, 6]),
        (["-name"], [4, 0, 1, 5, 3, 2, 6]), (["model.score"], [4, 5, 0, 3, 2, 1, 6]),
        (["-model.score"], [2, 0, 3, 4, 5, 1, 6]), (["-row"], [6, 5, 4, 3, 2, 1, 0]),
        (["flag"], [4, 2, 5, 1, 6, 0, 3]),
        (["-flag"], [1, 6, 2, 5, 4, 0, 3]), (["age", "-row"], [4, 6, 1, 3, 0, 5, 2]), ([], [0, 1, 2, 3, 4, 5, 6]),
        (["name", "age"], [3, 1, 5, 0, 4, 6, 2]),
    ])
    func `rows come in the order of the keys, missing last`(keys: [String], expected: [Int]) throws {
        let keys = keys.map { SortKey(name: String($0.drop { $0 == "-" }), descending: $0.hasPrefix("-")) }
        #expect(try Sorting.sort(Array(0..<7), by: keys, in: table, overlay: overlay) == expected)
    }

    @Test func `rows of equal keys stay in the order they came`() throws {
        let key = [SortKey(name: "age")]
        #expect(try Sorting.sort([3, 0, 6, 2, 1], by: key, in: table) == [6, 1, 3, 0, 2])
    }

    @Test func `sorting agrees with a comparison sort`() throws {
        var numbers = Seeded(5)
        let values = (0..<2_000).map { _ in numbers.below(9) == 0 ? "?" : "\(numbers.below(50) - 25)" }
        let table = FilterTable([("v", .number, values)])
        for descending in [false, true] {
            let sorted = try Sorting.sort(
                Array(values.indices), by: [SortKey(name: "v", descending: descending)], in: table)
            let expected = values.indices.sorted { a, b in
                switch (Int(values[a]), Int(values[b])) {
                case (let x?, let y?): x == y ? a < b : (x < y) != descending
                case (nil, nil): a < b
                case (let x, _): x != nil
                }
            }
            #expect(sorted == expected)
        }
    }

    @Test func `an unknown key says which was meant`() {
        #expect {
            try Sorting.sort([0], by: [SortKey(name: "agee")], in: table, overlay: overlay)
        } throws: { "\($0)" == "No column 'agee'. Did you mean 'age'?" }
    }
}
