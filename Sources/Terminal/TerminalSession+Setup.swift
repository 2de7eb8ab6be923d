internal import CNcurses
internal import Canvas

extension TerminalSession {
    static let mouseOff = "\u{1B}[?1006l\u{1B}[?1000l"
    static let pasteOff = "\u{1B}[?2004l"

    static func failure(_ sentence: String) -> TerminalError {
        TerminalError(sentence: sentence, nextStep: "Every capability works without the screen: lethe --help")
    }

    /// Sets curses to raw keys and this program's colours, and enters the screen.
    ///
    /// - Parameter extra: what undoes more than curses does, whenever the terminal has to be given back in a hurry.
    static func configure(undoing extra: String) -> ColorDepth {
        let screen = curses_screen()
        // Ctrl-C, Ctrl-Z, Ctrl-S and Ctrl-\ are keys; Enter stays what it is.
        raw()
        noecho()
        nonl()
        // Curses looks for typed keys to put off drawing; keys are read elsewhere.
        typeahead(-1)
        intrflush(screen, false)
        curs_set(0)
        var depth = ColorDepth.monochrome
        if TerminalCapability.variable("NO_COLOR") == nil, has_colors(), start_color() == OK,
            use_default_colors() == OK
        {
            depth = ColorDepth(count: Int(curses_colors()))
        }
        lifeline_set_reset(extra)
        wrefresh(screen)
        return depth
    }

    /// The sequences this terminal's description gives for keys.
    static func terminalSequences() -> [[UInt8]: Key] {
        var names: [(name: String, key: Key)] = [
            ("kcuu1", .up), ("kcud1", .down), ("kcub1", .left), ("kcuf1", .right), ("khome", .home), ("kend", .end),
            ("kpp", .pageUp), ("knp", .pageDown), ("kdch1", .delete), ("kich1", .insert), ("kcbt", .backTab),
            ("kbs", .backspace), ("kent", .enter),
        ]
        names += (1...24).map { ("kf\($0)", .function($0)) }
        var sequences: [[UInt8]: Key] = [:]
        for (name, key) in names {
            guard let text = curses_capability(name) else { continue }
            let bytes = Array(String(cString: text).utf8)
            if bytes.count > 1, bytes[0] == 0x1B { sequences[Array(bytes.dropFirst())] = key }
        }
        return sequences
    }
}
