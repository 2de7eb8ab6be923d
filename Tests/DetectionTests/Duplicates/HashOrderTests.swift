import TestSupport
import Testing

@testable import Detection

@Suite struct HashOrderTests {
    @Test(arguments: [0, 1, 2, 23, 24, 100, 5_000])
    func `hashes come sorted, each once, however they are spread`(count: Int) {
        var dice = Seeded(UInt64(count))
        var order = HashOrder()
        for mask in [UInt64(1) << 56 - 1, 0xFF, 0xFF_0000_0000_00FF] {
            var hashes = (0..<count).map { _ in dice.next() & mask }
            let expected = Set(hashes).sorted()
            order.sort(&hashes)
            #expect(hashes == expected)
        }
    }
}
