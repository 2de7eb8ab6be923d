/// How people name the parts of a split.
public enum SplitNames {
    /// The part that a value names; nil where it names none that is known.
    public static func part(_ value: String) -> Part? {
        switch value.trimmingBlanks().lowercased() {
        case "train", "training", "tr", "learn", "fit": .train
        case "dev", "development", "val", "valid", "validation": .selection
        case "test", "testing", "ts", "eval", "evaluation", "holdout", "held-out", "heldout", "hold-out": .test
        default: nil
        }
    }

    /// Whether the values of a column are names of parts, the one that is learned from among them.
    static func areParts(_ values: [String]) -> Bool {
        let parts = values.map(part)
        return parts.allSatisfy { $0 != nil } && parts.contains(.train) && parts.contains { $0 != .train }
    }
}
