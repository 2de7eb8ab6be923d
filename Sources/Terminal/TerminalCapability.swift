internal import CNcurses
internal import Glibc

/// What the terminal at hand can do, found out before anything is changed.
public enum TerminalCapability {
    /// Why no dashboard can start here; nil where one can.
    public static func refusal() -> TerminalError? {
        let nextStep =
            "Every capability works without the screen: lethe --help"
        if isatty(STDIN_FILENO) == 0 {
            return TerminalError(
                sentence: "The dashboard needs a keyboard, and input is not a terminal.", nextStep: nextStep)
        }
        if isatty(STDOUT_FILENO) == 0 {
            return TerminalError(
                sentence: "The dashboard needs a screen, and output is not a terminal.", nextStep: nextStep)
        }
        let type = variable("TERM")
        switch Int(curses_fitness(STDOUT_FILENO)) {
        case curses_unknown_type:
            let sentence = type.map { "Nothing is known about a terminal of type '\($0)'." } ?? "TERM is not set."
            return TerminalError(sentence: sentence, nextStep: nextStep)
        case curses_cannot_place_cursor:
            return TerminalError(
                sentence: "A terminal of type '\(type ?? "")' can't place its cursor, which the dashboard needs.",
                nextStep: nextStep)
        default: return nil
        }
    }

    /// An environment variable; nil where it is empty, too.
    static func variable(_ name: String) -> String? {
        guard let value = getenv(name), value.pointee != 0 else { return nil }
        return String(cString: value)
    }

    /// Sets the locale for characters.
    ///
    /// A UTF-8 locale that was never generated becomes `C.UTF-8`; every other character set becomes ASCII.
    /// - Returns: True where only ASCII may be shown.
    static func adoptLocale() -> Bool {
        let isKnown = setlocale(LC_CTYPE, "") != nil
        if isKnown, codeset() == "UTF-8" { return false }
        let name = (variable("LC_ALL") ?? variable("LC_CTYPE") ?? variable("LANG") ?? "").lowercased()
        let isMeant = name.hasSuffix("utf-8") || name.hasSuffix("utf8")
        if !isKnown, isMeant, setlocale(LC_CTYPE, "C.UTF-8") != nil, codeset() == "UTF-8" { return false }
        setlocale(LC_CTYPE, "C")
        return true
    }

    private static func codeset() -> String { String(cString: nl_langinfo(nl_item(CODESET))) }
}
