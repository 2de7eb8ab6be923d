import Canvas
import Engine
import Records

/// What can be written out.
enum Destination: Int, CaseIterable, Sendable {
    case records, fairness, bundle, redactedCopy, report

    /// The letter that chooses it; digits are pages.
    var letter: Character { ["a", "b", "c", "d", "e"][rawValue] }
}

/// Asks what to write.
struct WritePanel: ListPanel {
    var cursor = ListCursor()

    func count(in dashboard: Dashboard) -> Int { Destination.allCases.count }

    func hints(in dashboard: Dashboard) -> [Hint] {
        [Hint("a–e", "choose"), Hint("Enter", "choose"), dashboard.backHint]
    }

    func draw(in dashboard: Dashboard, on canvas: inout Canvas, _ area: Area) {
        let inner = canvas.box(area, height: Destination.allCases.count, title: "Write")
        for destination in Destination.allCases {
            let y = inner.y + destination.rawValue
            let isCurrent = destination.rawValue == cursor.position
            if isCurrent { canvas.fill(x: inner.x, y: y, width: inner.width, height: 1, style: Style(.cursor)) }
            canvas.mark(item: destination.rawValue, y: y)
            canvas.write(
                "\(destination.letter)  \(dashboard.title(destination))", x: inner.x + 1, y: y,
                isCurrent ? Style(.cursor) : Style(), width: inner.width - 2)
        }
    }

    mutating func press(_ key: Key, in dashboard: inout Dashboard) -> [Effect] {
        if let choice = Destination.allCases.first(where: { .character($0.letter) == key }) {
            return dashboard.choosePath(choice)
        }
        if key == .enter { return choose(in: &dashboard) }
        if dashboard.goesBack(key) { return close(in: &dashboard) }
        if let step = dashboard.step(for: key) { cursor.move(by: step, count: count(in: dashboard)) }
        return []
    }

    func choose(in dashboard: inout Dashboard) -> [Effect] {
        dashboard.choosePath(Destination.allCases[cursor.position])
    }
}

/// Asks where to write it.
struct PathPanel: TypedPanel {
    let destination: Destination
    var field: TextField
    let question: String

    var actsOnRecords: Bool { true }

    func hints(in dashboard: Dashboard) -> [Hint] { [Hint("Enter", "write"), Hint("Ctrl-G", "back")] }

    func accept(in dashboard: inout Dashboard) -> [Effect] {
        dashboard.panel = nil
        return dashboard.write(destination, to: field.text)
    }
}

// Writing out.
extension Dashboard {
    mutating func askWhatToWrite() -> [Effect] {
        panel = WritePanel()
        return []
    }

    func title(_ destination: Destination) -> String {
        switch destination {
        case .records: "the \(records.rows.count.counted("record")) shown, with flags and reasons (CSV)"
        case .report: "the report, for a reader (HTML; .md .csv .json too)"
        case .fairness: "the fairness figures, before and after (JSON)"
        case .bundle: "the journal bundle, which anyone can verify"
        case .redactedCopy:
            "a copy of the file without \(snapshot?.subject.gone ?? "forgotten") records"
        }
    }

    mutating func choosePath(_ destination: Destination) -> [Effect] {
        guard let snapshot else { return [] }
        let (base, suffix) = PathText.ending(of: snapshot.table.path)
        let path =
            switch destination {
            case .records: base + "-flagged.csv"
            case .report: base + "-report.html"
            case .fairness: base + "-fairness.json"
            case .bundle: base + "-journal"
            case .redactedCopy: base + "-redacted." + (suffix.isEmpty ? "csv" : suffix)
            }
        panel = PathPanel(
            destination: destination, field: TextField(path), question: "Write \(title(destination)) to:")
        return []
    }

    mutating func write(_ destination: Destination, to path: String) -> [Effect] {
        guard !path.isEmpty else { return [] }
        switch destination {
        case .records: return [.perform(.write(.records(path: path, rows: Array(records.rows))))]
        case .report: return [.perform(.write(.report(path: path)))]
        case .fairness: return [.perform(.write(.fairness(path: path)))]
        case .bundle: return [.perform(.write(.bundle(path: path)))]
        case .redactedCopy: return [.perform(.write(.redactedCopy(path: path)))]
        }
    }
}
