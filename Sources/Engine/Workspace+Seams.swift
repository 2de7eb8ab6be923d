/// What the tests need in order to be the impatient person and the power cut.
extension Workspace {
    /// Calls `probe` at every unit of work of every job, on the job's thread; the job is cancelled when it says true.
    func atEachStep(_ probe: (@Sendable (JobStatus.Kind) -> Bool)?) { self.probe = probe }
}
