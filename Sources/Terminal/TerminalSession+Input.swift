internal import CNcurses
internal import Canvas
internal import Dispatch
internal import Glibc

extension TerminalSession {
    /// Reads what has come, up to a bound that leaves time for drawing.
    func readKeys() {
        guard isOpen else { return }
        crashes_guard_thread()
        var keys: [Key] = []
        var buffer = [UInt8](repeating: 0, count: 4096)
        for _ in 0..<16 {
            guard hasInput else { break }
            let count = read(STDIN_FILENO, &buffer, buffer.count)
            if count > 0 {
                keys += decoder.feed(buffer[..<count])
            } else if count < 0, errno == EINTR || errno == EAGAIN {
                break
            } else {
                // Nobody is at the other end any more. Without this the source would fire for ever.
                stopReading()
                continuation.yield(.terminate(signal: SIGHUP))
                break
            }
        }
        if let delay = decoder.patience(escape: Self.escapeDelay) {
            patience.schedule(deadline: .now() + .milliseconds(delay), leeway: .milliseconds(1))
        }
        keys.removeAll { key in
            guard case .background(let red, let green, let blue) = key else { return false }
            adopt(Background(red: red, green: green, blue: blue))
            return true
        }
        if !keys.isEmpty { continuation.yield(.keys(keys)) }
    }

    /// Nothing followed an Esc, half a sequence, or what was pasted so far.
    func runOutOfPatience() {
        // What has come while this program was busy did follow.
        guard isOpen, decoder.isWaiting, !hasInput else { return }
        continuation.yield(.keys(decoder.timeOut()))
    }

    private var hasInput: Bool {
        var waiting = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
        return poll(&waiting, 1, 0) > 0
    }

    /// Acts on the bits of `signals_take`.
    func handle(signals: UInt32) {
        guard isOpen else { return }
        func has(_ bit: UInt32) -> Bool { signals & bit != 0 }
        if has(signals_woken) { continuation.yield(.wake) }
        if has(signals_ended) {
            // Nothing is drawn any more: the terminal may be another's by now.
            continuation.yield(.terminate(signal: signals_ending()))
        } else if has(signals_stopped) {
            suspend()
        } else if has(signals_continued) {
            // Stopped by someone else (SIGSTOP): the shell has had the terminal since.
            leaveScreen()
            returnToScreen()
        } else if has(signals_resized) {
            adoptSize()
            painter.forget()
            continuation.yield(.keys([.resize(width: size.width, height: size.height)]))
        }
    }

    /// Milliseconds to wait after a lone Esc: 25, or what ESCDELAY says, as curses has it for slow lines.
    private static let escapeDelay: Int =
        TerminalCapability.variable("ESCDELAY").flatMap { Int($0) }.map { min(max($0, 1), 2_000) } ?? 25
}
