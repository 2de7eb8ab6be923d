import Canvas
import TestSupport

/// Every kind of key, the likely ones more often.
enum RandomKeys {
    static func next(_ random: inout Seeded) -> Key {
        switch Int.random(in: 0..<100, using: &random) {
        case ..<55: .character(letters[Int.random(in: 0..<letters.count, using: &random)])
        case ..<62: .character(odd[Int.random(in: 0..<odd.count, using: &random)])
        case ..<72: .control(controls[Int.random(in: 0..<controls.count, using: &random)])
        case ..<95: named[Int.random(in: 0..<named.count, using: &random)]
        case ..<97: .function(Int.random(in: 1...24, using: &random))
        case ..<99: .paste(pastes[Int.random(in: 0..<pastes.count, using: &random)])
        default: .unknown
        }
    }

    private static let letters = (0x20...0x7E).map { Character(Unicode.Scalar(UInt8($0))) }
    private static let odd: [Character] = ["é", "東", "👩‍👩‍👧", "\u{202E}", "\u{1B}", "\u{7}", "ß", "🏳️‍🌈", "\u{301}"]
    private static let controls = Array("abcdefghijklmnopqrstuvwxyz@[\\]^_")
    private static let named: [Key] = [
        .up, .down, .left, .right, .home, .end, .pageUp, .pageDown, .enter, .enter, .enter, .tab, .backTab, .escape,
        .backspace, .delete, .insert,
    ]
    private static let pastes = [
        "*d\n", "A\n", "y", "", "text~q or row:1..5", "12", "\u{1B}[31m\u{202E}東", ":quit\n", "-9223372036854775808",
        String(repeating: "long ", count: 100),
    ]
}
