/// What a solve in a `FeatureLayout` leaves behind for the next forgetting. It is held in memory only, is never published, and
/// no bit of a model depends on it.
struct SparseMemory: Sendable {
    let rows: SparseRows
    let point: SparsePoint
    let preconditioner: any Preconditioning
    /// ‖∇G(0)‖.
    let reference: Double
    /// Passes that the last solve from zero took.
    let coldPasses: Int
}
