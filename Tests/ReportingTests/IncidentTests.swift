import Journal
import Testing

@testable import Reporting

@Suite struct IncidentTests {
    @Test func `each change of a rule is called what it was`() {
        func rule(_ policy: PolicyEntry?, _ names: [String] = []) -> String { Incident.rule(policy, named: names) }
        #expect(rule(.policy("{}")) == "the policy became {}")
        #expect(rule(.recipe(basis: "proposed", options: nil)) == "the training recipe was set")
        #expect(rule(.targets(1, nil)) == "the group that removals are made for was declared")
        #expect(rule(.targets(2, nil)) == "the 2 groups that removals are made for were declared")
        #expect(rule(.targets(0, [])) == "no group is declared any more that removals are made for")
        #expect(rule(.against("ab")) == "predictions after retraining were set, to compare with")
        #expect(rule(.against(nil)) == "the comparison with predictions after retraining was taken back")
        #expect(rule(nil, ["size", "colour"]) == "a rule of the project changed: colour, size")
        #expect(rule(nil) == "a rule of the project changed")
    }
}
