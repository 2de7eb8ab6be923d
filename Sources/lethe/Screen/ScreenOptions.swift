import ArgumentParser
import Canvas
import Dashboard
import Foundation
import Records

/// How the screen looks and listens.
struct ScreenOptions: ParsableArguments {
    /// What the terminal writes on.
    enum ThemeChoice: String, ExpressibleByArgument, CaseIterable { case auto, light, dark }

    @Option(
        help: ArgumentHelp(
            "A file of keys; default: ~/.config/lethe/keys.toml. 'lethe help keys' prints one.", valueName: "file"))
    var keys: String?
    @Option(help: "What the terminal writes on: auto (it is asked), light, dark.") var theme = ThemeChoice.auto
    @Flag(name: .customLong("no-mouse"), help: "Leave clicks and the wheel to the terminal.") var noMouse = false

    /// Nil: the terminal is asked.
    var background: Background? {
        switch theme {
        case .auto: nil
        case .light: .light
        case .dark: .dark
        }
    }

    /// The keys that somebody chose.
    ///
    /// - Throws: `Refusal`: 66 where a file that was asked for is not there, 65 where it is wrong.
    func keymap() throws -> Keymap {
        let path = keys ?? Self.ownFile
        guard FileManager.default.fileExists(atPath: path) else {
            if keys == nil { return .standard }
            throw Refusal(.noInput, "There is no file '\(path)'.", next: "'lethe help keys > FILE' writes one.")
        }
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
            throw Refusal(
                .badData, "The file '\(path)' can't be read as text in UTF-8.", next: "Write it anew in UTF-8.")
        }
        return try Keymap(reading: text, named: path)
    }

    /// As the XDG base directories have it.
    private static var ownFile: String {
        let environment = ProcessInfo.processInfo.environment
        let base =
            environment["XDG_CONFIG_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
            ?? FileManager.default.homeDirectoryForCurrentUser.appendingPathComponent(".config").path
        return base + "/lethe/keys.toml"
    }
}
