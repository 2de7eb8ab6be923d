import Detection
import Foundation
import Measuring

/// What finding near-duplicates costs, and whether all of them are found and no others.
enum DuplicatesBenchmark {
    static func shingling(_ name: String) -> Shingling {
        switch name {
        case "words": .words
        case "characters": .characters
        default: .automatic
        }
    }

    /// Texts as one JSON string a line; pairs as "first second" a line, of rows.
    static func run(_ path: String, _ name: String, pairs truthPath: String?) throws {
        let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
        let strings = try lines.map {
            try JSONDecoder().decode(String.self, from: Data($0.utf8))
        }
        let texts = Texts(strings)
        let finder = NearDuplicates(shingling(name))
        let (clustering, clusters) = try Measure.of("clusters") { try finder.clusters(texts) }
        say(clustering, count: strings.count, "\(clusters.count) clusters, \(clusters.rowCount) rows")
        let (pairing, pairs) = try Measure.of("pairs") { try finder.pairs(texts) }
        say(pairing, count: strings.count, "\(pairs.count) pairs")
        guard let truthPath else { return }
        let truth = Set(
            try String(contentsOfFile: truthPath, encoding: .utf8).split(separator: "\n").map { line in
                line.split(separator: " ").compactMap { Int($0) }
            })
        // Rows that say the same are paired with the first of them: spread out again over all of them.
        let found = spread(pairs)
        let right = found.intersection(truth).count
        print(
            "truth \(truth.count) found \(found.count) precision \(Double(right) / Double(max(1, found.count)))",
            "recall \(Double(right) / Double(max(1, truth.count)))")
        for pair in found.symmetricDifference(truth).sorted(by: { $0.lexicographicallyPrecedes($1) }).prefix(4) {
            print(found.contains(pair) ? "too many:" : "missed:", pair, strings[pair[0]], "|", strings[pair[1]])
        }
        let rows = Set(truth.flatMap { $0 })
        let inClusters = Set(strings.indices.filter { clusters.cluster(of: $0) != nil })
        print("records in truth \(rows.count), in clusters \(inClusters.count), same \(rows == inClusters)")
    }

    private static func spread(_ pairs: [SimilarPair]) -> Set<[Int]> {
        var same: [Int: [Int]] = [:]
        for pair in pairs where pair.similarity == 1 { same[pair.first, default: [pair.first]].append(pair.second) }
        var found: Set<[Int]> = []
        for pair in pairs {
            for a in same[pair.first] ?? [pair.first] {
                for b in same[pair.second] ?? [pair.second] where a != b { found.insert([min(a, b), max(a, b)]) }
            }
        }
        return found
    }

    private static func say(_ measure: Measure, count: Int, _ what: String) {
        let perMillion = measure.cpu / Double(count) * 1e6
        print(
            measure.name,
            String(format: "wall %.2f s, cpu %.2f s, %.1f cpu s a million", measure.wall, measure.cpu, perMillion),
            "·", what, "·", "peak \(Measure.memory().peak) MB, RSS \(highWater) MB")
    }

    private static var highWater: Int {
        let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM") } ?? ""
        return (Int(line.filter(\.isNumber)) ?? 0) / 1024
    }

    static func synthetic(_ count: Int, _ name: String) throws {
        let strings = InventedTexts.comments(count)
        print(strings.count, "texts,", strings.reduce(0) { $0 + $1.utf8.count } / count, "bytes each")
        let before = highWater
        let (measure, clusters) = try Measure.of("synthetic") {
            try NearDuplicates(shingling(name)).clusters(Texts(strings))
        }
        say(
            measure, count: count, "\(clusters.count) clusters, \(clusters.rowCount) rows, \(before) MB of it the texts"
        )
    }

    static func hostile(_ count: Int, only: String?) throws {
        for (name, strings) in InventedTexts.hostile(count) where only.map(name.hasPrefix) ?? true {
            let (measure, clusters) = try Measure.of(name) { try NearDuplicates().clusters(Texts(strings)) }
            say(
                measure, count: strings.count,
                "\(clusters.count) clusters, \(clusters.rowCount) of \(strings.count) rows")
        }
    }
}
