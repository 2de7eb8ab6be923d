extension RowSet {
    /// The same rows, as far as they are below `count`.
    ///
    /// - Complexity: O(count / 64).
    public func resized(to count: Int) -> RowSet {
        if count == self.count { return self }
        let needed = (count + 63) / 64
        var words = Array(self.words.prefix(needed))
        words += [UInt64](repeating: 0, count: needed - words.count)
        if count < self.count, count % 64 != 0 { words[needed - 1] &= (1 << UInt64(count % 64)) - 1 }
        return RowSet(count: count, words: words)
    }
}
