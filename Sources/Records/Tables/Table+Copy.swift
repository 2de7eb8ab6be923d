internal import Foundation

extension Table {
    /// Writes the file without `rows` to `path`: every other byte as it was, in one step or not at all.
    ///
    /// The copy has the permissions of the file. A file that is at `path` already gives way to it. To open the copy,
    /// hand on `reading`, so that nothing has to be guessed anew.
    ///
    /// - Throws: `Refusal`: 73 when `path` can't be written or is the file itself, 65 when the file changed since it was
    ///   opened, 74 when writing fails; nothing is left behind then.
    /// - Complexity: O(bytes).
    public func writeCopy(without rows: Set<Int>, to path: String) throws {
        let file = source.file
        if file.isSameFile(as: path) {
            throw Refusal(
                .cannotCreate, "The copy would take the place of '\(self.path)' itself.", next: "Name another file.")
        }
        try load()
        try file.checkUnchanged()
        let (format, marks) = current
        let view = source.text.view
        let extents = rows.sorted().map { format.extent(at: position(of: $0, format, marks, view), in: view) }
        let kept = format.kept(without: extents, in: view)
        let copy = try AtomicFile(replacing: path, permissions: file.permissions)
        do {
            for range in kept {
                try copy.write(UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(view)[range]))
            }
            try file.checkUnchanged()
            try copy.commit()
        } catch {
            copy.abandon()
            throw error
        }
    }
}
