import Foundation

/// What each step may take, as a ratio to a plain pass over the same bytes on the same machine.
public struct Thresholds {
    /// The name of the step that others are divided by.
    public static let plainPass = "plain pass"

    private let limits: [String: Double]

    public init(path: String) throws {
        limits = try JSONDecoder().decode([String: Double].self, from: Data(contentsOf: URL(fileURLWithPath: path)))
    }

    /// - Returns: 1 where a step took too long, else 0.
    public func check(_ seconds: [String: Double]) throws -> Int32 {
        let plain = seconds[Self.plainPass] ?? 1
        var status: Int32 = 0
        for (name, limit) in limits.sorted(by: { $0.key < $1.key }) {
            let ratio = (seconds[name] ?? .infinity) / plain
            let isOver = ratio > limit
            if isOver { status = 1 }
            print(
                "\(isOver ? "SLOW" : "ok  ")  \(name): \(String(format: "%.2f", ratio)) plain passes, \(limit) allowed")
        }
        return status
    }
}
