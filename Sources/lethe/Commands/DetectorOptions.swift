import ArgumentParser
import Detection
import Records

/// Detectors that somebody wrote down; the same for every command that opens data.
struct DetectorOptions: ParsableArguments {
    @Option(
        name: .customLong("detector-file"),
        help: ArgumentHelp(
            "A file of detectors of your own: terms and patterns with examples (docs/detectors.md; repeatable).",
            valueName: "file"))
    var detectors: [String] = []

    /// Adds them to the list, before anything is opened.
    ///
    /// - Throws: `Refusal` naming the file, the line and the column of what is wrong, or a name that is taken.
    func register() throws {
        for path in detectors {
            for detector in try DetectorFile.detectors(at: path) { try Detectors.list.register(detector) }
        }
    }
}
