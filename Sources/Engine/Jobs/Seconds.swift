extension Duration {
    var inSeconds: Double { Double(components.seconds) + Double(components.attoseconds) * 1e-18 }
}

/// Runs `body` and says how long it took, in seconds.
func timed<T>(_ body: () throws -> T) rethrows -> (T, Double) {
    let started = ContinuousClock.now
    let result = try body()
    return (result, (ContinuousClock.now - started).inSeconds)
}
