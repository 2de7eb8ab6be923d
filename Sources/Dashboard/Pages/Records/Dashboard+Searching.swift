import Canvas
import Engine
import Records

// Going to a record by what it says, by its number, its share of the way, or its id.
extension Dashboard {
    mutating func editSearch() -> [Effect] {
        panel = SearchPanel()
        return []
    }

    /// Takes what was typed after `/`: words in either case, or `/a regular expression/`.
    mutating func acceptSearch(_ text: String) -> [Effect] {
        panel = nil
        guard !text.isEmpty else { return searchAgain(1) }
        do {
            records.search = try RecordSearch(text)
        } catch {
            refuse(error.message)
            return []
        }
        return searchAgain(1)
    }

    mutating func searchAgain(_ step: Int) -> [Effect] {
        guard let search = records.search else {
            refuse("Nothing was searched for yet: \(command: .search) searches.")
            return []
        }
        let seek = Seek(
            .text(search), in: records.rows, from: records.cursor.position, step: step, wraps: true,
            coveredAgain: records.veiledAgain)
        return [start(.search(step: step), .seek(seek))]
    }

    // MARK: Jumps

    /// What a place is called in the palette: "612", "50%", "id 7f3a" or "id:7f3a"; nil for anything else.
    mutating func jump(_ typed: String) -> [Effect]? {
        let text = typed.trimming { $0 == " " }
        if let row = Int(text) { return goToRow(row) }
        if text.hasSuffix("%"), let percent = Double(String(text.dropLast()).trimming { $0 == " " }) {
            return goToShare(percent)
        }
        for prefix in ["id:", "id "] where text.lowercased().hasPrefix(prefix) {
            return goToID(String(text.dropFirst(prefix.count)).trimming { $0 == " " }.lowercased())
        }
        return nil
    }

    private mutating func goToRow(_ number: Int) -> [Effect] {
        guard number > 0, number <= snapshot?.counts.records ?? 0 else {
            refuse("Row \(number) is not among the \(records.rows.count.grouped) shown.")
            return []
        }
        returnToRecords()
        guard records.rows.isAscending else {
            return [start(.goTo("Row \(number)"), .seek(Seek(.row(number - 1), in: records.rows)))]
        }
        if let place = records.rows.place(of: number - 1) {
            records.cursor.move(to: place, count: records.rows.count)
        } else {
            sayNowhere(.goTo("Row \(number)"))
        }
        return []
    }

    private mutating func goToShare(_ percent: Double) -> [Effect] {
        guard (0...100).contains(percent) else {
            refuse("A share of the way is between 0% and 100%.")
            return []
        }
        returnToRecords()
        let place = Int((percent / 100 * Double(max(0, records.rows.count - 1))).rounded())
        records.cursor.move(to: place, count: records.rows.count)
        return []
    }

    private mutating func goToID(_ digits: String) -> [Effect] {
        guard snapshot?.overlay.ids.isEmpty == false else {
            refuse("Records have ids once there is a project.")
            return []
        }
        guard RecordID.range(startingWith: digits) != nil else {
            refuse("An id is of hexadecimal digits, up to 32: id:7f3a")
            return []
        }
        returnToRecords()
        return [start(.goTo("Id \(digits)"), .seek(Seek(.id(digits), in: records.rows)))]
    }

    private mutating func returnToRecords() {
        review = nil
        screen = .records
    }
}
