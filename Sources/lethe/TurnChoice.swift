import Records

/// Which turns of a conversation are meant on the command line.
enum TurnChoice {
    case number(Int)
    case last
    case said(by: Speaker)

    /// - Throws: `Refusal` (64) for anything but a number from 1, "last" and who speaks.
    init(_ text: String) throws {
        if let number = Int(text), number >= 1 {
            self = .number(number)
        } else if text == "last" {
            self = .last
        } else if let speaker = Speaker(rawValue: text) {
            self = .said(by: speaker)
        } else {
            throw Refusal(
                .usage, "'\(text)' is no turn.",
                next: "Give a number from 1, 'last', or who speaks: assistant, user, system, tool or other.")
        }
    }

    func places(in turns: [Turn]) -> [TurnPlace] {
        switch self {
        case .number(let number): turns.indices.contains(number - 1) ? [turns[number - 1].place] : []
        case .last: turns.suffix(1).map(\.place)
        case .said(let speaker): turns.filter { $0.speaker == speaker }.map(\.place)
        }
    }
}
