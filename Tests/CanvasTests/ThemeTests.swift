import Foundation
import Testing

@testable import Canvas

@Suite struct `A theme` {
    @Test(arguments: ColorDepth.allCases)
    func `what must be told apart looks different or is another mark`(depth: ColorDepth) {
        func ink(_ role: Role) -> Ink { Theme.ink(for: role, depth: depth) }
        #expect(ink(.before) != ink(.after))
        #expect(ink(.worse) != ink(.better))
        for role in Role.allCases where role != .cursor { #expect(ink(role) != ink(.cursor)) }
        for role in [Role.dim, .title, .accent, .staged, .error, .match, .input] { #expect(ink(role) != ink(.normal)) }
        #expect(ink(.error) != ink(.warning))
    }

    @Test func `without colours no colour is asked for`() {
        for role in Role.allCases { #expect(Theme.ink(for: role, depth: .monochrome).color == -1) }
        for role in Role.allCases { #expect(Theme.ink(for: role, depth: .eight).color < 8) }
    }

    @Test func `with colours the flags all differ`() {
        let flags: [Role] = [.toxic, .biased, .private, .mislabelled, .fine, .unsure, .staged]
        for depth in [ColorDepth.eight, .many] {
            #expect(Set(flags.map { Theme.ink(for: $0, depth: depth) }).count == flags.count)
        }
    }

    @Test func `the depth follows the number of colours`() {
        #expect(ColorDepth(count: -1) == .monochrome)
        #expect(ColorDepth(count: 8) == .eight && ColorDepth(count: 88) == .eight)
        #expect(ColorDepth(count: 256) == .many)
    }
}

struct ContrastTests {
    /// The relative luminance of a colour of xterm's palette of 256 (WCAG 2).
    private static func luminance(_ index: Int32) -> Double {
        let index = Int(index)
        let rgb: [Int]
        switch index {
        case 0..<8:
            rgb =
                [
                    [0, 0, 0], [205, 0, 0], [0, 205, 0], [205, 205, 0], [0, 0, 238], [205, 0, 205], [0, 205, 205],
                    [229, 229, 229],
                ][index]
        case 16..<232:
            let steps = [0, 95, 135, 175, 215, 255]
            let cube = index - 16
            rgb = [steps[cube / 36], steps[cube / 6 % 6], steps[cube % 6]]
        default: rgb = Array(repeating: 8 + 10 * (index - 232), count: 3)
        }
        let linear = rgb.map { value -> Double in
            let part = Double(value) / 255
            return part <= 0.03928 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4)
        }
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    }

    @Test(arguments: [ColorDepth.many, .eight]) func `on white every colour has a contrast of 4.5 or more`(
        depth: ColorDepth
    ) {
        for role in Role.allCases {
            let ink = Theme.ink(for: role, depth: depth, on: .light)
            guard ink.color >= 0 else { continue }
            let contrast = 1.05 / (Self.luminance(ink.color) + 0.05)
            #expect(contrast >= 4.5, "\(role): \(contrast)")
        }
    }

    @Test func `on black too, with all colours`() {
        for role in Role.allCases {
            let ink = Theme.ink(for: role, depth: .many, on: .dark)
            if ink.color >= 0 { #expect((Self.luminance(ink.color) + 0.05) / 0.05 >= 4.5, "\(role)") }
        }
    }

    @Test func `a terminal says what it writes on`() {
        #expect(Background(colorFGBG: "15;0") == .dark && Background(colorFGBG: "0;15") == .light)
        #expect(Background(colorFGBG: "0;default;15") == .light && Background(colorFGBG: "x") == nil)
        var decoder = KeyDecoder()
        #expect(decoder.feed("\u{1B}]11;rgb:ffff/ffff/0000\u{1B}\\".utf8) == [.background(red: 1, green: 1, blue: 0)])
        #expect(decoder.feed("\u{1B}]11;rgb:00/00/00\u{7}".utf8) == [.background(red: 0, green: 0, blue: 0)])
        #expect(decoder.feed("\u{1B}]11;?\u{7}".utf8).isEmpty)
        #expect(
            Background(red: 0.1, green: 0.1, blue: 0.2) == .dark && Background(red: 1, green: 1, blue: 0.9) == .light)
    }

    @Test func `clicks and the wheel are read, and all else of a mouse is nothing`() {
        var decoder = KeyDecoder()
        #expect(decoder.feed("\u{1B}[<0;10;5M\u{1B}[<0;10;5m".utf8) == [.mouse(Mouse(.press, x: 9, y: 4)), .unknown])
        #expect(
            decoder.feed("\u{1B}[<64;1;1M\u{1B}[<65;1;2M".utf8)
                == [.mouse(Mouse(.wheelUp, x: 0, y: 0)), .mouse(Mouse(.wheelDown, x: 0, y: 1))])
        #expect(decoder.feed("\u{1B}[<2;1;1M\u{1B}[<0;0;0M\u{1B}[<0;1M".utf8) == [.unknown, .unknown, .unknown])
        #expect(decoder.feed("\u{1B}3".utf8) == [.alt("3")])
    }

    @Test func `names that begin alike keep their ends`() {
        let names = ["private sector of the north", "private sector of the south", "public"]
        let shown = DisplayText.distinct(names, width: 14).map(\.string)
        #expect(Set(shown).count == 3 && shown[2] == "public" && shown.allSatisfy { $0.count <= 14 })
        #expect(shown[0].hasPrefix("privat") && shown[0].hasSuffix("north"))
    }

    @Test func `names that differ in their middle alone keep what tells them apart`() {
        let names = ["board of the northern schools", "board of the southern schools", "board of the schools"]
        let shown = DisplayText.distinct(names, width: 14).map(\.string)
        #expect(Set(shown).count == 3 && shown.allSatisfy { $0.count <= 14 })
        #expect(shown[0].hasPrefix("boa…northern") && shown[1].hasPrefix("boa…southern"))
    }
}
