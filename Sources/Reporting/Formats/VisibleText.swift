import Records

/// Text of unknown origin, so that a reader sees what is there: control characters, line ends and those that turn the
/// direction of writing are shown by name instead of obeyed.
enum VisibleText {
    static func scalars(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: isHidden) else { return text }
        var shown = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if isHidden(scalar) {
                shown.append(contentsOf: name(of: scalar).unicodeScalars)
            } else {
                shown.append(scalar)
            }
        }
        return String(shown)
    }

    private static func name(of scalar: Unicode.Scalar) -> String {
        VisibleWords.picture(of: scalar).map { String($0) } ?? "⟨U+\(Hexadecimal.number(of: scalar))⟩"
    }

    private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
        VisibleWords.isHidden(scalar) || scalar.properties.generalCategory == .privateUse
    }
}

extension String {
    /// As content or an attribute of HTML and SVG.
    var html: String {
        var escaped = String.UnicodeScalarView()
        for scalar in VisibleText.scalars(self).unicodeScalars {
            switch scalar {
            case "&": escaped.append(contentsOf: "&amp;".unicodeScalars)
            case "<": escaped.append(contentsOf: "&lt;".unicodeScalars)
            case ">": escaped.append(contentsOf: "&gt;".unicodeScalars)
            case "\"": escaped.append(contentsOf: "&quot;".unicodeScalars)
            case "'": escaped.append(contentsOf: "&#39;".unicodeScalars)
            default: escaped.append(scalar)
            }
        }
        return String(escaped)
    }
}
