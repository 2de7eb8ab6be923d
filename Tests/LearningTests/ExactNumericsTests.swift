import Foundation
import Records
import TestSupport
import Testing

@testable import Learning

/// The arithmetic under naive Bayes and ridge regression.
@Suite struct ExactNumericsTests {
    @Test func `the logarithm agrees with the C library to the last two bits`() {
        var random = Seeded(3)
        for _ in 0..<20_000 {
            // Any positive double, then numbers near 1.
            let bits = Double(bitPattern: random.next() >> 1)
            for x in [bits, 1 + (random.fraction() - 0.5) * 0.9, 1 + random.fraction() * 1e-12] where x.isFinite {
                let truth = Foundation.log(x)
                #expect(abs(Elementary.log(x) - truth) <= 2 * truth.ulp, "x = \(x)")
            }
        }
    }

    @Test func `the logarithm of extremes`() {
        #expect(Elementary.log(1) == 0)
        #expect(Elementary.log(0) == -.infinity)
        #expect(Elementary.log(.infinity) == .infinity)
        #expect(Elementary.log(-1).isNaN && Elementary.log(.nan).isNaN)
        #expect(abs(Elementary.log(.leastNonzeroMagnitude) + 744.4400719213812) < 1e-12)
    }

    @Test func `a pair of doubles holds a whole number of 106 bits`() {
        var random = Seeded(5)
        for _ in 0..<5000 {
            let wide = Int128(truncatingIfNeeded: random.next()) << 64 | Int128(truncatingIfNeeded: random.next())
            let whole = wide >> Int128(22 + random.next() % 100)
            let pair = DoubleDouble(whole)
            #expect(Int128(pair.high) + Int128(pair.low) == whole)
            // More than 106 bits: the rest is what is lost.
            let rough = DoubleDouble(wide)
            let error = (Int128(rough.high) - wide + Int128(rough.low)).magnitude
            #expect(error <= max(1, wide.magnitude >> 104))
        }
    }

    @Test func `products and sums of pairs are exact as long as they fit`() {
        var random = Seeded(6)
        for _ in 0..<5000 {
            let (a, b) = (Int128(random.next() >> 12), -Int128(random.next() >> 12))
            let start = Int128(random.next()) << 36
            var sum = DoubleDouble(start)
            sum.subtract(DoubleDouble(a), times: DoubleDouble(b))
            #expect(Int128(sum.high) + Int128(sum.low) == start - a * b)
        }
        var sum = DoubleDouble(0.1)
        for share in [1e9 / 3, 1e15 / 7, 1e-3 / 9] {
            sum += share
            sum -= share
        }
        #expect(sum.value == 0.1)
    }

    @Test func `a whole number has one spelling, the shortest`() {
        for (value, bytes) in [
            (0, [0]), (1, [1, 1]), (127, [1, 127]), (128, [2, 128, 0]), (-1, [1, 255]), (-128, [1, 128]),
            (-129, [2, 127, 255]), (1 << 64, [9, 0, 0, 0, 0, 0, 0, 0, 0, 1]),
        ] as [(Int128, [UInt8])] {
            var writer = ParameterWriter()
            writer.append(whole: value)
            #expect(writer.bytes == bytes)
        }
        for value in [Int128.max, .min] {
            var writer = ParameterWriter()
            writer.append(whole: value)
            #expect(writer.bytes.count == 17)
        }
    }

    @Test func `what two lists of rows differ by`() {
        var random = Seeded(7)
        for _ in 0..<200 {
            let old = (0..<30).filter { _ in random.next() % 3 > 0 }
            let new = (0..<30).filter { _ in random.next() % 3 > 0 }
            let difference = RowDifference(from: old, to: new)
            #expect(difference.gone == old.filter { !new.contains($0) })
            #expect(difference.come == new.filter { !old.contains($0) })
        }
    }

    @Test func `a factor solves, and has the same bits on any number of cores`() throws {
        var random = Seeded(8)
        // Widths below, at and above that of a panel; the last one is worth several cores.
        for size in [1, 2, 15, 16, 17, 40, 290] {
            var matrix = Array(repeating: 0.0, count: size * size)
            for i in 0..<size {
                for j in 0..<i {
                    matrix[i * size + j] = random.fraction() - 0.5
                    matrix[j * size + i] = matrix[i * size + j]
                }
                matrix[i * size + i] = Double(size)
            }
            let truth = (0..<size).map { _ in random.fraction() }
            let right = (0..<size).map { i in Vectors.dot(Array(matrix[i * size..<(i + 1) * size]), truth) }
            let solutions = try [1, 2, 4].map { cores in
                try Parallel.$width.withValue(cores) { try #require(try Cholesky(matrix, size: size)).solve(right) }
            }
            #expect(solutions[0] == solutions[1] && solutions[0] == solutions[2])
            #expect(zip(solutions[0], truth).allSatisfy { abs($0 - $1) < 1e-12 }, "size \(size)")
        }
    }

    @Test func `a matrix that is not positive definite has no factor`() throws {
        #expect(try Cholesky([1, 2, 2, 1], size: 2) == nil)
        #expect(try Cholesky([1, 1, 1, 1], size: 2) == nil)
        #expect(try Cholesky([0], size: 1) == nil)
        #expect(try Cholesky([.nan], size: 1) == nil)
        #expect(try Cholesky([], size: 0)?.solve([]) == [])
    }
}
