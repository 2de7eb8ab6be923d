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
    public static let silent = Work(report: { _ in }, isCancelled: { false })

    private let report: @Sendable (Progress) -> Void
    private let isCancelled: @Sendable () -> Bool

    public init(report: @escaping @Sendable (Progress) -> Void, isCancelled: @escaping @Sendable () -> Bool) {
        self.report = report
        self.isCancelled = isCancelled
    }

    /// Reports `progress`; called once a unit of work.
    ///
    /// - Throws: `CancellationError` when the job was cancelled.
    public func step(_ progress: Progress) throws {
        if isCancelled() { throw CancellationError() }
        report(progress)
    }

    /// The same line for part `index` of `count` equal parts, as one job with its own phase.
    public func part(_ index: Int, of count: Int, phase: String) -> Work {
        Work(
            report: { [report] inner in
                let fraction = (Double(index) + min(max(inner.fraction, 0), 1)) / Double(count)
                report(Progress(phase: phase, fraction: fraction, detail: "\(index + 1) of \(count)"))
            }, isCancelled: isCancelled)
    }
}
