import Foundation
import Records

// The copy of a table of several files is a folder of those that lose records.
extension Workspace {
    /// Beside what the copy of a table of several files is written: its folder, of a pattern that in which files match it,
    /// as what is written there could be one of them; of a list the list.
    static func place(ofParts path: String) -> String {
        var path = path
        while path.count > 1, path.hasSuffix("/") { path.removeLast() }
        let (folder, name) = PathText.parts(of: path)
        if name.hasPrefix("@") {
            return PathText.path(of: PathText.ending(of: String(name.dropFirst())).stem, in: folder)
        }
        func isPattern(_ text: String) -> Bool { text.contains { "*?[{".contains($0) } }
        guard isPattern(path) else { return path }
        var place = folder
        while let outer = place, isPattern(outer) { place = PathText.parts(of: outer).folder }
        return place ?? FileManager.default.currentDirectoryPath
    }

    /// - Parameters:
    ///   - gone: all records that were ever removed.
    ///   - list: says which.
    static func redactParts(
        of table: Table, without gone: Set<Int>, to path: String, removed: Int, list: AtomicFile
    ) throws -> RedactionResult {
        let written = try table.writeParts(without: gone, to: path)
        let remaining = table.rowCount - gone.count
        guard written.removed == gone.count else {
            throw Refusal(
                .inputOutput,
                "The files in \(path) lack \(written.removed.counted("record")) instead of \(gone.count.grouped); nothing "
                    + "was marked removed.", next: "Check the disk, take the folder away, and try again.")
        }
        try AtomicFile.commit([list])
        var result = RedactionResult(
            removed: removed, remaining: remaining, written: path, list: list.path, digest: written.digest)
        result.files = RedactionResult.Files(written: written.names, of: table.partCount)
        return result
    }
}
