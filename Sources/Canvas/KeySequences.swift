/// What xterm, VT and console sequences mean, after their leading Esc.
enum KeySequences {
    /// The key for a whole sequence `[ parameters final` or `O final`; unknown for the others.
    ///
    /// Modifiers are left off: Ctrl-Up is Up.
    static func key(for sequence: [UInt8]) -> Key {
        guard let introducer = sequence.first, let final = sequence.last, sequence.count > 1 else { return .unknown }
        let parameters = sequence.dropFirst().dropLast()
        if introducer == 0x5B, parameters == [0x5B] { return console(final) }
        if introducer == 0x5B, parameters.first == 0x3C {
            return Mouse(report: Array(parameters), final: final).map { .mouse($0) } ?? .unknown
        }
        let numbers = parameters.split(separator: 0x3B, omittingEmptySubsequences: false).map {
            Int(String(decoding: $0, as: UTF8.self))
        }
        if introducer == 0x5B, final == 0x7E { return numbered(numbers.first.flatMap { $0 } ?? 0) }
        // Private parameters (`?`, `<`, `>`) belong to reports, not to keys.
        if numbers.contains(where: { $0 == nil }), !parameters.isEmpty { return .unknown }
        // A key's first parameter is 1; anything else is a report, say of the cursor's place.
        if introducer == 0x5B, !parameters.isEmpty, numbers.first != 1 { return .unknown }
        if let key = cursor(final) { return key }
        return introducer == 0x4F ? keypad(final) : .unknown
    }

    private static func cursor(_ final: UInt8) -> Key? {
        switch final {
        case 0x41: .up
        case 0x42: .down
        case 0x43: .right
        case 0x44: .left
        case 0x46: .end
        case 0x48: .home
        case 0x5A: .backTab
        case 0x50...0x53: .function(Int(final) - 0x4F)
        default: nil
        }
    }

    /// `Esc [ n ~`; rxvt's 7 and 8 are Home and End too.
    private static func numbered(_ number: Int) -> Key {
        switch number {
        case 1, 7: .home
        case 2: .insert
        case 3: .delete
        case 4, 8: .end
        case 5: .pageUp
        case 6: .pageDown
        case 11...15: .function(number - 10)
        case 17...21: .function(number - 11)
        case 23...26: .function(number - 12)
        case 28...29: .function(number - 13)
        case 31...34: .function(number - 14)
        default: .unknown
        }
    }

    /// The number pad in application mode.
    private static func keypad(_ final: UInt8) -> Key {
        switch final {
        case 0x4D: .enter
        case 0x6A...0x79: .character(Character(Unicode.Scalar(final - 0x40)))
        case 0x58: .character("=")
        default: .unknown
        }
    }

    private static func console(_ final: UInt8) -> Key {
        (0x41...0x45).contains(final) ? .function(Int(final) - 0x40) : .unknown
    }

    /// What a terminal answers when it is asked for its background (OSC 11): `]11;rgb:ffff/ffff/ffff`; nil for other
    /// replies.
    static func background(_ reply: [UInt8]) -> Key? {
        let text = String(decoding: reply, as: UTF8.self)
        guard text.hasPrefix("]11;rgb:") else { return nil }
        let parts = text.dropFirst(8).split(separator: "/", omittingEmptySubsequences: false).map { part in
            (1...4).contains(part.count)
                ? UInt16(part, radix: 16).map { Double($0) / Double((1 << (4 * part.count)) - 1) } : nil
        }
        guard parts.count == 3, let red = parts[0], let green = parts[1], let blue = parts[2] else { return nil }
        return .background(red: red, green: green, blue: blue)
    }
}
