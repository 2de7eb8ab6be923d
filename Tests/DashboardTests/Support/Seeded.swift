import TestSupport

extension Seeded {
    /// `count` draws, the same every time.
    static func draws<T>(_ count: Int, seed: UInt64, _ draw: (inout Seeded) -> T) -> [T] {
        var random = Seeded(seed)
        return (0..<count).map { _ in draw(&random) }
    }
}
