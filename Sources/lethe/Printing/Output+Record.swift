import Canvas
import Foundation

extension Output {
    private static let isSeen = isatty(STDOUT_FILENO) == 1

    /// A record and its line end. On a terminal it has one line: what would end it before is shown like any other control.
    static func record(_ text: String) { line(isSeen ? DisplayText(text).string : text) }
}
