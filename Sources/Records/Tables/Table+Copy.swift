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
        try load()
        let (format, marks) = current
        let view = source.text.view
        try source.file.writeCopy(to: path) { copy in
            if let matrix = format as? NpyFormat {
                return try matrix.header.write(view, without: rows, to: copy)
            }
            let extents = rows.sorted().map { format.extent(at: position(of: $0, format, marks, view), in: view) }
            for range in format.kept(without: extents, in: view) {
                try copy.write(UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(view)[range]))
            }
        }
    }

    /// Writes the matrices beside the table without `rows`, into `folder` under their own names.
    ///
    /// - Throws: as `writeCopy(without:to:)`.
    /// - Returns: the paths that were written.
    public func writeMatrixCopies(without rows: Set<Int>, into folder: String) throws -> [String] {
        try source.matrices.map { matrix in
            let path = (folder as NSString).appendingPathComponent(matrix.name + ".npy")
            try matrix.writeCopy(without: rows, to: path)
            return path
        }
    }
}
