public import Records

/// How far a job has come.
public struct Progress: Hashable, Sendable {
    /// What is being done, as a gerund: "solving".
    public var phase: String
    /// The share that is done, 0…1.
    public var fraction: Double
    public var detail: String

    public init(phase: String, fraction: Double, detail: String = "") {
        self.phase = phase
        self.fraction = fraction
        self.detail = detail
    }
}

/// The line between a long computation and whoever waits for it: progress goes out, cancellation comes in.
public struct Work: Sendable {
    /// Nobody listens and nobody cancels.
    public static let silent = Work(report: { _ in }, cancellation: Cancellation())

    private let report: @Sendable (Progress) -> Void
    /// What loops below a step look at.
    public let cancellation: Cancellation

    public init(report: @escaping @Sendable (Progress) -> Void = { _ in }, cancellation: Cancellation) {
        self.report = report
        self.cancellation = cancellation
    }

    /// Reports `progress`; called once a unit of work.
    ///
    /// - Throws: `CancellationError` when the job was cancelled.
    public func step(_ progress: Progress) throws {
        try cancellation.check()
        report(progress)
    }

    /// The same line for part `index` of `count` equal parts, as one job with its own phase.
    public func part(_ index: Int, of count: Int, phase: String) -> Work {
        Work(
            report: { [report] inner in
                let fraction = (Double(index) + min(max(inner.fraction, 0), 1)) / Double(count)
                report(Progress(phase: phase, fraction: fraction, detail: "\(index + 1) of \(count)"))
            }, cancellation: cancellation)
    }
}
