import Foundation
import Records

// The copy of a table of several files is a folder of those that lose records.
extension Workspace {
    /// What a table of several files is called, without what makes its path a pattern or a list: "train-*.csv" is "train".
    static func plainName(ofParts path: String) -> String {
        var path = path
        while path.count > 1, path.hasSuffix("/") { path.removeLast() }
        let (folder, whole) = PathText.parts(of: path)
        var name = whole
        if name.hasPrefix("@") { name = PathText.ending(of: String(name.dropFirst())).stem }
        if let first = name.firstIndex(where: { "*?[{".contains($0) }) { name = String(name[..<first]) }
        while let last = name.last, "-_.".contains(last) { name.removeLast() }
        return PathText.path(of: name.isEmpty ? "table" : name, in: folder)
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
