import CCompression
import Foundation

/// A PNG picture of eight bits a channel, as a browser writes it, read back to its pixels.
struct Picture {
    struct Fault: Error, CustomStringConvertible { let description: String }

    let width: Int
    let height: Int
    /// Three or four.
    let channels: Int
    /// Row by row, `channels` bytes a pixel.
    let bytes: [UInt8]

    init(path: String) throws {
        let file = Array(try Data(contentsOf: URL(fileURLWithPath: path)))
        guard file.starts(with: [0x89, 0x50, 0x4E, 0x47]) else { throw Fault(description: "no PNG") }
        func number(_ place: Int) -> Int { file[place..<(place + 4)].reduce(0) { $0 << 8 | Int($1) } }
        (width, height) = (number(16), number(20))
        guard file[24] == 8, file[25] == 2 || file[25] == 6, file[28] == 0 else {
            throw Fault(description: "a PNG of another kind")
        }
        channels = file[25] == 2 ? 3 : 4
        var packed: [UInt8] = []
        var place = 8
        while place + 12 <= file.count {
            let length = number(place)
            if file[(place + 4)..<(place + 8)].elementsEqual("IDAT".utf8) {
                packed += file[(place + 8)..<(place + 8 + length)]
            }
            place += length + 12
        }
        let line = width * channels
        var raw = Array(repeating: UInt8(0), count: (line + 1) * height)
        var count = uLongf(raw.count)
        guard uncompress(&raw, &count, packed, uLong(packed.count)) == Z_OK, Int(count) == raw.count else {
            throw Fault(description: "its data can't be unpacked")
        }
        bytes = Self.unfiltered(raw, line: line, channels: channels, height: height)
    }

    /// Undoes the five filters of PNG.
    private static func unfiltered(_ raw: [UInt8], line: Int, channels: Int, height: Int) -> [UInt8] {
        var bytes = Array(repeating: UInt8(0), count: line * height)
        for row in 0..<height {
            let filter = raw[row * (line + 1)]
            for column in 0..<line {
                let place = row * line + column
                let left = column >= channels ? Int(bytes[place - channels]) : 0
                let up = row > 0 ? Int(bytes[place - line]) : 0
                let corner = row > 0 && column >= channels ? Int(bytes[place - line - channels]) : 0
                let guess =
                    switch filter {
                    case 1: left
                    case 2: up
                    case 3: (left + up) / 2
                    case 4: nearest(left, up, corner)
                    default: 0
                    }
                bytes[place] = raw[row * (line + 1) + 1 + column] &+ UInt8(truncatingIfNeeded: guess)
            }
        }
        return bytes
    }

    private static func nearest(_ left: Int, _ up: Int, _ corner: Int) -> Int {
        let guess = left + up - corner
        let distances = (abs(guess - left), abs(guess - up), abs(guess - corner))
        if distances.0 <= distances.1, distances.0 <= distances.2 { return left }
        return distances.1 <= distances.2 ? up : corner
    }

    /// The share of pixels whose brightness is more than `step` away from the first pixel's.
    func share(awayFromFirstBy step: Int) -> Double {
        let first = brightness(0)
        let away = (0..<(width * height)).count { abs(brightness($0) - first) > step }
        return Double(away) / Double(width * height)
    }

    /// The mean of red, green and blue.
    func brightness(_ pixel: Int) -> Int {
        let place = pixel * channels
        return (Int(bytes[place]) + Int(bytes[place + 1]) + Int(bytes[place + 2])) / 3
    }
}
