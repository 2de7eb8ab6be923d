import Canvas
import Engine
import Records

// Hints of panels whose keys are those of the page below, as they are bound.
extension Dashboard {
    /// "j k  move"; the arrows always move as well.
    var moveHint: Hint {
        let keys = [CommandID.down, .up].filter { table.command($0)?.places.contain(context) == true }
            .compactMap { table.keys(of: $0).first?.name }
        return Hint(keys.count == 2 ? keys.joined(separator: " ") : "↓ ↑", "move")
    }

    /// "q  back"; Esc always goes back as well.
    var backHint: Hint { Hint(backKey?.name ?? "Esc", "back") }

    /// What goes back, but for Esc; of the form, what leaves it.
    private var backKey: Key? {
        table.keys(of: context == .setUp ? .formLeave : .back).first { $0 != .escape }
    }

    /// Whether a key goes back from a panel: that of the page or the form below.
    func goesBack(_ key: Key) -> Bool { [.back, .formLeave].contains(command(for: key)) }
}
