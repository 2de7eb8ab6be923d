/// Turns the bytes a terminal sends into keys: a state machine without input or output.
///
/// Sequences may arrive in pieces. A lone Esc can only be told from the start of a sequence by waiting: while
/// `isWaiting`, call `timeOut()` once nothing has come for as long as `patience` says. Every sequence is consumed whole,
/// known or not, and Alt with a character is one key, known only where it leads to a page or the key sheet: nothing a terminal sends on its own can run a command.
///
/// Nor can anything that is pasted, whether or not the paste is ever closed. Silence ends one that is not, or Ctrl-C as
/// the last that came (before more text it is part of it); what follows such a paste in one piece, longer than a hand
/// types, or up to the closing bracket, is pasted as well.
///
/// ```swift
/// var decoder = KeyDecoder()
/// decoder.feed([0x1B, 0x4F])    // [], the rest may follow
/// decoder.feed([0x41])          // [.up]
/// ```
public struct KeyDecoder: Sendable {
    /// Sequences beyond the common ones, without their leading Esc, as this terminal's description names them.
    private let sequences: [[UInt8]: Key]
    private var state = State.plain
    private var bytes: [UInt8] = []
    private var paste = PasteBuffer()
    /// Where a paste ended without its closing bracket: what is missing of that.
    private var unclosed: ArraySlice<UInt8>?

    /// A paste beyond this many bytes is cut off there.
    public static let pasteLimit = PasteBuffer.limit
    /// No keys pressed one after the other come in so many bytes at once.
    private static let mostTyped = 16

    private enum State {
        case plain
        /// Inside a scalar of several bytes, so many to come; after Esc it is no text.
        case scalar(Int, isAlt: Bool)
        case escape
        /// After `Esc [` or `Esc O`: parameters up to a final byte.
        case control
        case shift
        /// Inside a reply of the terminal (OSC, DCS …), up to BEL or `Esc \`.
        case reply(afterEscape: Bool)
        case paste
    }

    public init(sequences: [[UInt8]: Key] = [:]) { self.sequences = sequences }

    /// True where bytes are held back until more come or `timeOut()` decides.
    public var isWaiting: Bool { patience() != nil }

    /// How long to wait for more, in milliseconds, before `timeOut()` decides; nil where nothing is held back.
    ///
    /// - Parameter escape: how long to wait after a lone Esc.
    public func patience(escape: Int = 25) -> Int? {
        switch state {
        case .plain: nil
        case .escape where bytes.isEmpty: escape
        case .paste where paste.endsInInterrupt: 100
        case .paste: 1_000
        default: 500
        }
    }

    /// True where all that is held back is one Esc, which is a key of its own unless more comes at once.
    public var isEscapeOnly: Bool { if case .escape = state { bytes.isEmpty } else { false } }

    /// The keys that `input` completes.
    ///
    /// - Complexity: O(|input|).
    public mutating func feed(_ input: some Sequence<UInt8>) -> [Key] {
        var keys: [Key] = []
        if let missing = unclosed {
            let input = Array(input)
            for byte in input[goOn(with: input, missing)...] { step(byte, &keys) }
        } else {
            for byte in input { step(byte, &keys) }
        }
        return keys
    }

    /// Nothing came for a while: a lone Esc is the Esc key, half a sequence is nothing known, and a paste is what came of it.
    public mutating func timeOut() -> [Key] {
        guard isWaiting else { return [] }
        if case .paste = state {
            unclosed = paste.missing
            return [closePaste(interrupted: paste.endsInInterrupt)]
        }
        let key: Key = if case .escape = state { .escape } else { .unknown }
        reset()
        return [key]
    }

    private mutating func step(_ byte: UInt8, _ keys: inout [Key]) {
        switch state {
        case .plain: begin(byte, &keys)
        case .scalar(let left, let isAlt): continueScalar(byte, left, isAlt, &keys)
        case .escape: continueEscape(byte, &keys)
        case .control, .shift: continueSequence(byte, &keys)
        case .reply(let afterEscape):
            if byte == 0x07 || (afterEscape && byte == 0x5C) {
                let answer = KeySequences.background(bytes)
                reset()
                if let answer { keys.append(answer) }
            } else {
                if bytes.count < 64, byte != 0x1B { bytes.append(byte) }
                state = .reply(afterEscape: byte == 0x1B)
            }
        case .paste: continuePaste(byte, &keys)
        }
    }

