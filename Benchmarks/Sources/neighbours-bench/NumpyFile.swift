import Detection
import Foundation

/// A matrix of float32 as NumPy writes it, row by row, mapped.
struct NumpyFile: Sendable {
    let count: Int
    let width: Int
    private let data: Data
    private let start: Int

    struct Unreadable: Error {}

    init(_ path: String) throws {
        data = try Data(contentsOf: URL(fileURLWithPath: path), options: .alwaysMapped)
        start = 10 + Int(data[8]) + Int(data[9]) << 8
        let header = String(decoding: data[10..<start], as: UTF8.self)
        let shape = header.components(separatedBy: "'shape': (").last?.components(separatedBy: ")").first ?? ""
        let numbers = shape.split(separator: ",").compactMap { Int($0.trimmingCharacters(in: .whitespaces)) }
        guard header.contains("<f4"), numbers.count == 2 else { throw Unreadable() }
        (count, width) = (numbers[0], numbers[1])
    }

    func row(_ row: Int) -> [Float] {
        [Float](unsafeUninitializedCapacity: width) { place, filled in
            copy(row, place)
            filled = width
        }
    }

    var vectors: UnitVectors { UnitVectors(count: count, width: width) { [self] in copy($0, $1) } }

    private func copy(_ row: Int, _ place: UnsafeMutableBufferPointer<Float>) {
        let offset = start + row * width * 4
        data.copyBytes(to: UnsafeMutableRawBufferPointer(place), from: offset..<offset + width * 4)
    }
}
