import Canvas
import Foundation

/// What is said beside the data: on stderr, one line each, never raw. A line end in it, which a file's name may have, is
/// shown like any other control.
enum Narration {
    /// Where stderr is full or closed, nobody hears it; that changes nothing of what is done.
    static func say(_ lines: String...) {
        // What was printed before comes before.
        Output.flush()
        let bytes = Array(lines.map { DisplayText($0).string + "\n" }.joined().utf8)
        _ = StandardStream.write(bytes[...], to: STDERR_FILENO)
    }
}
