import Canvas
import Engine
import Journal

extension Dashboard {
    func drawJournal(on canvas: inout Canvas, _ whole: Area, _ snapshot: Snapshot) {
        var area = whole
        _ = area.takeTop(1)
        let events = snapshot.events
        for (line, index) in journalCursor.visible(count: events.count, height: area.height).enumerated() {
            // Newest first.
            let event = events[events.count - 1 - index]
            let y = area.y + line
            let isCurrent = index == journalCursor.position
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

    mutating func showEvent() {
        guard let events = snapshot?.events, !events.isEmpty else { return }
        let event = events[events.count - 1 - min(journalCursor.position, events.count - 1)]
        var lines = ["hash            \(event.hash)", ""]
        for (key, value) in (event.object.objectValue ?? [:]).sorted(by: { $0.key < $1.key }) {
            lines.append("\(key.padding(toLength: 15)) \(value.stringValue ?? value.canonical)")
        }
        if let payload = event.payload {
            lines += ["", "beside the chain, erasable:", String(payload.canonical.prefix(2000))]
        }
        panel = .text(title: "Event \(event.seq)", lines: lines, ListCursor())
    }
}

extension String {
    fileprivate func padding(toLength length: Int) -> String {
        count >= length ? self : self + String(repeating: " ", count: length - count)
    }
}
