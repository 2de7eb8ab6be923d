import Canvas
import Records

// What is said to the person at the screen: sentences name commands, and the key that a command has is put in here.
extension Dashboard {
    /// What just happened.
    mutating func say(_ sentence: Sentence) { message = Message(text: written(sentence), isRefusal: false) }

    mutating func say(_ text: String) { say(Sentence(text)) }

    /// Why something can't be done.
    mutating func refuse(_ sentence: Sentence) { message = Message(text: written(sentence), isRefusal: true) }

    mutating func refuse(_ text: String) { refuse(Sentence(text)) }

    /// A sentence with the keys that its commands have.
    func written(_ sentence: Sentence) -> String { sentence.written(keyName) }

    /// The key of a command, with where it works if that is elsewhere ("T on Models"); ":name" where it has none.
    func keyName(of id: CommandID) -> String {
        guard let command = table.command(id), let key = table.keys(of: id).first else { return ":\(id.rawValue)" }
        guard !command.places.contain(context), let place = table.title(of: command) else { return key.name }
        return place == table.page(context.page).title ? key.name : "\(key.name) on \(place)"
    }
}
