import Foundation
import Journal
import Testing

@testable import Reporting

@Suite struct IncidentTests {
    @Test func `each change of a rule is called what it was`() {
        #expect(Incident.rule(["policy": "{}"]) == "the policy became {}")
        #expect(Incident.rule(["recipe": "{}"]) == "the training recipe was set")
        #expect(Incident.rule(["targets": 1]) == "the group that removals are made for was declared")
        #expect(Incident.rule(["targets": 2]) == "the 2 groups that removals are made for were declared")
        #expect(Incident.rule(["targets": 0]) == "no group is declared any more that removals are made for")
        #expect(Incident.rule(["against": "set"]) == "predictions after retraining were set, to compare with")
        #expect(
            Incident.rule(["against": "none"]) == "the comparison with predictions after retraining was taken back")
        #expect(Incident.rule(["colour": "red"]) == "a rule of the project changed: colour")
        #expect(Incident.rule([:]) == "a rule of the project changed")
    }

    @Test func `every rule that the Engine writes has a sentence of its own`() throws {
        let engine = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("Sources/Engine")
        let names = try FileManager.default.subpathsOfDirectory(atPath: engine.path).filter { $0.hasSuffix(".swift") }
        var rules: Set<String> = []
        for name in names {
            let text = try String(contentsOf: engine.appendingPathComponent(name), encoding: .utf8)
            for match in text.matches(of: /EventDraft\(\s*\.policy,[^\[\]]*(?:\[[^\[\]]*\][^\[\]]*)?params: \["(\w+)"/)
            {
                rules.insert(String(match.1))
            }
        }
        #expect(rules == ["policy", "recipe", "targets", "against"])
        for rule in rules {
            #expect(!Incident.rule([rule: rule == "targets" ? 1 : "x"]).hasPrefix("a rule of the project"), "\(rule)")
        }
    }
}
