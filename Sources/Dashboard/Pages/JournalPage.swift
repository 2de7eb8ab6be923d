import Canvas
import Engine
import Journal
import Records

extension PageID {
    static let journal = PageID("journal")
}

extension Context {
    static let journal = Context(.journal)
}

/// Every event, newest first, and whether their chain was checked.
struct JournalPage: Page {
    static let id = PageID.journal
    static let number = 7
    static let title = "Journal"
    static let commands: [KeyCommand] = [
        KeyCommand(
            .checkChain, "check the chain", "check every event", keys: [.char("I")], in: .only([.journal]),
            group: .screen, rank: 10
        ) {
            _ in [.perform(.checkChain)]
        }
    ]

    var cursor = ListCursor()

    func heading(in dashboard: Dashboard, _ snapshot: Snapshot) -> String {
        "\(snapshot.events.count.counted("event")) · \(chain(snapshot, in: dashboard))"
    }

    private func chain(_ snapshot: Snapshot, in dashboard: Dashboard) -> String {
        switch snapshot.chain {
        case .unchecked: "chain not checked yet (\(dashboard.keyName(of: .checkChain)))"
        case .checked(let verdict): verdict.sentence
        }
    }

    func move(by delta: Int, in dashboard: inout Dashboard) {
        dashboard[Self.self].cursor.move(by: delta, count: dashboard.snapshot?.events.count ?? 0)
    }

    func draw(in dashboard: Dashboard, on canvas: inout Canvas, _ whole: Area, _ snapshot: Snapshot) {
        var area = whole
        _ = area.takeTop(1)
        let events = snapshot.events
        for (line, index) in cursor.visible(count: events.count, height: area.height).enumerated() {
            // Newest first.
            let event = events[events.count - 1 - index]
            let y = area.y + line
            let isCurrent = index == cursor.position
            canvas.mark(item: index, y: y)
            let style = isCurrent ? Style(.cursor) : Style()
            if isCurrent {
                canvas.fill(x: 0, y: y, width: area.width, height: 1, style: style)
                canvas.write("▸", x: 1, y: y, Style(.cursor, bold: true))
            }
            canvas.writeRight(event.seq.grouped, right: 9, y: y, isCurrent ? style : Style(.dim))
            canvas.write(String(event.ts.dropFirst(11).prefix(8)), x: 11, y: y, isCurrent ? style : Style(.dim))
            canvas.write(event.actor, x: 21, y: y, style, width: 10)
            canvas.write(event.action.rawValue, x: 32, y: y, Style(isCurrent ? .cursor : .heading), width: 16)
            canvas.write(event.summary, x: 49, y: y, style, width: area.width - 50)
        }
    }

    func open(in dashboard: inout Dashboard) -> [Effect] {
        guard let events = dashboard.snapshot?.events, !events.isEmpty else { return [] }
        let event = events[events.count - 1 - min(cursor.position, events.count - 1)]
        var lines = ["hash            \(event.hash)", ""]
        for (key, value) in (event.object.objectValue ?? [:]).sorted(by: { $0.key < $1.key }) {
            lines.append("\(key.padding(toLength: 15)) \(value.stringValue ?? value.canonical)")
        }
        if let payload = event.payload {
            lines += ["", "beside the chain, erasable:", String(payload.canonical.prefix(2000))]
        }
        dashboard.panel = TextPanel(title: "Event \(event.seq)", lines: lines)
        return []
    }
}

extension String {
    fileprivate func padding(toLength length: Int) -> String {
        count >= length ? self : self + String(repeating: " ", count: length - count)
    }
}
