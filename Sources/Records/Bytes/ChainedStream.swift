/// The bytes of a mapped file, one after the other.
struct MappedStream: ByteStream {
    private let file: MappedFile
    private var position = 0

    init(_ file: MappedFile) { self.file = file }

    mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        let end = min(file.bytes.count, position + buffer.count)
        let bytes = UnsafeRawBufferPointer(file.bytes)[position..<end]
        buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes))
        position = end
        return bytes.count
    }
}

/// Bytes that were read already, and then what follows them.
struct ChainedStream: ByteStream {
    private let beginning: [UInt8]
    private var position = 0
    private var rest: any ByteStream

    init(_ beginning: [UInt8], then rest: any ByteStream) {
        self.beginning = beginning
        self.rest = rest
    }

    mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        guard position < beginning.count else { return try rest.read(into: buffer) }
        let end = min(beginning.count, position + buffer.count)
        beginning.withUnsafeBytes { buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[position..<end])) }
        defer { position = end }
        return end - position
    }
}
