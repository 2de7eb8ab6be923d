import Detection
import Foundation
import Measuring

/// Personal data in sentences of known content, and in traps that only resemble it.
struct PersonalBenchmark {
    private let texts: [LabelledText]
    private let own: Scores

    init(_ path: String) throws {
        texts = try LabelledText.reading(path)
        own = Scores(of: .finding(in: texts, by: PersonalDataDetector()), in: texts)
    }

    private var kinds: [String] { Set(texts.flatMap { $0.spans.map(\.kind) }).sorted() }

    /// - Parameter others: "NAME@THRESHOLD=FILE"
    func run(beside others: [String]) throws {
        var tools = [("Lethe", own)]
        for other in others where other.contains("=") {
            let (label, path) = Self.halves(other, "=")
            let (name, threshold) = Self.halves(label, "@")
            let hits = try Hits.reading(path, named: name, threshold: Double(threshold) ?? 0, in: texts)
            tools.append((name, Scores(of: hits, in: texts)))
        }
        print("kind".padded(14) + tools.map { " | " + $0.0.padded(13) }.joined() + "   (recall precision)")
        for kind in kinds {
            print(kind.padded(14) + tools.map { " | " + Self.figures($0.1, kind) }.joined())
        }
        for (name, scores) in tools {
            // Of a tool that does not know a kind nothing is asked.
            let known = kinds.filter { (scores.recall[$0]?.right ?? 0) > 0 }
            let ofKnown = scores.macro(known)
            let ofAll = scores.macro(kinds)
            print(
                String(
                    format:
                        "%@: macro recall %.3f, precision %.3f of %d kinds that it knows; %.3f, %.3f of all %d; traps hit %d of %d (%.1f %%)",
                    name as NSString, ofKnown.recall, ofKnown.precision, known.count, ofAll.recall, ofAll.precision,
                    kinds.count,
                    scores.traps.right, scores.traps.all, 100 * (scores.traps.value ?? 0)))
        }
        for (trap, share) in own.trapsByKind.sorted(by: { $0.key < $1.key }) where share.right > 0 {
            print("trap \(trap): \(share.right) of \(share.all)")
        }
        if others.contains("misses") { misses() }
    }

    /// What was missed and what was taken for something else.
    private func misses() {
        for (kind, texts) in own.missed.sorted(by: { $0.key < $1.key }) {
            texts.prefix(12).forEach { print("MISS \(kind): \($0)") }
        }
        for (kind, texts) in own.wrong.sorted(by: { $0.key < $1.key }) {
            texts.prefix(25).forEach { print("WRONG \(kind): \($0)") }
        }
    }

    /// - Returns: 1 where a figure is below its bar.
    func check(_ path: String) throws -> Int32 {
        let bars = try JSONDecoder().decode([String: Double].self, from: Data(contentsOf: URL(fileURLWithPath: path)))
        var status: Int32 = 0
        for (name, bar) in bars.sorted(by: { $0.key < $1.key }) {
            let value = figure(name)
            let isBelow = name == "traps" ? value > bar : !(value >= bar)
            if isBelow { status = 1 }
            print(
                "\(isBelow ? "LOW" : "ok ")  \(name): \(String(format: "%.3f", value)), \(name == "traps" ? "at most" : "at least") \(bar)"
            )
        }
        return status
    }

    /// "recall KIND", "precision KIND", "macro recall", "macro precision", "traps", "MB/s".
    private func figure(_ name: String) -> Double {
        let (what, kind) = Self.halves(name, " ")
        switch (what, kind) {
        case ("macro", "recall"): return own.macro(kinds).recall
        case ("macro", "precision"): return own.macro(kinds).precision
        case ("recall", _): return own.recall[kind]?.value ?? 0
        case ("precision", _): return own.precision[kind]?.value ?? 0
        case ("traps", _): return own.traps.value ?? 1
        case ("MB/s", _):
            let detector = PersonalDataDetector()
            let size = texts.reduce(0) { $0 + $1.text.utf8.count }
            return (0..<5).map { _ in
                let measure = Measure.of("") {
                    texts.reduce(0) { $0 + detector.evidence(in: $1.text, column: "text").count }
                }.0
                return Double(size) / measure.cpu / 1e6
            }.max() ?? 0
        default: return -1
        }
    }

    private static func figures(_ scores: Scores, _ kind: String) -> String {
        func three(_ value: Double?) -> String { value.map { String(format: "%.3f", $0) } ?? "  –  " }
        return "\(three(scores.recall[kind]?.value)) \(three(scores.precision[Scores.families[kind] ?? kind]?.value))"
            .padded(13)
    }

    private static func halves(_ text: String, _ sign: Character) -> (String, String) {
        let parts = text.split(separator: sign, maxSplits: 1)
        return (parts.first.map(String.init) ?? "", parts.count > 1 ? String(parts[1]) : "")
    }
}

extension String {
    fileprivate func padded(_ width: Int) -> String {
        padding(toLength: max(width, count), withPad: " ", startingAt: 0)
    }
}
