/// The numbered screens. Those that are not built yet have no case; their numbers (2 Values, 8 Plan) stay free.
public enum Screen: Int, CaseIterable, Sendable {
    case records = 1
    case queue = 3
    case jobs = 4
    case fairness = 5
    case models = 6
    case journal = 7

    var title: String {
        switch self {
        case .records: "Records"
        case .queue: "Queue"
        case .jobs: "Jobs"
        case .fairness: "Fairness"
        case .models: "Models"
        case .journal: "Journal"
        }
    }
}
