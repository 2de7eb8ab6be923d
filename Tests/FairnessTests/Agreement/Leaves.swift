import Foundation

/// A number, a word, a null or an interval at the end of a path of keys.
struct Leaf: CustomStringConvertible {
    let path: [String]
    /// Nil for null and for words.
    let number: Double?
    let word: String?
    let interval: [Double]?

    var description: String { path.joined(separator: "/") }

    /// Every leaf below an object, in the order of their keys.
    static func all(_ object: Any?, _ path: [String] = []) -> [Leaf] {
        if let object = object as? [String: Any] {
            return object.sorted { $0.key < $1.key }.flatMap { all($0.value, path + [$0.key]) }
        }
        return [
            Leaf(
                path: path, number: object as? Double, word: object as? String,
                interval: (object as? [Double])?.count == 2 ? object as? [Double] : nil)
        ]
    }
}
