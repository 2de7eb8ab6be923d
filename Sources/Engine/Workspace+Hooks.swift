/// What tests need in order to be the impatient person, the power cut and the other program.
extension Workspace {
    /// Calls `probe` at every unit of work of every job, on the job's thread; the job is cancelled when it says true.
    func atEachStep(_ probe: (@Sendable (JobStatus.Kind) -> Bool)?) { self.probe = probe }

    /// Calls `probe` before each look at the source, on the job's thread.
    func atEachLook(_ probe: (@Sendable (SourceWatch.Phase) -> Void)?) { sourceProbe = probe }
}
