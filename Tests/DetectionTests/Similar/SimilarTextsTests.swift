import Foundation
import TestSupport
import Testing

@testable import Detection

@Suite struct SimilarTextsTests {
    /// Words and pairs by their strings, weighted in double precision.
    private func slow(_ texts: [String]) -> [[Double]] {
        let features = texts.map { text in
            let words = SlowDuplicates.folded(text).text.split(separator: " ").map(String.init)
            return words + zip(words, words.dropFirst()).map { $0 + " " + $1 }
        }
        var records: [String: Int] = [:]
        for features in features { for feature in Set(features) { records[feature, default: 0] += 1 } }
        let vectors = features.map { features in
            let counts = Dictionary(features.map { ($0, 1.0) }, uniquingKeysWith: +)
            let weights = counts.mapValues { 1 + log($0) }.map { feature, weight in
                (feature, weight * log(Double(texts.count + 1) / (Double(records[feature] ?? 0) + 0.5)))
            }
            let length = weights.reduce(0) { $0 + $1.1 * $1.1 }.squareRoot()
            return Dictionary(uniqueKeysWithValues: weights.map { ($0.0, $0.1 / length) })
        }
        return vectors.map { a in vectors.map { b in a.reduce(0) { $0 + $1.value * (b[$1.key] ?? 0) } } }
    }

    @Test func `similarities are cosines of weighted words and pairs`() throws {
        var dice = Seeded(4)
        let texts = (0..<150).map { _ in
            (0..<Int.random(in: 1...12, using: &dice)).map { _ in "w\(Int.random(in: 0..<40, using: &dice))" }
                .joined(separator: " ")
        }
        let expected = slow(texts)
        let index = try SimilarTexts(Texts(texts))
        for row in texts.indices {
            let found = try index.nearest(to: row, count: 20)
            for neighbour in found {
                #expect(abs(Double(neighbour.similarity) - expected[row][neighbour.row]) < 5e-4)
            }
            let last = found.last.map { Double($0.similarity) } ?? 0
            for other in texts.indices where other != row && !found.contains(where: { $0.row == other }) {
                #expect(expected[row][other] < last + 1e-3)
            }
            #expect(!found.contains { $0.row == row })
        }
    }

    @Test func `the same text is nearest, ties go by row, and strangers are not found`() throws {
        let index = try SimilarTexts(Texts(["red apple pie", "green tea", "Red  apple pie!", "red apple pie", ""]))
        #expect(try index.nearest(to: 3, count: 5).map(\.row) == [0, 2])
        #expect(index.nearest(to: "green tea", count: 1).map(\.row) == [1])
        #expect(index.nearest(to: "nothing of it", count: 3) == [])
        #expect(try index.nearest(to: 4, count: 3) == [])
    }

    @Test func `many that tie are cut off by row`() throws {
        let index = try SimilarTexts(Texts((0..<2_000).map { _ in "same words again" } + ["other"]))
        #expect(index.nearest(to: "same words again", count: 7).map(\.row) == Array(0..<7))
    }
}
