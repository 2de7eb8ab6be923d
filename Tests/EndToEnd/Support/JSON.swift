import Foundation

/// A JSON document, read leniently: what is not there is nil.
struct JSON {
    let value: Any?

    init(_ value: Any?) { self.value = value }

    init(parsing text: String) throws {
        do { value = try JSONSerialization.jsonObject(with: Data(text.utf8)) } catch {
            throw Failure("not one JSON document (\(error)): \(text.prefix(400))")
        }
    }

    subscript(key: String) -> JSON { JSON((value as? [String: Any])?[key]) }
    var array: [JSON] { (value as? [Any])?.map { JSON($0) } ?? [] }
    var keys: [String] { (value as? [String: Any])?.keys.sorted() ?? [] }
    var string: String? { value as? String }
    var number: Double? { (value as? NSNumber)?.doubleValue }
    var int: Int? { (value as? NSNumber)?.intValue }
    var bool: Bool? { (value as? NSNumber)?.boolValue }
}
