import Foundation
import Testing

@testable import Detection

/// What every detector of texts passes.
struct DetectorConformance {
    let detector: any Detector

    /// Texts that are hard to go through: long, without blanks, nearly something, broken off, of every script.
    static let hostile: [String] = {
        let runs = [
            "1", "12 ", "1-", "1.", "1 1 ", "(1) ", "+1 ", "00 ", "@", "a", "a@", "a@a.", "@a ", "a.", "a.b/", "://",
            "a://",
            "http://a.b/", "www.", ":", "::", "a:", "ab:", "12:34:", "1.2.3.4.", "-", "A", "Aa ", "Will Smith ", "Mr ",
            "rue ",
            "12 rue de la ", "born ", "at dot ", "a (at) b (dot) ", "DE89 ", "AB 12 ", "0x", "3", "1A", "é", "日本語", "🙂",
            "\u{301}",
            "\u{200B}", "５", "eyJ", "-----BEGIN ", "AKIA", "password=", "idiot ", "i d i o t ", "\n", "\t", " ",
            "\u{1}", "٣",
        ]
        return runs.flatMap { run in
            [String(repeating: run, count: 3), String(repeating: run, count: 4000 / run.utf8.count), run]
        }
    }()

    func check(_ texts: [String], _ location: SourceLocation = #_sourceLocation) {
        let ids = Set(detector.kinds.map(\.id))
        let thresholds = Dictionary(detector.kinds.map { ($0.id, $0.threshold) }) { first, _ in first }
        #expect(!ids.isEmpty && ids.count == detector.kinds.count, sourceLocation: location)
        #expect(detector.evidence(in: "", column: "c").isEmpty, "nothing in nothing", sourceLocation: location)
        #expect(detector.version == detector.version && detector.version.digest.count == 64, sourceLocation: location)
        let whole = texts.map { detector.evidence(in: $0, column: "c") }
        for (text, evidence) in zip(texts, whole) {
            #expect(
                detector.evidence(in: text, column: "c") == evidence, "the same every time", sourceLocation: location)
            let bytes = Array(text.utf8)
            var last = 0
            for hit in evidence {
                let isInside = hit.span.lowerBound >= last && hit.span.upperBound <= bytes.count && !hit.span.isEmpty
                #expect(isInside, "\(hit) in order and inside", sourceLocation: location)
                guard isInside else { break }
                last = hit.span.lowerBound
                #expect(
                    String(validating: bytes[hit.span], as: UTF8.self) != nil, "\(hit) between characters",
                    sourceLocation: location)
                #expect(ids.contains(hit.detector) && hit.column == "c", sourceLocation: location)
                if let score = hit.score, let threshold = thresholds[hit.detector] ?? nil {
                    #expect(score >= threshold && score <= 1, "\(hit)", sourceLocation: location)
                }
            }
        }
        // In any order, and by many at once, a text is what it is.
        let backwards = texts.reversed().map { detector.evidence(in: $0, column: "c") }
        #expect(Array(backwards.reversed()) == whole, sourceLocation: location)
    }

    /// Eight times the text takes about eight times as long of the processor: a quadratic search would take 64 times.
    func checkLinear(_ location: SourceLocation = #_sourceLocation) {
        for run in ["1", "@", "a", "1 ", "a@", "A ", "1.", "a.b/", "::1:", "i ", "Will ", "at dot ", "+1", "AB 12 "] {
            func seconds(_ bytes: Int) -> Double {
                let text = String(repeating: run, count: bytes / run.utf8.count)
                return (0..<3).map { _ in
                    let start = Self.processorSeconds
                    _ = detector.evidence(in: text, column: "c")
                    return Self.processorSeconds - start
                }.min() ?? 0
            }
            let (short, long) = (seconds(128_000), seconds(1_024_000))
            // Very short times say nothing.
            #expect(long < 0.05 || long < short * 24, "\(run): \(short) s, \(long) s", sourceLocation: location)
        }
    }

    /// Of this thread alone, however many others there are.
    private static var processorSeconds: Double {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
