import Foundation
import Records

/// Where the copy of a table without records goes.
struct RedactedPath: Sendable {
    let table: Table

    /// A path beside the file that nothing has yet: "loans-redacted.csv", "loans-redacted-2.csv".
    ///
    /// - Throws: `Refusal`: 64 where the model is Lethe's own and a path was asked for, 73 where something is there.
    func path(_ asked: String?) throws -> String {
        if let asked {
            let path = URL(fileURLWithPath: asked).standardizedFileURL.path
            for name in [path, Self.list(beside: path)] {
                try AtomicFile.refuseTaken(name)
                guard table.wouldHold(name) else { continue }
                throw Refusal(
                    .cannotCreate, "'\(name)' would be one of the files that the table is made of.",
                    next: "Name a folder elsewhere.")
            }
            return path
        }
        var number = 1
        func isTaken(_ path: String) -> Bool {
            var status = stat()
            return lstat(path, &status) == 0
        }
        while isTaken(name(number)) || isTaken(Self.list(beside: name(number))) { number += 1 }
        return name(number)
    }

    /// "loans-redacted.csv", "loans-redacted-2.csv": beside the file.
    private func name(_ number: Int) -> String {
        let (stem, ending) =
            table.isOfParts ? (Self.place(ofParts: table.path), "") : PathText.ending(of: table.path)
        return "\(stem)-redacted\(number > 1 ? "-\(number)" : "")\(ending.isEmpty ? "" : "." + ending)"
    }

    /// Whether a removal that was cut short may go on writing to the path that the project names. The project may be a
    /// stranger's: so beside the file only, to a name of its kind, and over nothing but what Lethe itself would write there.
    func mayGoOnWriting(to path: String) -> Bool {
        let source = table.path
        let (folder, last) = PathText.parts(of: path)
        guard (1...1000).map(name).contains(path) else {
            let files = [path, Self.list(beside: path)]
            return folder == PathText.parts(of: source).folder
                && (table.isOfParts || PathText.ending(of: path).ending == PathText.ending(of: source).ending)
                && !last.hasPrefix(".")
                && !files.contains { (try? FileManager.default.attributesOfItem(atPath: $0)) != nil }
        }
        return true
    }

    static func list(beside path: String) -> String { path + ".removed.csv" }

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
}
