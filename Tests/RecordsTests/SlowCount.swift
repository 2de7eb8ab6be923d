import Foundation

@testable import Records

/// Counts the records of JSON, ARFF and libsvm with nothing of the fast readers: values cut out character by character and
/// read by Foundation, lines counted one after the other.
struct SlowCount {
    let bytes: [UInt8]
    /// Whether the first array of some names their columns.
    let hasHeader: Bool?

    init(_ bytes: [UInt8], hasHeader: Bool?) {
        self.bytes = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
        self.hasHeader = hasHeader
    }

    /// Nil where it can't be told.
    func records(in format: FileFormat) -> Int? {
        switch format {
        case .jsonLines, .jsonArray, .jsonObjects, .jsonTable: values.flatMap(records)
        case .arff: lines(behind: "@data", comment: "%")
        case .libsvm: lines(behind: nil, comment: "#")
        default: nil
        }
    }

    private func lines(behind mark: String?, comment: String) -> Int {
        var hasBegun = mark == nil
        var count = 0
        let end: UInt8 = bytes.contains(10) ? 10 : 13
        for line in bytes.split(separator: end).map({ String(decoding: $0, as: UTF8.self) }) {
            let text = line.trimmingCharacters(in: .whitespacesAndNewlines)
            if text.isEmpty || text.hasPrefix(comment) { continue }
            if hasBegun { count += 1 } else if text.lowercased().hasPrefix(mark ?? "") { hasBegun = true }
        }
        return count
    }

    /// The values that stand one after the other; nil where one can't be read.
    private var values: [Any]? {
        var values: [Any] = []
        var i = 0
        while true {
            while i < bytes.count, [9, 10, 13, 32, 44].contains(bytes[i]) { i += 1 }
            guard i < bytes.count else { return values }
            if bytes[i] == 35 || bytes[i] == 47 {
                while i < bytes.count, bytes[i] != 10 { i += 1 }
                continue
            }
            let start = i
            var depth = 0
            var isInText = false
            repeat {
                let byte = bytes[i]
                if isInText {
                    if byte == 92 { i += 1 } else if byte == 34 { isInText = false }
                } else if byte == 34 {
                    isInText = true
                } else if byte == 91 || byte == 123 {
                    depth += 1
                } else if byte == 93 || byte == 125 {
                    depth -= 1
                }
                i += 1
            } while i < bytes.count && (depth > 0 || isInText)
            let text = String(decoding: bytes[start..<min(i, bytes.count)], as: UTF8.self)
            guard let value = try? JSONSerialization.jsonObject(with: Data(text.utf8), options: .fragmentsAllowed)
            else {
                return nil
            }
            values.append(value)
        }
    }

    private func records(of values: [Any]) -> Int? {
        if values.count > 1 {
            if values.allSatisfy({ $0 is [String: Any] }) { return values.count }
            return values.allSatisfy { $0 is [Any] } ? arrays(values) : nil
        }
        if let array = values.first as? [Any] {
            if array.allSatisfy({ $0 is [String: Any] }) { return array.count }
            return array.allSatisfy { $0 is [Any] } ? arrays(array) : nil
        }
        guard let object = values.first as? [String: Any], !object.isEmpty else { return nil }
        for (key, value) in object where ["data", "records", "rows", "items", "results", "examples"].contains(key) {
            if let rows = value as? [Any], !rows.isEmpty, rows.allSatisfy({ $0 is [String: Any] }) { return rows.count }
            if let rows = value as? [Any], object["columns"] is [Any], rows.allSatisfy({ $0 is [Any] }) {
                return rows.count
            }
        }
        let columns = object.values.compactMap { $0 as? [Any] }
        if columns.count == object.count { return Set(columns.map(\.count)).count == 1 ? columns[0].count : 1 }
        let inner = object.values.compactMap { $0 as? [String: Any] }
        guard inner.count == object.count, let first = inner.first else { return 1 }
        let keys = Set(first.keys)
        let areAlike = inner.allSatisfy { Set($0.keys) == keys }
        if areAlike, keys.allSatisfy({ Int($0) != nil }) { return keys.count }
        return areAlike && object.count > 1 ? object.count : nil
    }

    private func arrays(_ rows: [Any]) -> Int? { hasHeader.map { rows.count - ($0 ? 1 : 0) } }
}
