/// Notices, event by event, what is odd in a chain and no fault of it.
///
/// A clock can be set wrong and set right again, a project can be moved, and a newer version may write what this one does
/// not know; so none of this is called an edit.
struct ChainNotes {
    /// A step back that setting a clock right makes by itself.
    private static let clockStep: Int64 = 60_000
    /// What two clocks may differ by.
    private static let clockDifference: Int64 = 300_000
    /// 2025 begins; there was no Lethe then.
    private static let earliest: Int64 = 1_735_689_600_000
    /// So many unknown actions are named; a stranger may invent any number of them.
    private static let mostNamed = 5

    /// The moment of checking; nil where nobody knows it.
    private let now: Int64?
    private var last: (seq: Int, moment: Int64)?

    private var remarks: [String] = []
    private var stepsBack = Findings()
    private var fromTheFuture = Findings()
    private var tooEarly = Findings()
    private var moves = Findings()
    private var newer = Findings()
    private var unknown: (events: Int, named: [(action: String, events: Int)]) = (0, [])

    init(now: String) { self.now = Clock.milliseconds(now) }

    mutating func remark(_ sentence: String) { remarks.append(sentence) }

    /// - Throws: `ChainFault` where the time is none that Lethe writes.
    mutating func take(_ event: ChainLine, isKnown: Bool, as seq: Int) throws(ChainFault) {
        guard let moment = event.moment else {
            throw ChainFault("'\(event.ts.prefix(40))' is no time that Lethe writes")
        }
        func dated() -> String { "Event \(seq) is dated \(Clock.text(milliseconds: moment))" }
        if let last, moment < last.moment - Self.clockStep {
            stepsBack.note("\(dated()), before event \(last.seq) of \(Clock.text(milliseconds: last.moment))")
        }
        if let now, moment > now + Self.clockDifference {
            fromTheFuture.note("\(dated()), which is still to come by this machine's clock")
        }
        if moment < Self.earliest { tooEarly.note("\(dated()), before there was Lethe") }
        last = (seq, moment)
        if event.isElsewhere { moves.note("At event \(seq) the project was opened in another place than before") }
        if event.form > ChainLine.version { newer.note(Self.words(event, seq)) }
        if !isKnown { note(unknown: event.action.rawValue) }
    }

    private mutating func note(unknown action: String) {
        unknown.events += 1
        if let place = unknown.named.firstIndex(where: { $0.action == action }) {
            unknown.named[place].events += 1
        } else if unknown.named.count < Self.mostNamed {
            unknown.named.append((action, 1))
        }
    }

    private static func words(_ event: ChainLine, _ seq: Int) -> String {
        let form = "Event \(seq) is of form \(event.form), this version knows \(ChainLine.version)"
        guard event.unknown.count > 0 else { return form }
        // The key is a stranger's: what is no plain letter is not repeated.
        let key = String(decoding: event.unknown.first.prefix(40), as: UTF8.self).filter {
            $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_" || $0 == "-")
        }
        return form + ", with \(ChainVerdict.count(event.unknown.count, "member")) that it does not know ('\(key)')"
    }

    var sentences: [String] {
        remarks
            + [
                unknownActions,
                newer.sentence(": only what is known of it was checked."),
                stepsBack.sentence(": a clock was set back, or was wrong before."),
                fromTheFuture.sentence(": one of the two clocks is wrong."),
                tooEarly.sentence(": the clock was wrong."),
                moves.sentence(
                    ": it was moved, restored or copied. If the original was used on, there are two journals."),
            ].compactMap(\.self)
    }

    /// "3 events of actions this version does not know: transplant (2), adopt (1); …"
    private var unknownActions: String? {
        guard unknown.events > 0 else { return nil }
        let named = unknown.named.map { "\($0.action) (\($0.events))" }
        let others = unknown.events - unknown.named.reduce(0) { $0 + $1.events }
        let all = named + (others > 0 ? ["others (\(others))"] : [])
        return "\(ChainVerdict.count(unknown.events, "event")) of actions this version does not know: "
            + "\(all.joined(separator: ", ")); their form and their place in the chain were checked."
    }

    /// The first of its kind, and how many there are.
    private struct Findings {
        private var first: String?
        private var count = 0

        mutating func note(_ what: @autoclosure () -> String) {
            if first == nil { first = what() }
            count += 1
        }

        func sentence(_ end: String) -> String? {
            first.map { $0 + (count > 1 ? " (and \(count - 1) more like it)" : "") + end }
        }
    }
}
