import Fairness
import Foundation
import Testing

private let reason: Comment = "needs the shared reference files (LETHE_SHARED or ../shared)"

/// Walks every key of the reference files: a key that is neither ours nor a named difference fails.
@Suite(.enabled(if: Shared.has("reference/adult_expected.json"), reason)) struct AgreementTests {
    /// The audit of a reference file's predictions by one column.
    func names(_ file: String, _ column: String, reference: String? = nil) throws -> ReferenceNames {
        let columns = try Shared.columns(file)
        func flags(_ name: String) throws -> [Bool] { try #require(columns[name]).map { Double($0) == 1 } }
        var input = AuditInput(
            outcomes: Outcomes(truth: try flags("y_true"), prediction: try flags("y_pred")),
            groupings: [Grouping(column: column, texts: try #require(columns[column]))])
        input.settings.permutations = 19
        if let reference { input.settings.references = [column: reference] }
        return ReferenceNames(report: FairnessReport(try input.checked()), column: column)
    }

    /// Expects a leaf to be ours to 1e-12, and undefined where it is null.
    func expectSame(_ leaf: Leaf, _ ours: ReferenceNames.Ours?) throws {
        switch try #require(ours, "\(leaf) is mapped, or a named difference") {
        case .value(let value):
            guard let number = leaf.number else {
                #expect(leaf.word == nil && value == nil, "\(leaf) is undefined")
                return
            }
            let ours = try #require(value, "\(leaf)")
            #expect(abs(ours - number) < 1e-12, "\(leaf): \(ours), \(number)")
        case .interval(let interval):
            let (ours, ends) = (try #require(interval, "\(leaf)"), try #require(leaf.interval, "\(leaf)"))
            #expect(abs(ours.lower - ends[0]) < 1e-12 && abs(ours.upper - ends[1]) < 1e-12, "\(leaf)")
        case .word(let word): #expect(word == leaf.word, "\(leaf)")
        }
    }

    @Test(arguments: [("sex", "Male"), ("race", "White")])
    func `every key of the definitions is ours to 1e-12`(column: String, privileged: String) throws {
        let names = try names("reference/adult_predictions.csv", column, reference: privileged)
        let expected = try Shared.object("reference/adult_expected.json")
        let leaves = Leaf.all(expected["groupings", column, "definition"])
        #expect(leaves.count > 90)
        for leaf in leaves { try expectSame(leaf, names.definition(leaf.path)) }
    }

    @Test(arguments: [("sex", "Male"), ("race", "White")])
    func `every key of Fairlearn's is ours by its convention`(column: String, privileged: String) throws {
        let names = try names("reference/adult_predictions.csv", column, reference: privileged)
        let expected = try Shared.object("reference/adult_expected.json")
        let leaves = Leaf.all(expected["groupings", column, "fairlearn"])
        #expect(leaves.count > 40)
        for leaf in leaves {
            let ours =
                switch (leaf.path[0], leaf.path.count) {
                case ("overall", 2): names.ofGroup(nil, leaf.path[1])
                case ("by_group", 3): names.ofGroup(leaf.path[1], leaf.path[2])
                default: names.fairlearn(leaf.path[0])
                }
            try expectSame(leaf, ours)
        }
    }

    @Test(arguments: [("sex", "Male"), ("race", "White")])
    func `every key of AIF360's is ours by its convention, or a named difference`(
        column: String, privileged: String
    ) throws {
        let names = try names("reference/adult_predictions.csv", column, reference: privileged)
        let expected = try Shared.object("reference/adult_expected.json")
        let meanBenefit =
            (Double(names.report.overall.fp) * 2 + Double(names.report.overall.tp + names.report.overall.tn))
            / Double(names.report.n)
        for leaf in Leaf.all(expected["groupings", column, "aif360_favorable_1"]) {
            let ours = names.aif360(leaf.path)
            switch leaf.path[0] {
            case "favorable_label": #expect(leaf.number == 1)
            case "rates_unprivileged":
                // With two groups the pooled one is the other group; with more, its differences stand below.
                guard column == "sex" else { continue }
                try expectSame(leaf, names.ofGroup("Female", leaf.path[1]))
            case "generalized_entropy_index_0":
                // A false negative has a benefit of 0: AIF360 says infinity, ours is undefined with that reason.
                #expect(leaf.word == "inf")
                #expect(
                    names.figure("generalizedEntropyIndex", "α = 0")?.undefined == "the logarithm of a benefit of 0")
            case "between_group_generalized_entropy_index_0", "between_all_groups_generalized_entropy_index_0":
                // AIF360 0.6.1 divides once more by the mean benefit; the literature does not.
                guard case .value(let value?) = ours, let theirs = leaf.number else {
                    Issue.record("\(leaf) has both values")
                    continue
                }
                #expect(abs(value - theirs) > 1e-7)
                #expect(abs(value - theirs * meanBenefit) < 1e-12, "\(leaf)")
            case "between_group_coefficient_of_variation", "between_all_groups_coefficient_of_variation":
                // Not shown: √(2 × the between-group index of α = 2) says nothing that the index does not.
                let part = leaf.path[0].contains("all_groups") ? "all groups" : "reference against the rest (AIF360)"
                let index = names.figure("betweenGroupGeneralizedEntropy", "α = 2, \(part)")?.value
                #expect(abs((2 * (try #require(index))).squareRoot() - (try #require(leaf.number))) < 1e-12)
            case "consistency_features_plus_group", "consistency_features_only(aif360.sklearn)":
                #expect(leaf.number != nil)  // Of features, with the tests of consistency.
            default: try expectSame(leaf, ours)
            }
        }
    }
}

/// Where libraries answer 0/0, and what ours says there.
@Suite(.enabled(if: Shared.has("reference/edge_expected.json"), reason)) struct EdgeAgreementTests {
    let agreement = AgreementTests()
    let file = "reference/edge_cases.csv"

    @Test func `every key of the definitions and Wilson's intervals is ours`() throws {
        let names = try agreement.names(file, "group")
        let expected = try Shared.object("reference/edge_expected.json")
        for leaf in Leaf.all(expected["definition_by_group"]) {
            try agreement.expectSame(leaf, names.ofGroup(leaf.path[0], leaf.path[1]))
        }
        for leaf in Leaf.all(expected["wilson_95_selection"]) {
            try agreement.expectSame(leaf, names.definition(["wilson_95", leaf.path[0], "selection_rate"]))
        }
        let known = [
            "file", "note", "definition_by_group", "wilson_95_selection", "fairlearn", "aif360_by_group",
            "auc_by_group", "two_groups_A_and_NOPOS",
        ]
        #expect(Set(expected.keys) == Set(known))
    }

    @Test func `where Fairlearn answers 0 for 0/0 ours is undefined, elsewhere they agree`() throws {
        let names = try agreement.names(file, "group")
        let expected = try Shared.object("reference/edge_expected.json")
        var zeroByZero: [String] = []
        for leaf in Leaf.all(expected["fairlearn", "by_group"]) {
            let ours = names.ofGroup(leaf.path[0], leaf.path[1])
            if case .value(nil) = ours {
                #expect(leaf.number == 0)
                zeroByZero.append("\(leaf.path[0]) \(leaf.path[1])")
            } else {
                try agreement.expectSame(leaf, ours)
            }
        }
        #expect(
            zeroByZero == [
                "ALLSEL npv", "NEVERSEL ppv", "NONEG fpr", "NONEG tnr", "NOPOS fnr", "NOPOS tpr", "SINGLE fpr",
                "SINGLE npv", "SINGLE tnr",
            ])
        for leaf in Leaf.all(expected["fairlearn", "overall"]) {
            try agreement.expectSame(leaf, names.ofGroup(nil, leaf.path[0]))
        }
    }

    /// Groups without a rate, or too few to tell: whatever the number, the verdict is "insufficient evidence".
    @Test func `what Fairlearn makes of groups with 0/0 is insufficient evidence with the groups named`() throws {
        let names = try agreement.names(file, "group")
        let expected = try Shared.object("reference/edge_expected.json")
        let scalars = Leaf.all(expected["fairlearn"]).filter { $0.path.count == 1 }
        #expect(scalars.count == 16)
        var differing: [String] = []
        for leaf in scalars {
            guard case .value(let value) = names.fairlearn(leaf.path[0]) else {
                Issue.record("\(leaf) is mapped")
                continue
            }
            if value.map({ abs($0 - (leaf.number ?? .nan)) < 1e-12 }) != true { differing.append(leaf.path[0]) }
        }
        // Fairlearn's to_overall takes the undefined TPR and FPR of NOPOS, NONEG and SINGLE for 0.
        #expect(Set(differing).isSubset(of: scalars.map { $0.path[0] }.filter { $0.hasPrefix("equal") }))
        for metric in ["demographicParityDifference", "equalOpportunityDifference", "equalizedOddsDifference"] {
            #expect(names.report.gap(metric, in: "group")?.verdict == Gap.insufficientEvidence)
        }
        let leftOut = try #require(names.report.gap("equalizedOddsDifference", in: "group")).leftOut
        #expect(leftOut.filter { !$0.isCounted }.map(\.group) == ["NONEG", "NOPOS", "SINGLE"])
    }

    @Test func `where AIF360 answers NaN, infinity or 0 for 0/0 ours is undefined`() throws {
        let expected = try Shared.object("reference/edge_expected.json")
        for group in ["A", "ALLSEL", "NEVERSEL", "NONEG", "NOPOS", "SINGLE"] {
            let names = try agreement.names(file, "group", reference: group)
            for leaf in Leaf.all(expected["aif360_by_group", group]) {
                let ours =
                    leaf.path[0] == "disparate_impact_rest_over_group"
                    ? names.pooled("disparate_impact") : names.ofGroup(group, leaf.path[0])
                if case .value(nil) = ours {
                    #expect(["nan", "inf"].contains(leaf.word ?? "") || leaf.number == 0, "\(group) \(leaf)")
                } else {
                    try agreement.expectSame(leaf, ours)
                }
            }
        }
    }
}
