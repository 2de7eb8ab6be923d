/// Recall and precision by kind, by the rules of `pii_peers.py`: a hit is right if it overlaps a span of its kind by half of
/// their union, of loose kinds also if half of it lies inside.
struct Scores {
    struct Share {
        var right = 0
        var all = 0

        var value: Double? { all == 0 ? nil : Double(right) / Double(all) }
    }

    private(set) var recall: [String: Share] = [:]
    private(set) var precision: [String: Share] = [:]
    private(set) var traps = Share()
    private(set) var trapsByKind: [String: Share] = [:]
    private(set) var missed: [String: [String]] = [:]
    private(set) var wrong: [String: [String]] = [:]

    /// Kinds by what a precision counts together.
    static let families = [
        "phone_us": "phone", "phone_gb": "phone", "phone_de": "phone", "phone_fr": "phone", "phone_e164": "phone",
        "us_ssn_bare": "us_ssn", "ipv4": "ip", "ipv6": "ip", "btc": "crypto", "eth": "crypto", "email_obf": "email",
    ]
    private static let loose: Set = ["address", "person", "dob", "url"]

    init(of hits: Hits, in texts: [LabelledText]) {
        for text in texts {
            let found = hits.byText[text.id] ?? []
            for span in text.spans {
                let isFound = found.contains { Self.isRight($0, span) }
                recall[span.kind, default: Share()].all += 1
                if isFound {
                    recall[span.kind, default: Share()].right += 1
                } else {
                    missed[span.kind, default: []].append(text.text)
                }
            }
            for hit in found {
                let isRight = text.spans.contains { Self.isRight(hit, $0) }
                precision[hit.kind, default: Share()].all += 1
                if isRight {
                    precision[hit.kind, default: Share()].right += 1
                } else {
                    let bytes = Array(text.text.utf8)
                    wrong[hit.kind, default: []].append(
                        "\(text.trap ?? "-") [\(String(decoding: bytes[hit.range], as: UTF8.self))] \(text.text)")
                }
            }
            if let trap = text.trap {
                traps.all += 1
                trapsByKind[trap, default: Share()].all += 1
                if !found.isEmpty {
                    traps.right += 1
                    trapsByKind[trap, default: Share()].right += 1
                }
            }
        }
    }

    private static func isRight(_ hit: Hits.Hit, _ span: LabelledText.Span) -> Bool {
        guard hit.kind == span.kind || hit.kind == families[span.kind] else { return false }
        let common = min(span.range.upperBound, hit.range.upperBound) - max(span.range.lowerBound, hit.range.lowerBound)
        guard common > 0 else { return false }
        let union = max(span.range.upperBound, hit.range.upperBound) - min(span.range.lowerBound, hit.range.lowerBound)
        return common * 2 >= union || loose.contains(hit.kind) && common * 2 >= hit.range.count
    }

    /// The mean over kinds that this program knows at all.
    func macro(_ kinds: [String]) -> (recall: Double, precision: Double) {
        let recalls = kinds.compactMap { recall[$0]?.value }
        let precisions = Set(kinds.map { Self.families[$0] ?? $0 }).map { precision[$0]?.value ?? 0 }
        return (recalls.reduce(0, +) / Double(recalls.count), precisions.reduce(0, +) / Double(precisions.count))
    }
}
