/// Notices, event by event, what is odd in a chain and no fault of it.
///
/// A clock can be set wrong and set right again, and a project can be moved; so none of this is called an edit.
struct ChainNotes {
    /// A step back that setting a clock right makes by itself.
    private static let clockStep: Int64 = 60_000
    /// What two clocks may differ by.
    private static let clockDifference: Int64 = 300_000
    /// 2025 begins; there was no Lethe then.
    private static let earliest: Int64 = 1_735_689_600_000

    /// The moment of checking; nil where nobody knows it.
    private let now: Int64?
    private var last: (seq: Int, ts: String, moment: Int64)?

    private var stepsBack = Findings()
    private var fromTheFuture = Findings()
    private var tooEarly = Findings()
    private var moves = Findings()

    init(now: String) { self.now = Clock.milliseconds(now) }

    /// - Throws: `ChainFault` where the time is none that Lethe writes.
    mutating func take(_ event: ChainLine, as seq: Int) throws(ChainFault) {
        guard let moment = Clock.milliseconds(event.ts) else {
            throw ChainFault("'\(event.ts.prefix(40))' is no time that Lethe writes")
        }
        if let last, moment < last.moment - Self.clockStep {
            stepsBack.note("Event \(seq) is dated \(event.ts), before event \(last.seq) of \(last.ts)")
        }
        if let now, moment > now + Self.clockDifference {
            fromTheFuture.note("Event \(seq) is dated \(event.ts), which is still to come by this machine's clock")
        }
        if moment < Self.earliest { tooEarly.note("Event \(seq) is dated \(event.ts), before there was Lethe") }
        last = (seq, event.ts, moment)
        if event.isElsewhere { moves.note("At event \(seq) the project was opened in another place than before") }
    }

    var sentences: [String] {
        [
            stepsBack.sentence(": a clock was set back, or was wrong before."),
            fromTheFuture.sentence(": one of the two clocks is wrong."),
            tooEarly.sentence(": the clock was wrong."),
            moves.sentence(": it was moved, restored or copied. If the original was used on, there are two journals."),
        ].compactMap(\.self)
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
