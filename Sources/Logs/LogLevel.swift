/// How much is logged: everything from this level up.
public enum LogLevel: String, CaseIterable, Sendable {
    case trace, debug, info, notice, warning, error
}
