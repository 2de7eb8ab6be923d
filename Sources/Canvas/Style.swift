/// What a piece of the screen means; the theme decides how it looks.
public enum Role: UInt8, CaseIterable, Hashable, Sendable {
    case normal, dim, chrome, accent, cursor, title, heading
    case toxic, biased, `private`, mislabelled, fine, unsure, staged
    case before, after, worse, better
    case warning, error, veil, input, match
    /// Curves of a plot, which have letters too.
    case curveA, curveB, curveC, curveD
}

/// A role, and the emphasis laid over it.
public struct Style: Hashable, Sendable {
    public var role: Role
    public var bold: Bool
    public var reverse: Bool
    public var underline: Bool

    public init(_ role: Role = .normal, bold: Bool = false, reverse: Bool = false, underline: Bool = false) {
        self.role = role
        self.bold = bold
        self.reverse = reverse
        self.underline = underline
    }
}
