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
