import Foundation

extension Table {
    /// Writes the file without `rows` to `path`: every other byte as it was, in one step or not at all.
    ///
    /// The copy has the permissions of the file. A file that is at `path` already gives way to it. To open the copy,
    /// hand on `dialect`, so that nothing has to be guessed anew.
    ///
    /// - Throws: `Refusal`: 73 when `path` can't be written or is the file itself, 65 when the file changed since it was
    ///   opened, 74 when writing fails; nothing is left behind then.
    /// - Complexity: O(bytes).
    public func writeCopy(without rows: Set<Int>, to path: String) throws {
        if file.isSameFile(as: path) {
            throw Refusal(
                .cannotCreate, "The copy would take the place of '\(self.path)' itself.", next: "Name another file.")
        }
        try file.checkUnchanged()
        let copy = try AtomicFile(replacing: path, permissions: file.permissions)
        do {
            for range in keptRanges(without: rows) {
                try copy.write(UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(file.bytes)[range]))
            }
            try file.checkUnchanged()
            try copy.commit()
        } catch {
            copy.abandon()
            throw error
        }
    }

    /// The bytes outside the records `rows`, as few ranges as there can be.
    private func keptRanges(without rows: Set<Int>) -> [Range<Int>] {
        var kept: [Range<Int>] = []
        var from = 0
        for row in rows.sorted() {
            var scanner = scanner(at: row)
            let start = scanner.position
            while scanner.next().ending == .delimiter {}
            if from < start { kept.append(from..<start) }
            from = scanner.position
        }
        if from < file.bytes.count { kept.append(from..<file.bytes.count) }
        return kept
    }
}
