/// How the program ends: every code that it leaves with, and what the code means; sysexits(3) where that has a name.
///
/// This is the one table: the help prints it, and a test compares the README's with it.
public enum ExitReason: Int32, CaseIterable, Sendable {
    case done = 0
    case negativeVerdict = 1
    case tombstones = 2
    case edited = 3
    case truncated = 4
    case nothingToCheck = 7
    case forked = 8
    case usage = 64
    case badData = 65
    case noInput = 66
    case unavailable = 69
    case programError = 70
    case cannotCreate = 73
    case inputOutput = 74
    case tryLater = 75
    case hungUp = 129
    case interrupted = 130
    case terminated = 143

    public var meaning: String {
        switch self {
        case .done: "done; of verify: intact"
        case .negativeVerdict: "a negative verdict only: of prove, or of audit --fail-if"
        case .tombstones: "of verify: intact, with payloads that were erased by authority"
        case .edited: "of verify: edited"
        case .truncated: "of verify: truncated"
        case .nothingToCheck: "of verify: nothing to check: empty, or no project's journal"
        case .forked: "of verify: forked from the earlier one"
        case .usage: "the command line, a filter or a decision can't be followed"
        case .badData: "data that can't be used, or a project that is damaged"
        case .noInput: "a file or project that is not there or can't be read"
        case .unavailable: "something that is needed is missing: a terminal, another program"
        case .programError: "an error of the program itself; please report it"
        case .cannotCreate: "a file can't be made: its name is taken, or its folder can't be written to"
        case .inputOutput: "reading or writing failed: a full or broken disk, standard output too"
        case .tryLater: "busy: another process has it; the same command works later"
        case .hungUp: "ended by a hang-up (128 + 1)"
        case .interrupted: "ended by Ctrl-C (128 + 2)"
        case .terminated: "ended by TERM (128 + 15)"
        }
    }

    /// One line a code, as the help prints them.
    public static var table: [String] {
        allCases.map { status in
            let code = String(status.rawValue)
            return String(repeating: " ", count: 3 - code.count) + code + "  " + status.meaning
        }
    }
}

extension Refusal.Kind {
    /// What the program ends with.
    public var exitReason: ExitReason {
        switch self {
        case .usage: .usage
        case .badData: .badData
        case .noInput: .noInput
        case .unavailable: .unavailable
        case .programError: .programError
        case .cannotCreate: .cannotCreate
        case .inputOutput: .inputOutput
        case .busy: .tryLater
        }
    }
}
