/// A piece of background work: what it is, how far it has come, how it ended.
public struct JobStatus: Sendable, Identifiable, Hashable {
    /// What a job does, by the name that JSON and scripts know it by.
    public struct Kind: RawRepresentable, Hashable, Sendable {
        public let rawValue: String
        public init(rawValue: String) { self.rawValue = rawValue }

        public static let train = Kind(rawValue: "train")
        public static let find = Kind(rawValue: "find")
        public static let forget = Kind(rawValue: "forget")
        public static let preview = Kind(rawValue: "preview")
        public static let prove = Kind(rawValue: "prove")
        public static let restore = Kind(rawValue: "restore")
        public static let compare = Kind(rawValue: "compare")
        public static let audit = Kind(rawValue: "audit")
        public static let check = Kind(rawValue: "check")
        public static let erase = Kind(rawValue: "erase")
        public static let write = Kind(rawValue: "write")
    }

    public enum State: Sendable, Hashable {
        case queued
        case running
        case done
        case cancelled
        case failed(String)

        public var isOver: Bool { self != .queued && self != .running }
    }

    public let id: Int
    public let kind: Kind
    public internal(set) var title: String
    public var state: State
    /// A gerund: "solving".
    public var phase: String
    /// 0…1.
    public var fraction: Double
    public var detail: String
    public var seconds: Double
    /// One sentence once it is over.
    public var outcome: String
    /// Predicted seconds to come; nil where nothing can be said.
    public var secondsLeft: Double? = nil
}

/// The life of jobs, without clocks or threads: one runs at a time, the others wait in order.
struct JobQueue: Sendable {
    private(set) var jobs: [JobStatus] = []
    private var nextID = 1

    var running: JobStatus? { jobs.first { $0.state == .running } }

    mutating func enqueue(_ kind: JobStatus.Kind, title: String, expected: Double? = nil) -> Int {
        defer { nextID += 1 }
        jobs.append(
            JobStatus(
                id: nextID, kind: kind, title: title, state: .queued, phase: "waiting", fraction: 0, detail: "",
                seconds: 0, outcome: "", secondsLeft: expected))
        return nextID
    }

    /// The next waiting job, now running; nil while another runs or none waits.
    mutating func startNext() -> JobStatus? {
        guard running == nil, let index = jobs.firstIndex(where: { $0.state == .queued }) else { return nil }
        jobs[index].state = .running
        jobs[index].phase = "starting"
        return jobs[index]
    }

    /// Says otherwise what a waiting job is.
    mutating func retitle(_ id: Int, _ title: String) {
        guard let index = jobs.firstIndex(where: { $0.id == id }) else { return }
        jobs[index].title = title
    }

    mutating func finish(_ id: Int, _ state: JobStatus.State, outcome: String, seconds: Double) {
        guard let index = jobs.firstIndex(where: { $0.id == id }), !jobs[index].state.isOver else { return }
        jobs[index].state = state
        jobs[index].outcome = outcome
        jobs[index].seconds = seconds
        jobs[index].secondsLeft = nil
        if state == .done { jobs[index].fraction = 1 }
    }

    func status(_ id: Int) -> JobStatus? { jobs.first { $0.id == id } }
}
