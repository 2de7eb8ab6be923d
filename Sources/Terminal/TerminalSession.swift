internal import CNcurses
public import Canvas
internal import Dispatch
internal import Glibc

/// The terminal while the dashboard has it: canvases out, keys in, and everything given back at the end.
///
/// ```swift
/// let session = try TerminalSession()
/// for await event in session.events {
///     …
///     session.present(canvas)
/// }
/// session.end()
/// ```
/// Whatever else ends the program (a crash, a second signal, `exit`) gives the terminal back as well, with what was written to
/// standard error meanwhile.
@MainActor public final class TerminalSession {
    public enum Event: Sendable {
        /// All keys that came at once; draw one frame for them. A change of size comes as `Key.resize`.
        case keys([Key])
        /// `wake()` was called, once or more often.
        case wake
        /// The program shall end: a signal says so, or the terminal is gone (HUP). See `endProgram(by:)`.
        case terminate(signal: Int32)
    }

    /// Keys, wake-ups and signals in their order, for one consumer; ends with the session.
    public let events: AsyncStream<Event>
    /// True where the locale has nothing but ASCII: draw with `Canvas(ascii: true)` and `MarkSet.ascii`.
    public let isASCII: Bool
    /// What charts are drawn with: what the terminal is likely to have, or what `LETHE_MARKS` says.
    public let marks: MarkSet
    public let depth: ColorDepth

    let continuation: AsyncStream<Event>.Continuation
    var painter: Painter
    /// Whether the terminal is asked what it writes on.
    private let asksBackground: Bool
    private let takesMouse: Bool
    var decoder: KeyDecoder
    private(set) var isOpen = true
    /// True from leaving the screen until it is taken again.
    private var isAway = false
    private let screen: OpaquePointer
    private let takesPaste: Bool
    private var input: (any DispatchSourceRead)?
    private var signals: (any DispatchSourceRead)?
    let patience: any DispatchSourceTimer

    /// One session at a time: curses has but one screen, the process but one set of signal handlers.
    private static var isTaken = false

    /// Takes the terminal: alternate screen, raw keys, bracketed paste.
    ///
    /// - Parameter background: What the terminal writes on; nil: what it says itself, dark where it says nothing.
    /// - Parameter mouse: Whether clicks and the wheel are keys; text is selected with Shift then.
    /// - Parameter log: A file for what is written to standard error meanwhile (it is appended to, and shown at the end);
    ///   nil keeps it in memory.
    public init(background: Background? = nil, mouse: Bool = false, log: String? = nil) throws(TerminalError) {
        if let refusal = TerminalCapability.refusal() { throw refusal }
        if Self.isTaken { throw Self.failure("The terminal is in use by this program already.") }
        // What the shell has set meanwhile is not what is to be brought back.
        guard signals_wait_for_terminal() else { throw Self.failure("The terminal is in use by another program.") }
        isASCII = TerminalCapability.adoptLocale()
        marks = .chosen(
            isASCII: isASCII, terminal: TerminalCapability.variable("TERM"),
            wanted: TerminalCapability.variable("LETHE_MARKS"))
        let error = lifeline_open(STDIN_FILENO, STDOUT_FILENO, log)
        if error != 0 {
            throw Self.failure("The terminal can't be set up: \(String(cString: strerror(error))).")
        }
        // Before curses, which installs its own handlers where it finds none.
        let descriptor = signals_open()
        guard descriptor >= 0, let screen = curses_open(STDIN_FILENO, STDOUT_FILENO) else {
            lifeline_close()
            signals_close()
            close(descriptor)
            throw Self.failure("The terminal can't be set up.")
        }
        self.screen = screen
        takesPaste = curses_capability("cup").map { String(cString: $0).hasPrefix("\u{1B}[") } ?? false
        depth = Self.configure(undoing: takesPaste ? Self.pasteOff + (mouse ? Self.mouseOff : "") : "")
        let told = TerminalCapability.variable("COLORFGBG").flatMap { Background(colorFGBG: $0) }
        painter = Painter(isASCII: isASCII, depth: depth, background: background ?? told ?? .dark)
        asksBackground = background == nil && told == nil && depth != .monochrome && takesPaste
        takesMouse = mouse && takesPaste
        decoder = KeyDecoder(sequences: Self.terminalSequences())
        // Nothing may be dropped: there are keys in it. Wake-ups can't pile up, they share one descriptor.
        (events, continuation) = AsyncStream.makeStream(bufferingPolicy: .unbounded)
        patience = DispatchSource.makeTimerSource(queue: .main)
        Self.isTaken = true
        listen(to: descriptor)
        setPaste(on: true)
        if asksBackground { write("\u{1B}]11;?\u{7}") }
    }

