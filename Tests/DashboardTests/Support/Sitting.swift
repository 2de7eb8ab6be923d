import Canvas
import Engine
import Records
import Testing

@testable import Dashboard

/// A person before a snapshot: keys in, queries answered at once, everything else only noted.
struct Sitting: Sendable {
    var dashboard: Dashboard
    /// Commands that were asked for and not yet done.
    var asked: [Command] = []
    var copied: [String] = []
    var created: [SetUpChoices] = []
    var reopened: [ReadingChoice] = []
    /// Whether questions are left open, as where the answer takes long.
    var isSlow = false
    var open: [Effect] = []
    var hasQuit = false

    init(_ snapshot: Snapshot, width: Int = 100, height: Int = 30, isASCII: Bool = false, coached: Bool = false) {
        self.init(Dashboard(snapshot: snapshot, isASCII: isASCII, coached: coached), width, height)
        take(dashboard.start())
        feed(.snapshot(snapshot))
    }

    init(_ dashboard: Dashboard, _ width: Int = 100, _ height: Int = 30) {
        self.dashboard = dashboard
        feed(.size(width: width, height: height))
    }

    /// Asks for the first rows, as a session does.
    mutating func start() { take(dashboard.start()) }

    /// Presses keys by their names: `press("f", "Enter", "Ctrl-D")`.
    mutating func press(_ names: String...) {
        for name in names {
            guard let key = Key(named: name) else {
                Issue.record("no key is called \(name)")
                continue
            }
            feed(.key(key))
        }
    }

    /// Types text, a key a character.
    mutating func type(_ text: String) { for character in text { feed(.key(.character(character))) } }

    /// Runs a command by its name, through the palette.
    mutating func command(_ text: String) {
        press(":")
        type(text)
        press("Enter")
    }

    mutating func feed(_ input: Input) { take(dashboard.receive(input)) }

    /// Follows effects; queries are answered from the newest snapshot.
    private mutating func take(_ effects: [Effect]) {
        for effect in effects {
            switch effect {
            case .perform(let command):
                asked.append(command)
                show(command)
            case .query, .errand, .values, .summary: if isSlow { open.append(effect) } else { answer(effect) }
            case .create(let choices): created.append(choices)
            case .reopen(let choice): reopened.append(choice)
            case .stopQuery, .stopErrand, .stopCreating: open.append(effect)
            case .copy(let text): copied.append(text.string)
            case .redraw, .suspend: break
            case .quit: hasQuit = true
            }
        }
    }

    /// Follows a showing as the engine does; everything else waits for a real one.
    private mutating func show(_ command: Command) {
        guard case .reveal(let rows) = command, var snapshot = dashboard.snapshot else { return }
        snapshot.revealed.formUnion(rows)
        feed(.snapshot(snapshot))
    }

    /// Answers what was left open, oldest first.
    mutating func answerAll() {
        let effects = open
        open = []
        for effect in effects { answer(effect) }
    }

    private mutating func answer(_ effect: Effect) {
        guard let snapshot = dashboard.snapshot else { return }
        switch effect {
        case .query(let ticket, let query, let row):
            feed(.rows(ticket: ticket, Self.rows(snapshot, query, row)))
        case .errand(let ticket, let errand):
            do {
                feed(.errand(ticket: ticket, .done(try snapshot.run(errand, cancellation: Cancellation()))))
            } catch { feed(.errand(ticket: ticket, .refusal("\(error)"))) }
        case .values(let ticket, let question):
            do { feed(.values(ticket: ticket, .found(try snapshot.values(question)))) } catch {
                feed(.values(ticket: ticket, .refusal("\(error)")))
            }
        case .summary(let ticket, let filter):
            var lines: [SummaryLine] = []
            try? snapshot.summarize(filter, isVeiling: true) { lines.append($0) }
            feed(.summary(ticket: ticket, lines, isWhole: true))
        default: break
        }
    }

    private static func rows(_ snapshot: Snapshot, _ query: Query, _ row: Int?) -> RowsAnswer {
        do { return .rows(try snapshot.found(query, keeping: row)) } catch let error as FilterError {
            return .filterError(error)
        } catch {
            return .refusal("\(error)")
        }
    }

    /// The same, on a screen of another size.
    func resized(_ width: Int, _ height: Int) -> Sitting {
        var other = self
        other.feed(.size(width: width, height: height))
        return other
    }

    var canvas: Canvas { dashboard.draw() }
    var text: String { canvas.text }
    var lines: [String] { text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) }
    /// The rows shown, in their order.
    var rows: [Int] { Array(dashboard.records.rows) }
    var marks: [Int] { Array(dashboard.records.marks.list) }
    var message: String { dashboard.message?.text ?? "" }
    var snapshot: Snapshot {
        get throws { try #require(dashboard.snapshot) }
    }
}

extension FoundRows {
    /// Some rows, as a query might find them.
    init(_ rows: [Int], of count: Int = Sample.count) {
        var set = RowSet.none(count)
        for row in rows { set.insert(row) }
        self.init(rows: RowList(rows), set: set)
    }
}
