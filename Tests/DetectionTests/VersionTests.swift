import Crypto
import Testing

@testable import Detection

/// A detector that finds something else has another version, or hits that were stored would be taken for its own.
@Suite struct VersionTests {
    /// What each version finds in the texts of the tests: a change of code counts the number up, and both lines here change.
    private static let pinned = [
        "pii": "1 ba.e6.a3.a4.c0.36.fa.5", "secret": "1 57.16.93.fe.29.5a.43.57",
        "identity": "1 ac.c1.89.ad.76.a6.7b.7d", "word": "1 10.3a.3d.73.d.bb.cd.f3",
    ]

    private static let others = [
        "DB_PASSWORD=s3cr3tpw99", "Muslims and two black women, native Americans", "you 1d10t, you idiooots and losers",
    ]

    @Test(arguments: Detectors.bundled.indices)
    func `what a version finds is pinned`(index: Int) {
        let detector = Detectors.bundled[index]
        var hash = SHA256()
        hash.update(data: Array(detector.version.digest.utf8))
        for text in DetectorConformance.hostile + PersonalCases.texts + Self.others {
            for evidence in detector.evidence(in: text, column: "c") {
                hash.update(data: Array("\(evidence.detector) \(evidence.span) \(evidence.rule)\n".utf8))
            }
        }
        let digest = hash.finalize().prefix(8).map { String($0, radix: 16) }.joined(separator: ".")
        #expect("\(detector.version.number) \(digest)" == Self.pinned[detector.name])
    }
}
