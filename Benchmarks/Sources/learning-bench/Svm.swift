import Foundation
import Learning

/// Lines of "label column:value …", columns from 0.
enum Svm {
    static func read(_ path: String) throws -> (features: Features, labels: [Bool]) {
        let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
        var (starts, columns, values, labels): ([Int], [UInt32], [Double], [Bool]) = ([0], [], [], [])
        for line in bytes.split(separator: UInt8(ascii: "\n")) {
            let parts = line.split(separator: UInt8(ascii: " "))
            labels.append(parts[0].elementsEqual("1".utf8) || parts[0].elementsEqual("+1".utf8))
            for part in parts.dropFirst() {
                let pair = part.split(separator: UInt8(ascii: ":"))
                guard pair.count == 2, let column = UInt32(String(decoding: pair[0], as: UTF8.self)),
                    let value = Double(String(decoding: pair[1], as: UTF8.self)), value != 0
                else { continue }
                // On the grid that recipes round to.
                let rounded = (value * 0x1p12).rounded() / 0x1p12
                guard rounded != 0 else { continue }
                columns.append(column)
                values.append(rounded)
            }
            starts.append(columns.count)
        }
        let dimension = Int(columns.max() ?? 0) + 1
        return (Features(rowStart: starts, columns: columns, values: values, dimension: dimension), labels)
    }

    /// Writes the rows for others to read, columns from 0, in the shortest digits that read back.
    static func write(_ features: Features, _ labels: [Bool], rows: [Int], to path: String) throws {
        var text = ""
        for row in rows {
            text += labels[row] ? "1" : "-1"
            for k in features.rowStart[row]..<features.rowStart[row + 1] {
                text += " \(features.columns[k]):\(features.values[k])"
            }
            text += "\n"
        }
        try text.write(toFile: path, atomically: true, encoding: .utf8)
    }
}
