import Foundation
import Testing

@testable import Fairness

/// Every value about scores and individuals that scikit-learn, AIF360 and exact fractions gave for the same predictions.
@Suite struct ScoreReferenceTests {
    /// The file's numbers by path, "jigsaw/final_score"; nil where it says null.
    static func numbers(_ object: Any?, _ path: String = "") -> [String: Double?] {
        if let object = object as? [String: Any] {
            return object.reduce(into: [:]) { all, entry in
                let name = path.isEmpty ? entry.key : "\(path)/\(entry.key)"
                all.merge(numbers(entry.value, name)) { $1 }
            }
        }
        if let list = object as? [Any] {
            return list.enumerated().reduce(into: [:]) { $0.merge(numbers($1.element, "\(path)/\($1.offset)")) { $1 } }
        }
        return [path: (object as? NSNumber)?.doubleValue]
    }

    /// Fails for every value that differs, that we don't give, or that the file doesn't have.
    static func compare(_ ours: [String: Double?], _ expected: [String: Double?], explained: [String: String] = [:]) {
        for (path, value) in expected.sorted(by: { $0.key < $1.key }) where explained[path] == nil {
            guard let mine = ours[path] else {
                Issue.record("\(path) is not compared")
                continue
            }
            #expect(isNear(mine, value), "\(path): \(String(describing: mine)), not \(String(describing: value))")
        }
        for path in ours.keys.sorted() { #expect(expected.keys.contains(path), "\(path) is not in the file") }
        for path in explained.keys.sorted() { #expect(expected.keys.contains(path), "\(path) is not in the file") }
    }

    static func adult(_ columns: [String]) throws -> AuditInput {
        let table = try Shared.columns("reference/adult_predictions.csv")
        func column(_ name: String) throws -> [String] { try #require(table[name]) }
        let features = try (0..<6).map { try column("f\($0)").compactMap(Double.init) }
        var input = AuditInput(
            outcomes: Outcomes(
                truth: try column("y_true").map { $0 == "1" }, prediction: try column("y_pred").map { $0 == "1" },
                score: try column("score").compactMap(Double.init)),
            groupings: try columns.map { Grouping(column: $0, texts: try column($0)) })
        input.features = FeatureRows(
            width: 6, values: input.outcomes.truth.indices.flatMap { row in features.map { $0[row] } })
        return input.ranked
    }

    @Test(.enabled(if: Shared.has("reference/adult_expected.json")))
    func `calibration, AUC and Brier of every group are the reference's`() throws {
        let expected = try Shared.object("reference/adult_expected.json")
        let input = try Self.adult(["sex", "race"])
        var ours: [String: Double?] = [:]
        let figures = Catalogue.scoreFigures.flatMap { $0.figures(input) }
        func value(_ metric: String, _ column: String?, _ group: String?, _ part: String?) -> Double? {
            figures.first { $0.metric == metric && $0.column == column && $0.group == group && $0.part == part }?.value
        }
        let sides: [(String, String?)] = [("right_closed", nil), ("left_closed", "bins [lower, upper)")]
        for grouping in input.groupings {
            for group in grouping.values {
                let path = "\(grouping.column)/\(group)"
                ours["\(path)/auc"] = value("auc", grouping.column, group, nil)
                ours["\(path)/brier"] = value("brierScore", grouping.column, group, nil)
                for (name, part) in sides {
                    ours["\(path)/\(name)/ece"] = value("expectedCalibrationError", grouping.column, group, part)
                    ours["\(path)/\(name)/mce"] = value("maximumCalibrationError", grouping.column, group, part)
                }
            }
        }
        var calibration: [String: Any] = [:]
        for column in ["sex", "race"] { calibration[column] = expected["groupings", column, "calibration_by_group"] }
        Self.compare(ours, Self.numbers(calibration))
        // Fairlearn, AIF360 and scikit-learn bin by floating-point edges too; on these scores that changes nothing.
        var scores: [String: Double?] = [
            "auc": value("auc", nil, nil, nil), "sklearn_roc_auc": value("auc", nil, nil, nil),
            "brier": value("brierScore", nil, nil, nil), "brier_sklearn": value("brierScore", nil, nil, nil),
            "ece_float_edges_np.linspace(right_closed)": value("expectedCalibrationError", nil, nil, nil),
            "ece_float_floor(score*10)": value("expectedCalibrationError", nil, nil, "bins [lower, upper)"),
        ]
        for ((name, part), side) in zip(sides, CalibrationBins.Side.allCases) {
            let path = "calibration/\(name)"
            scores["\(path)/ece"] = value("expectedCalibrationError", nil, nil, part)
            scores["\(path)/mce"] = value("maximumCalibrationError", nil, nil, part)
            let all = try #require(input.scoreRanking?.overall)
            for (i, bin) in CalibrationBins(all, count: 10, side).bins.enumerated() {
                scores["\(path)/bins/\(i)/bin"] = Double(i)
                scores["\(path)/bins/\(i)/n"] = Double(bin.count)
                scores["\(path)/bins/\(i)/mean_score"] = bin.meanScore
                scores["\(path)/bins/\(i)/positive_rate"] = bin.positiveRate
            }
        }
        Self.compare(
            scores, Self.numbers(expected["scores"]),
            explained: ["log_loss_sklearn": "not a metric of the catalogue: it is infinite for a score of 0 or 1"])
    }

    @Test(.enabled(if: Shared.has("reference/adult_expected.json")))
    func `Jigsaw's areas, power means and final score are the reference's`() throws {
        let ids = ["id_female", "id_black", "id_asian", "id_native", "id_young", "id_old"]
        let input = try Self.adult(ids)
        let figures = Catalogue.scoreFigures.flatMap { $0.figures(input) }
        var ours: [String: Double?] = [:]
        let areas = [("subgroup_auc", "subgroupAuc"), ("bpsn_auc", "bpsnAuc"), ("bnsp_auc", "bnspAuc")]
        for id in ids {
            for (name, metric) in areas {
                let figure = figures.first { $0.metric == metric && $0.column == id }
                #expect(figure?.group == "1")
                ours["subgroups/\(id)/\(name)"] = figure?.value
            }
            let identity = try #require(input.scoreRanking?.columns.first { $0.name == id }?.identities.first)
            ours["subgroups/\(id)/n"] = Double(identity.subgroup.count)
            ours["subgroups/\(id)/n_pos"] = Double(identity.subgroup.positives.count)
        }
        let parts = ["subgroup AUC", "BPSN AUC", "BNSP AUC"]
        for ((name, _), part) in zip(areas, parts) {
            ours["power_mean_-5_\(name)"] =
                figures.first { $0.metric == "jigsawScore" && $0.part == "power mean of \(part)" }?.value
        }
        let final = try #require(figures.first { $0.metric == "jigsawScore" && $0.part == nil })
        ours["final_score"] = final.value
        ours["overall_auc"] = figures.first { $0.metric == "auc" && $0.group == nil }?.value
        Self.compare(ours, Self.numbers(try Shared.object("reference/adult_expected.json")["jigsaw"]))
        // Counted, but their evidence is thin.
        #expect(final.leftOut.map(\.group) == ["id_native", "id_young"])
        #expect(final.leftOut.map(\.reason) == ["13 positives, fewer than 20", "17 positives, fewer than 20"])
    }

    @Test(.enabled(if: Shared.has("reference/adult_expected.json")))
    func `consistency is the reference's, with the record itself and without`() throws {
        let expected = try Shared.object("reference/adult_expected.json")
        let figures = Catalogue.consistency.figures(try Self.adult(["sex"]))
        let included = figures.value(nil, part: "self included")
        let ofTheFile = "says that no distances tie in the file, so that the order of neighbours doesn't matter"
        Self.compare(
            ["k5_self_included": included, "k5_self_excluded": figures.value(nil, part: "self excluded")],
            Self.numbers(expected["consistency"]),
            explained: [
                "self_is_first_neighbour": ofTheFile, "smallest_gap_5th_6th_distance": ofTheFile,
                "smallest_gap_6th_7th_distance": ofTheFile,
            ])
        for column in ["sex", "race"] {
            let library = expected[
                "groupings", column, "aif360_favorable_1", "consistency_features_only(aif360.sklearn)"]
            #expect(isNear(included, library as? Double))
        }
    }

    @Test(.enabled(if: Shared.has("reference/edge_expected.json")))
    func `the areas of the edge cases are the reference's`() throws {
        let table = try Shared.columns("reference/edge_cases.csv")
        let truth = try #require(table["y_true"])
        let scores = try #require(table["score"])
        let groups = try #require(table["group"])
        let input = ScoreInput.of(
            truth.indices.map { (truth[$0] == "1" ? 1 : 0, Double(scores[$0]) ?? .nan, groups[$0]) })
        let figures = Catalogue.auc.figures(input).filter { $0.group != nil }
        let ours = Dictionary(uniqueKeysWithValues: figures.map { ($0.group ?? "", $0.value) })
        let expected = try Shared.object("reference/edge_expected.json")["auc_by_group"]
        Self.compare(ours, Self.numbers(expected))
        #expect(figures.first("NOPOS")?.undefined == "no positives")
        #expect(figures.first("SINGLE")?.undefined == "no negatives")
        for metric in Catalogue.scoreFigures { #expect(metric.figures(input).areSound) }
    }
}