    /// Columns and rows of the screen.
    public var size: (width: Int, height: Int) {
        isOpen ? (Int(getmaxx(curses_screen())), Int(getmaxy(curses_screen()))) : (0, 0)
    }

    /// Makes `events` yield `wake` soon. From any thread; many calls may become one event.
    public nonisolated func wake() { signals_wake() }

    /// Shows `canvas`, and sends the terminal only what changed; nothing while the program is away from its screen.
    public func present(_ canvas: Canvas) {
        if isOpen, !isAway { painter.paint(canvas) }
    }

    /// Draws everything again, in case another program wrote over it.
    public func redraw() {
        guard isOpen, !isAway, let canvas = painter.shown else { return }
        painter.forget()
        painter.paint(canvas)
    }

    /// Gives the terminal back and stops the program as Ctrl-Z does; returns when it is continued, with the last canvas
    /// shown again. A `Key.resize` follows, or `Event.terminate` where the program was continued to be ended.
    public func suspend() {
        guard isOpen else { return }
        leaveScreen()
        signals_stop_program()
        let happened = signals_take()
        if happened & signals_ended == 0 { returnToScreen() }
        handle(signals: happened)
    }

    /// Gives the terminal back for good; `events` ends. Harmless when repeated.
    ///
    /// Signals that come from now on end the program at once, but for one that comes with the one that ended the session.
    public func end() {
        guard isOpen else { return }
        isOpen = false
        Self.isTaken = false
        for source in [input, signals] { source?.cancel() }
        patience.cancel()
        if !isAway { leaveScreen() }
        lifeline_close()
        signals_close()
        curses_close(screen)
        continuation.finish()
    }

    /// Ends the program by the signal that asked for it, once all is in order: whoever started it sees that (a shell as
    /// 128 + n), and a script that was interrupted is not gone on with.
    public static func endProgram(by signal: Int32) -> Never { signals_end_program(signal) }

    /// Puts `text` on the clipboard of whoever looks at the terminal (OSC 52), as far as that terminal allows it.
    public func copyToClipboard(_ text: ClipboardText) {
        guard isOpen, !isAway else { return }
        write("\u{1B}]52;c;\(Base64.encoded(Array(text.string.utf8)))\u{7}")
    }

    // MARK: - Screen and signals

    func leaveScreen() {
        setPaste(on: false)
        curses_leave()
        lifeline_release()
        isAway = true
    }

    /// Takes the screen again, whatever others did to it meanwhile, once the program is in the foreground.
    func returnToScreen() {
        guard signals_wait_for_terminal() else {
            let signal = signals_ending()
            continuation.yield(.terminate(signal: signal == 0 ? SIGHUP : signal))
            return
        }
        lifeline_resume()
        isAway = false
        let canvas = painter.shown
        painter.forget()
        // Curses enters its screen and its settings again with the next refresh.
        adoptSize()
        if let canvas { painter.paint(canvas) } else { wrefresh(curses_screen()) }
        setPaste(on: true)
        let size = size
        continuation.yield(.keys([.resize(width: size.width, height: size.height)]))
    }

    /// Takes over the size of the window.
    func adoptSize() {
        var (width, height): (Int32, Int32) = (0, 0)
        if curses_window_size(STDOUT_FILENO, &width, &height) { resizeterm(height, width) }
    }

    private func listen(to descriptor: Int32) {
        let input = DispatchSource.makeReadSource(fileDescriptor: STDIN_FILENO, queue: .main)
        input.setEventHandler { [weak self] in self?.readKeys() }
        self.input = input
        let signals = DispatchSource.makeReadSource(fileDescriptor: descriptor, queue: .main)
        // Dispatch may look at the descriptor until then.
        signals.setCancelHandler { close(descriptor) }
        signals.setEventHandler { [weak self] in self?.handle(signals: signals_take()) }
        self.signals = signals
        patience.setEventHandler { [weak self] in self?.runOutOfPatience() }
        input.activate()
        signals.activate()
        patience.activate()
    }

    /// The terminal said what it writes on.
    func adopt(_ background: Background) {
        guard asksBackground, isOpen, !isAway else { return }
        let canvas = painter.shown
        painter = Painter(isASCII: isASCII, depth: depth, background: background)
        painter.forget()
        if let canvas { painter.paint(canvas) }
    }

    func stopReading() { input?.cancel() }

    func setPaste(on: Bool) {
        if takesPaste { write(on ? "\u{1B}[?2004h" : Self.pasteOff) }
        if takesMouse { write(on ? "\u{1B}[?1000h\u{1B}[?1006h" : Self.mouseOff) }
    }

    private func write(_ text: String) { lifeline_write_screen(text, text.utf8.count) }
}
