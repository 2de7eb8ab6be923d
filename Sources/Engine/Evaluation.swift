public import Fairness
import Foundation
import Journal
public import Learning

/// Figures of a published model on the held-out `test` half, and its paired change from the model before it.
public struct Evaluation: Codable, Sendable {
    public var digest: String
    /// The family of the model: "logistic".
    public var family: String?
    public var records: Int
    /// Nil when nothing is held out.
    public var accuracy: Double?
    /// Area under the ROC curve; nil when one class is missing.
    public var auc: Double?
    public var report: FairnessReport
    /// Present once a removal was applied: the model before, on the same remaining records.
    public var before: FairnessReport?
    public var comparison: Comparison?
    public var beforeDigest: String?
    public var removed: Int

    func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        return String(decoding: try encoder.encode(self), as: UTF8.self)
    }

    /// The event that says what a model's figures are; decimals as strings. They stand in the payload: figures before and
    /// after an erasure would together tell how a record was decided, so those before can go.
    func entry(_ outcome: Outcome = .ok) -> EvaluateEntry {
        var figures: [String: String] = [:]
        if let accuracy { figures["accuracy"] = accuracy.fixed(6) }
        for gap in report.gaps where gap.kind == .maxMin {
            if let value = gap.value { figures["\(gap.metric) by \(gap.column)".asciiKey] = value.fixed(6) }
        }
        return EvaluateEntry(model: digest, heldOut: records, figures: figures, outcome: outcome)
    }

    static func parsing(_ json: String) throws -> Evaluation {
        try JSONDecoder().decode(Evaluation.self, from: Data(json.utf8))
    }
}

/// What a removal did: `forget --json`, the Jobs screen and the journal all say this.
public struct RemovalResult: Encodable, Sendable {
    /// One of the requests that the removal answers.
    public struct Request: Encodable, Sendable {
        /// The number of the event that announced it.
        public var event: Int
        public var actor: String
        public var records: Int
    }
    public struct Cost: Encodable, Sendable {
        public var passes: Int
        /// What the planner chose by predicted cost, where there was a choice: "incremental" or "retrain".
        public var plan: String?
        public var seconds: [String: Double]
    }
    public struct Snapshots: Encodable, Sendable {
        public var before: String
        public var after: String
    }

    /// Training records unlearned.
    public var removed: Int
    /// Training records that remain.
    public var retained: Int
    public var snapshot: Snapshots
    /// Records of the removal that were never trained on, because they are held out or have no label.
    public var heldOutSkipped: Int
    /// Of those, the ones that left the evaluation too, because that was asked for.
    public var heldOutErased: Int
    /// Held-out records that went only because they equal one that had to.
    public var heldOutAlong: Int
    /// What happened to copies on both sides of the split, in a sentence without its end; nil where there are none.
    public var copies: String?
    public var guarantee: Guarantee
    /// What became of the recipe.
    public var recipe: RecipeReport
    public var cost: Cost
    public var before: FairnessReport
    public var after: FairnessReport
    public var change: Comparison
    public var published: Bool
    /// What was predicted before.
    public var prediction: RemovalPrediction?
    /// Every request that it answers, in order.
    public var requests: [Request] = []
    /// Whether an erasure that was asked for could not be finished on the disk yet.
    public var erasurePending = false
}

/// What a cold retrain showed: `prove --json`.
public struct ProofResult: Codable, Sendable {
    public var equal: Bool
    public var kind: String
    public var digestUnlearned: String
    public var digestRetrained: String
    /// ‖w_unlearned − w_retrained‖₂; 0 where the digests are equal, nil where models without weights differ.
    public var distance: Double?
    /// The distance at which they are still called equal: 0 where the promise is identity, else α₁ + α₂, what the two
    /// certificates allow.
    public var bound: Double
    /// Held-out decisions that differ between the two models.
    public var decisionsThatDiffer: Int
    /// Parts of the recipe that would be proposed differently from the retained records alone.
    public var recipeDifferences: [String]
    /// Where the recipe comes from; of one that was declared nothing was learned from records.
    public var recipe: RecipeBasis
    public var seconds: [String: Double]
}

/// What training found: `train --json`.
public struct TrainingResult: Codable, Sendable {
    /// The family of the model: "logistic".
    public var family: String
    /// Of logistic regression, as the solution was before it was published; nil for what is not solved.
    public var objective: Double?
    public var weightNorm: Double?
    public var gradientNorm: Double?
    public var bound: Double?
    public var digest: String
    public var records: Int
    public var features: Int
    public var seconds: [String: Double]
    /// Nil when nothing is held out.
    public var accuracy: Double?
    public var auc: Double?
    /// Whether it says the same of every record.
    public var isConstant: Bool
    /// Records that it was measured on though it was trained on exact copies of them, and the accuracy without those.
    public var heldOutCopies: Int
    public var accuracyWithoutCopies: Double?

    /// Whether its recipe was proposed from the records or declared.
    public var recipe: RecipeBasis
    /// The columns that it learned from.
    public var columns: Columns

    /// Columns by how they are read.
    public struct Columns: Codable, Sendable, Hashable {
        public var numbers: [String]
        public var categories: [String]
        public var texts: [String]
    }

    /// What to know about copies on both sides of the split; nil where there are none.
    public var copiesWarning: String? {
        guard heldOutCopies > 0 else { return nil }
        let them =
            heldOutCopies == 1
            ? "1 record that it is measured on is a copy"
            : "\(heldOutCopies.grouped) records that it is measured on are copies"
        let without = accuracyWithoutCopies.map {
            "the accuracy without \(heldOutCopies == 1 ? "it" : "them") is \($0.fixed(3))"
        }
        return "\(them) of records that it was trained on; \(without ?? "nothing else is held out")"
    }

    public static let constantWarning = "it says the same of every record, for its columns don't tell them apart"
}

extension String {
    /// A key for the canonical form: ASCII only, other scalars by their number.
    fileprivate var asciiKey: String {
        unicodeScalars.map { $0.isASCII ? String($0) : "U+" + String($0.value, radix: 16) }.joined()
    }
}
