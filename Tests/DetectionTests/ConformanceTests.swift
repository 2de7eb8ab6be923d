import TestSupport
import Testing

@testable import Detection

@Suite struct ConformanceTests {
    @Test(arguments: Detectors.bundled.indices)
    func `every bundled detector conforms`(index: Int) {
        let suite = DetectorConformance(detector: Detectors.bundled[index])
        suite.check(DetectorConformance.hostile + PersonalCases.texts)
    }

    @Test(arguments: Detectors.bundled.indices)
    func `every bundled detector is linear in the text`(index: Int) {
        DetectorConformance(detector: Detectors.bundled[index]).checkLinear()
    }

    @Test func `ids of kinds are there once`() {
        let ids = Detectors.bundled.flatMap(\.kinds).map(\.id)
        #expect(Set(ids).count == ids.count)
    }

    @Test func `a kind is meant by its name and by what its name begins with`() {
        let kind = HitKind("pii.us-ssn", title: "SSN")
        #expect(kind.isMeant(by: "pii") && kind.isMeant(by: "pii.us-ssn"))
        #expect(!kind.isMeant(by: "pi") && !kind.isMeant(by: "pii.us") && !kind.isMeant(by: ""))
    }

    @Test func `a version follows from what the detector is made of`() {
        let version = DetectorVersion("x", 1, rules: ["ab"])
        #expect(version == DetectorVersion("x", 1, rules: ["ab"]))
        #expect(version != DetectorVersion("x", 1, rules: ["a", "b"]))
        #expect(version != DetectorVersion("x", 2, rules: ["ab"]))
    }

    @Test func `hits of many kinds have a number a combination`() {
        struct Many: Detector {
            let name = "many"
            var kinds: [HitKind] { (0..<100).map { HitKind("many.\($0)", title: "\($0)") } }
            func evidence(in text: String, column: String) -> [Evidence] { [] }
        }
        func evidence(_ kinds: Int...) -> [Evidence] {
            kinds.map { Evidence(detector: "many.\($0)", column: "c", span: 0..<1, rule: "") }
        }
        var hits = RecordHits(of: [Many(), Many()], records: 4)
        #expect(hits.kinds.count == 100)
        let (first, second) = (hits.number(of: evidence(99, 3)), hits.number(of: evidence(3, 99, 3)))
        #expect(first == second && hits.number(of: []) == 0)
        hits.add(first, to: 1)
        hits.add(hits.number(of: evidence(40)), to: 1)
        hits.add(hits.number(of: evidence(40)), to: 3)
        hits.add(0, to: 3)
        #expect(hits.numbers.map { hits.combinations[Int($0)] } == [[], [3, 40, 99], [], [40]])
    }
}
