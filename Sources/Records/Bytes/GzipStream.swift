internal import CCompression

/// What is packed in a gzip file, one member after the other (RFC 1952; as `cat` and bgzip make them).
final class GzipStream: ByteStream {
    private var source: any ByteStream
    private let fileName: String
    private let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
    private let input = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)
    private var consumed = 0
    private var bomb = BombCheck()
    private var isInMember = false
    private var members = 0
    private var isOver = false

    init(_ source: any ByteStream, fileName: String) {
        self.source = source
        self.fileName = fileName
        stream.initialize(to: z_stream())
        compression_inflate_init(stream)
    }

    deinit {
        inflateEnd(stream)
        stream.deallocate()
        input.deallocate()
    }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        stream.pointee.next_out = buffer.baseAddress?.assumingMemoryBound(to: UInt8.self)
        stream.pointee.avail_out = UInt32(min(buffer.count, 1 << 30))
        let room = Int(stream.pointee.avail_out)
        while stream.pointee.avail_out > 0, !isOver {
            if stream.pointee.avail_in == 0 {
                let count = try source.read(into: input)
                consumed += count
                stream.pointee.next_in = input.baseAddress?.assumingMemoryBound(to: UInt8.self)
                stream.pointee.avail_in = UInt32(count)
                if count == 0 {
                    if isInMember { throw broken("ends in the middle: it is cut short") }
                    isOver = true
                    break
                }
            }
            isInMember = true
            let status = inflate(stream, Z_NO_FLUSH)
            if status == Z_STREAM_END {
                isInMember = false
                members += 1
                inflateReset(stream)
            } else if status != Z_OK, status != Z_BUF_ERROR {
                throw broken(
                    members > 0 && stream.pointee.total_out == 0 ? "has something else behind its end" : "is damaged")
            }
        }
        let count = room - Int(stream.pointee.avail_out)
        try bomb.note(count, of: consumed, fileName: fileName, unpack: "gzip --decompress --keep")
        return count
    }

    private func broken(_ what: String) -> Refusal {
        let offset = consumed - Int(stream.pointee.avail_in)
        return Refusal(
            .badData, "'\(fileName)' \(what), at byte \(offset) of the compressed file.",
            next: "Check it with: gzip --test '\(fileName)', and fetch it again.")
    }
}
