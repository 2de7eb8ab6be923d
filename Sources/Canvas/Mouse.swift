/// What was done with the mouse, at a place counted from 0 at the top left.
public struct Mouse: Hashable, Sendable {
    public enum Action: Hashable, Sendable {
        /// The left button was pressed.
        case press
        case wheelUp, wheelDown
    }

    public let action: Action
    public let x: Int
    public let y: Int

    public init(_ action: Action, x: Int, y: Int) {
        self.action = action
        self.x = x
        self.y = y
    }

    /// What a report in SGR form says, `< button ; column ; row` up to `M` (pressed) or `m` (released); nil for what has no
    /// meaning here: other buttons, releases, and what is done with Shift, Alt or Ctrl.
    ///
    /// Source: XTerm control sequences, "SGR (1006)".
    init?(report: some Collection<UInt8>, final: UInt8) {
        guard final == 0x4D, report.first == 0x3C else { return nil }
        let numbers = report.dropFirst().split(separator: 0x3B, omittingEmptySubsequences: false).compactMap {
            Int(String(decoding: $0, as: UTF8.self))
        }
        guard numbers.count == 3, numbers[1] > 0, numbers[2] > 0, max(numbers[1], numbers[2]) < 10_000 else {
            return nil
        }
        switch numbers[0] {
        case 0: self.init(.press, x: numbers[1] - 1, y: numbers[2] - 1)
        case 64: self.init(.wheelUp, x: numbers[1] - 1, y: numbers[2] - 1)
        case 65: self.init(.wheelDown, x: numbers[1] - 1, y: numbers[2] - 1)
        default: return nil
        }
    }
}
