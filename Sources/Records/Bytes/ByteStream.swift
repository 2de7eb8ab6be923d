/// Bytes that come one piece after the other: unpacked, converted, piped.
protocol ByteStream {
    /// Fills `buffer` from its start as far as it can.
    ///
    /// - Returns: How many bytes came; 0 at the end.
    /// - Throws: `Refusal` naming the file and what is wrong with it.
    mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int
}