    private mutating func begin(_ byte: UInt8, _ keys: inout [Key]) {
        switch byte {
        case 0x1B: state = .escape
        case 0x09: keys.append(.tab)
        case 0x0A, 0x0D: keys.append(.enter)
        case 0x08, 0x7F: keys.append(.backspace)
        case 0..<0x20:
            // Ctrl takes 0x40 off the capital, or off @ [ \ ] ^ _; letters are named in lowercase.
            let letter = byte + ((0x01...0x1A).contains(byte) ? 0x60 : 0x40)
            keys.append(.control(Character(Unicode.Scalar(letter))))
        case 0x20..<0x7F: keys.append(.character(Character(Unicode.Scalar(byte))))
        case 0xC2..<0xF5:
            bytes = [byte]
            state = .scalar(Self.tail(of: byte), isAlt: false)
        default: keys.append(.unknown)
        }
    }

    private mutating func continueScalar(_ byte: UInt8, _ left: Int, _ isAlt: Bool, _ keys: inout [Key]) {
        guard byte & 0xC0 == 0x80 else {
            reset()
            keys.append(.unknown)
            return begin(byte, &keys)
        }
        bytes.append(byte)
        if left > 1 { return state = .scalar(left - 1, isAlt: isAlt) }
        let text = isAlt ? nil : String(validating: bytes, as: UTF8.self)
        reset()
        if let text, let character = text.first, character.unicodeScalars.first?.value ?? 0 >= 0xA0 {
            keys.append(.character(character))
        } else {
            keys.append(.unknown)
        }
    }

    private mutating func continueEscape(_ byte: UInt8, _ keys: inout [Key]) {
        bytes.append(byte)
        switch byte {
        case 0x5B: state = .control
        case 0x4F: state = .shift
        case 0x50, 0x58, 0x5D, 0x5E, 0x5F: state = .reply(afterEscape: false)
        case 0x1B:
            // Esc twice: the first was a key; the second may yet begin a sequence.
            keys.append(.escape)
            bytes = []
        case 0xC2..<0xF5: state = .scalar(Self.tail(of: byte), isAlt: true)
        default:
            let key = sequences[bytes] ?? Self.alt(byte)
            reset()
            keys.append(key)
        }
    }

    private static func alt(_ byte: UInt8) -> Key {
        let character = Character(Unicode.Scalar(byte))
        return Key.altCharacters.contains(character) ? .alt(character) : .unknown
    }

    private mutating func continueSequence(_ byte: UInt8, _ keys: inout [Key]) {
        if byte == 0x1B {
            // A new sequence begins inside this one, which was therefore broken off.
            keys.append(.unknown)
            reset()
            return state = .escape
        }
        if bytes.count < 64 { bytes.append(byte) }
        if let key = sequences[bytes] {
            reset()
            return keys.append(key)
        }
        // Linux's console names its function keys `Esc [ [ A`.
        if bytes == [0x5B, 0x5B] { return }
        if (0x20..<0x40).contains(byte) { return }
        if bytes[...] == PasteBuffer.start[1...] {
            reset()
            return state = .paste
        }
        let key = KeySequences.key(for: bytes)
        reset()
        keys.append(key)
    }

    private mutating func continuePaste(_ byte: UInt8, _ keys: inout [Key]) {
        if paste.take(byte) { keys.append(closePaste(interrupted: false)) }
    }

    private mutating func closePaste(interrupted: Bool) -> Key {
        defer {
            paste = PasteBuffer()
            reset()
        }
        return .paste(paste.text(interrupted: interrupted))
    }

    /// Decides what comes first after a paste that was not closed; gives the place in `input` to go on from.
    private mutating func goOn(with input: [UInt8], _ missing: ArraySlice<UInt8>) -> Int {
        if input.isEmpty { return 0 }
        let shared = zip(input, missing).prefix { $0 == $1 }.count
        if shared == input.count, shared < missing.count {
            unclosed = missing.dropFirst(shared)
            return shared
        }
        unclosed = nil
        if !missing.isEmpty, shared == missing.count { return shared }
        if input.count > Self.mostTyped || input.firstRange(of: PasteBuffer.end) != nil { state = .paste }
        return 0
    }

    private mutating func reset() {
        state = .plain
        bytes = []
    }

    /// How many bytes follow the first of a scalar.
    private static func tail(of first: UInt8) -> Int { first < 0xE0 ? 1 : first < 0xF0 ? 2 : 3 }
}
