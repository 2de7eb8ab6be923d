/// The numbered screens. Plan, which is not built yet, has no case; its number, 8, stays free.
public enum Screen: Int, CaseIterable, Sendable {
    case records = 1
    case values = 2
    case queue = 3
    case jobs = 4
    case fairness = 5
    case models = 6
    case journal = 7

    var title: String {
        switch self {
        case .records: "Records"
        case .values: "Values"
        case .queue: "Queue"
        case .jobs: "Jobs"
        case .fairness: "Fairness"
        case .models: "Models"
        case .journal: "Journal"
        }
    }

    /// Whether there is nothing to show on it for a file alone.
    var needsProject: Bool { self != .records && self != .values }
}
