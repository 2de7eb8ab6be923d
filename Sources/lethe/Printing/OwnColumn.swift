import Engine
import Journal
import Records

/// A column that Lethe adds to a table, named as filters name it, with a colon: no column of a file is meant by it.
enum OwnColumn: Equatable {
    /// `row:`, counted from 1.
    case row
    /// `id:`, 32 hexadecimal digits.
    case id
    /// `reason:` of what was decided.
    case reason
    /// `flag:`, `hit:`, `split:`, `state:`: every value that a record has, with blanks between.
    case facet(String)

    /// Names that only a project gives a meaning to.
    static let ofProjects = ["id:", "reason:", "flag:", "hit:", "split:", "state:", "turn:"]

    /// Nil for any other name, and where nothing is known that it names.
    init?(_ name: String, _ overlay: Overlay) {
        guard name.hasSuffix(":") else { return nil }
        let word = String(name.dropLast())
        switch word {
        case "row": self = .row
        case "id" where !overlay.ids.isEmpty: self = .id
        case "reason" where overlay.facets["flag"] != nil: self = .reason
        case _ where overlay.facets[word] != nil: self = .facet(word)
        default: return nil
        }
    }

    var name: String {
        switch self {
        case .row: "row:"
        case .id: "id:"
        case .reason: "reason:"
        case .facet(let word): word + ":"
        }
    }

    /// Every one that is known here.
    static func names(_ overlay: Overlay) -> [String] {
        (["row:"] + ofProjects).filter { OwnColumn($0, overlay) != nil }
    }

    func text(_ row: Int, in snapshot: Snapshot) -> String {
        switch self {
        case .row: return "\(row + 1)"
        case .id: return snapshot.overlay.ids.indices.contains(row) ? snapshot.overlay.ids[row].description : ""
        case .reason: return snapshot.reasons[row] ?? ""
        case .facet(let word):
            guard let facet = snapshot.overlay.facets[word] else { return "" }
            return facet.places(of: row).map { facet.values[$0] }.joined(separator: " ")
        }
    }
}
