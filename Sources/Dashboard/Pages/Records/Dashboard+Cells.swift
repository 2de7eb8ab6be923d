import Canvas
import Engine
import Journal
import Records

// The cells of the table: what stands in them, and what is covered.
extension Dashboard {
    func cellStyle(_ column: ShownColumn, _ isCurrent: Bool) -> Style {
        if isCurrent { return Style(.cursor) }
        switch column {
        case .row, .hits: return Style(.dim)
        default: return Style()
        }
    }

    func drawFlags(on canvas: inout Canvas, _ x: Int, _ y: Int, _ row: Int, _ snapshot: Snapshot) {
        var x = x
        for flag in snapshot.mask(of: row).flags {
            x += canvas.write(flag.letter, x: x, y: y, Style(flag.role, bold: true))
        }
        if snapshot.isStaged(row) {
            canvas.write("d", x: x, y: y, Style(.staged, bold: true))
        }
    }

    /// The text of one cell; covered where the record's text is veiled.
    func cellText(_ column: ShownColumn, _ row: Int, _ snapshot: Snapshot) -> String {
        switch column {
        case .row: return "\(row + 1)"
        case .flag: return snapshot.mask(of: row).flags.map(\.letter).joined()
        case .hits: return hitNames(row, snapshot)
        case .added(let name):
            guard let value = snapshot.number(name, of: row) else { return "–" }
            return name.hasPrefix("effect.") ? value.signed(6) : value.fixed(name == "model.score" ? 3 : 2)
        case .file(let index):
            let text = snapshot.table.field(row, index)
            return veils(index, row, snapshot) ? Veil.over(text) : text
        }
    }

    func hitNames(_ row: Int, _ snapshot: Snapshot) -> String {
        guard let facet = snapshot.overlay.facets["hit"] else { return "" }
        return facet.places(of: row).filter { !facet.quiet.contains($0) }.map { facet.titles[$0] }.joined(
            separator: " ")
    }

    func veils(_ index: Int, _ row: Int, _ snapshot: Snapshot) -> Bool {
        isVeiled(row) && snapshot.veilCovers(index, of: row)
    }

    /// What is to stand out in the text of a record: what was searched for, what the filter looks for, and what detectors
    /// found; nothing where the text is covered.
    func telling(of row: Int, _ snapshot: Snapshot) -> Telling {
        guard !isVeiled(row) else { return Telling() }
        let hits = !snapshot.isHit(row) ? [] : snapshot.evidence(row).prefix(32).map { DisplayText($0.text).string }
        return Telling(
            searches: (records.search.map { [$0] } ?? []) + FilterWords.searches(in: records.activeFilterText),
            texts: Array(Set(hits.filter { !$0.isEmpty })).sorted())
    }

    /// Marks what stands out, coloured and underlined, where it is to be seen.
    func highlight(
        _ shown: DisplayText, _ telling: Telling, on canvas: inout Canvas, _ x: Int, _ y: Int, _ isCurrent: Bool
    ) {
        for place in telling.places(in: shown) {
            canvas.paint(
                x: x + place.lowerBound, y: y, width: place.count,
                style: Style(.match, bold: true, reverse: isCurrent, underline: true))
        }
    }
}

extension Flag {
    var role: Role {
        switch self {
        case .toxic: .toxic
        case .biased: .biased
        case .private: .private
        case .mislabelled: .mislabelled
        case .fine: .fine
        case .unsure: .unsure
        }
    }
}

extension Double {
    /// With a sign, always: "+.012" is written +0.012.
    func signed(_ digits: Int) -> String { (self < 0 ? "−" : "+") + magnitude.fixed(digits) }
}
