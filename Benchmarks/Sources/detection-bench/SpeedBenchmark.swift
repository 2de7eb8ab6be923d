import Detection
import Foundation
import Measuring

/// How fast each detector goes through texts, one thread.
struct SpeedBenchmark {
    private let path: String
    private let texts: [String]

    init(_ path: String) throws {
        self.path = path
        texts = try LabelledText.lines(path).map { line in
            let object = line.first == UInt8(ascii: "{") ? try? JSONSerialization.jsonObject(with: line) : nil
            return (object as? [String: Any])?["text"] as? String ?? String(decoding: line, as: UTF8.self)
        }
    }

    /// - Parameter name: of the only detector; nil: all.
    func run(_ name: String? = nil) {
        let size = texts.reduce(0) { $0 + $1.utf8.count }
        print("\(path): \(texts.count) texts, \(size) bytes")
        for detector in Detectors.bundled where name == nil || detector.name == name {
            var rates: [Double] = []
            var hits = 0
            for _ in 0..<(name == nil ? 5 : 20) {
                let (measure, count) = Measure.of(detector.name) {
                    texts.reduce(0) { $0 + detector.evidence(in: $1, column: "text").count }
                }
                hits = count
                rates.append(Double(size) / measure.cpu / 1e6)
            }
            print(String(format: "  %-12@ %7.1f MB/s, %d hits", detector.name as NSString, rates.max() ?? 0, hits))
        }
    }

    func list(_ kind: String) {
        for text in texts {
            for detector in Detectors.bundled where detector.kinds.contains(where: { $0.isMeant(by: kind) }) {
                let bytes = Array(text.utf8)
                for evidence in detector.evidence(in: text, column: "text")
                where HitKind(evidence.detector, title: "").isMeant(by: kind) {
                    let found = String(decoding: bytes[evidence.span], as: UTF8.self)
                    print("\(evidence.detector)\t\(found)\t\(evidence.rule)\t\(text.prefix(160))")
                }
            }
        }
    }
}
