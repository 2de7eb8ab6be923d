/// Where a key is pressed.
enum Context: String, CaseIterable, Sendable {
    case records, review, detail, values, queue, jobs, fairness, trend, threshold, models, journal

    /// The screen as its tab names it.
    var title: String {
        switch self {
        case .records, .review, .detail: Screen.records.title
        case .values: Screen.values.title
        case .queue: Screen.queue.title
        case .jobs: Screen.jobs.title
        case .fairness, .trend, .threshold: Screen.fairness.title
        case .models: Screen.models.title
        case .journal: Screen.journal.title
        }
    }

    /// Contexts in which a record is in hand.
    static let onRecords: [Context] = [.records, .review, .detail]
    /// What stands on the Fairness screen.
    static let onFairness: [Context] = [.fairness, .trend, .threshold]
    /// The screens with a list to move in.
    static let lists: [Context] = [.records, .values, .queue, .jobs, .fairness, .trend, .threshold, .models, .journal]
}

/// The groups of the key sheet, in its order.
enum CommandGroup: String, CaseIterable, Sendable {
    case move = "Move"
    case find = "Find"
    case mark = "Mark (never logged)"
    case decide = "Decide (logged)"
    case remove = "Remove"
    case screen = "This screen"
    case general = "General"
}
