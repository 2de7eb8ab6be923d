import Detection
import Foundation
import Measuring

/// What finding the nearest vectors costs, on the files of `neighbours_peers.py similar`.
enum SimilarBenchmark {
    static func run(_ folder: String) throws {
        let vectors = try NumpyFile(folder + "/vectors.npy")
        let queries = try NumpyFile(folder + "/queries.npy")
        let (building, index) = try Measure.of("building") { try SimilarVectors(vectors.vectors) }
        print(
            String(
                format: "%d × %d: read in %.2f s, %.2f CPU s", vectors.count, vectors.width, building.wall, building.cpu
            ))
        let asked = (0..<queries.count).map(queries.row)
        _ = try index.nearest(to: asked[0], count: 10)
        let (measure, found) = try Measure.of("queries") { try asked.map { try index.nearest(to: $0, count: 10) } }
        let each = 1e3 / Double(asked.count)
        var said = String(format: "%.2f ms a query by the clock, %.2f CPU ms", measure.wall * each, measure.cpu * each)
        if let truth = try? String(contentsOfFile: folder + "/nearest.txt", encoding: .utf8) {
            let rows = truth.split(separator: "\n").map { Set($0.split(separator: " ").compactMap { Int($0) }) }
            let right = zip(rows, found).reduce(0) { sum, pair in sum + pair.1.count { pair.0.contains($0.row) } }
            said += String(format: ", recall at 10 %.4f", Double(right) / Double(10 * rows.count))
        }
        print(said, "· peak \(Measure.memory().peak) MB")
    }

    /// Texts instead of vectors.
    static func texts(_ count: Int) throws {
        let strings = InventedTexts.comments(count)
        let (building, index) = try Measure.of("building") { try SimilarTexts(Texts(strings)) }
        print(String(format: "%d texts: indexed in %.2f s, %.2f CPU s", count, building.wall, building.cpu))
        let rows = stride(from: 0, to: count, by: max(1, count / 100)).map { $0 }
        let (measure, _) = try Measure.of("queries") { try rows.map { try index.nearest(to: $0, count: 10) } }
        let each = 1e3 / Double(rows.count)
        print(String(format: "%.2f ms a query by the clock, %.2f CPU ms", measure.wall * each, measure.cpu * each))
    }

    static func mentions(_ count: Int, patterns: Int) throws {
        let strings = InventedTexts.comments(count)
        let wanted = (0..<patterns).map { index in
            index % 2 == 0
                ? "record-\(index)" : strings[index * 7 % count].split(separator: " ").prefix(4).joined(separator: " ")
        }
        let (building, mentions) = Measure.of("building") { Mentions(of: wanted) }
        let (measure, rows) = try Measure.of("search") { try mentions.rows(of: Texts(strings)) }
        let bytes = strings.reduce(0) { $0 + $1.utf8.count }
        print(
            String(
                format:
                    "%d strings: %.2f CPU s to prepare; %d texts, %.0f MB: %.2f s, %.2f CPU s, %.0f MB/s a core; %d rows",
                patterns, building.cpu, count, Double(bytes) / 1e6, measure.wall, measure.cpu,
                Double(bytes) / 1e6 / measure.cpu, rows.count))
    }
}
