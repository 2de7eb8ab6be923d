import Detection
import Foundation

/// What a program finds in every sentence.
struct Hits {
    struct Hit {
        let kind: String
        let range: Range<Int>
    }

    let name: String
    let byText: [Int: [Hit]]

    /// What Lethe finds, by the names of the sentences' kinds; weak kinds too.
    static func finding(in texts: [LabelledText], by detector: any Detector) -> Hits {
        var found: [Int: [Hit]] = [:]
        for text in texts {
            found[text.id] = detector.evidence(in: text.text, column: "text").map {
                Hit(kind: kinds[$0.detector] ?? "_" + $0.detector, range: $0.span)
            }
        }
        return Hits(name: "Lethe", byText: found)
    }

    private struct Line: Decodable {
        let id: Int
        let hits: [Found]

        struct Found: Decodable {
            let kind: String, start: Int, end: Int, score: Double

            init(from decoder: any Decoder) throws {
                var values = try decoder.unkeyedContainer()
                kind = try values.decode(String.self)
                start = try values.decode(Int.self)
                end = try values.decode(Int.self)
                score = try values.decode(Double.self)
            }
        }
    }

    /// What another program found, as `pii_peers.py --hits` writes it: offsets of code points, and scores.
    static func reading(_ path: String, named name: String, threshold: Double, in texts: [LabelledText]) throws -> Hits
    {
        let texts = Dictionary(uniqueKeysWithValues: texts.map { ($0.id, $0.text) })
        let decoder = JSONDecoder()
        var found: [Int: [Hit]] = [:]
        for line in try LabelledText.lines(path) {
            let line = try decoder.decode(Line.self, from: line)
            guard let text = texts[line.id] else { continue }
            // Where each code point is in the bytes.
            var offsets = [0]
            for scalar in text.unicodeScalars { offsets.append(offsets[offsets.count - 1] + UTF8.width(scalar)) }
            found[line.id] = line.hits.filter { $0.score >= threshold && $0.start < $0.end && $0.end < offsets.count }
                .map { Hit(kind: $0.kind, range: offsets[$0.start]..<offsets[$0.end]) }
        }
        return Hits(name: name, byText: found)
    }

    /// Lethe's kinds by the names that the sentences have.
    private static let kinds = [
        "pii.email": "email", "pii.phone": "phone", "pii.card": "card", "pii.iban": "iban", "pii.ip": "ip",
        "pii.mac": "mac",
        "pii.url": "url", "link": "url", "pii.address": "address", "pii.birth": "dob", "pii.us-ssn": "us_ssn",
        "pii.us-itin": "us_itin", "pii.uk-nino": "uk_nino", "pii.uk-nhs": "uk_nhs", "pii.de-tax": "de_taxid",
        "pii.es-nif": "es_nif", "pii.fr-nir": "fr_nir", "pii.it-cf": "it_cf", "pii.pl-pesel": "pl_pesel",
        "pii.nl-bsn": "nl_bsn",
        "pii.se-pnr": "se_pnr", "pii.fi-hetu": "fi_hetu", "pii.in-aadhaar": "in_aadhaar", "pii.in-pan": "in_pan",
        "pii.au-tfn": "au_tfn", "pii.au-abn": "au_abn", "pii.crypto": "crypto", "pii.handle": "handle",
        "pii.name": "person",
    ]
}
