internal import Records

/// Finds e-mail addresses, also those written as "joe (at) example (dot) com".
///
/// The form is that of addresses in use, narrower than RFC 5322: dots don't double, the domain has a top level of
/// letters, and neither comments nor quoted local parts occur. Every part has its greatest length (64 before the sign,
/// 63 a label), so the search is linear in the text.
public struct EmailDetector: Detector {
    public let name = "pii.email"
    public let title = "e-mail"

    public init() {}

    public func evidence(in text: String, column: String) -> [Evidence] {
        let hits = EmailDetector.rules.flatMap { rule, pattern in
            pattern.ranges(in: text).map { Evidence(detector: name, column: column, span: $0, rule: rule) }
        }
        return hits.sorted { $0.span.lowerBound < $1.span.lowerBound }
    }

    /// Before the sign; it begins where no address is going on already.
    private static let local = #"(?<![\p{L}\p{N}_%+&-])[\p{L}\p{N}_](?>[\p{L}\p{N}_%+&'-]|\.(?!\.)){0,63}"#
    private static let label = #"[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?"#
    private static let topLevel = #"(?:xn--[a-z0-9-]{2,59}|\p{L}{2,24})(?![\p{L}\p{N}_@])"#
    private static let at = #"\s?[(\[{<]\s?at\s?[)\]}>]\s?"#
    private static let dot = #"(?:\s?[(\[{<]\s?dot\s?[)\]}>]\s?|\.)"#

    private static let rules: [(name: String, pattern: Pattern)] = [
        ("address", Pattern(written: #"\#(local)@(?:\#(label)\.){1,8}\#(topLevel)"#)),
        ("address in words", Pattern(written: #"\#(local)\#(at)(?:\#(label)\#(dot)){1,8}\#(topLevel)"#)),
    ]
}

extension Pattern {
    /// A pattern of the program itself, in either case; a mistake in it is the programmer's.
    fileprivate init(written regex: String) {
        do {
            try self.init(regex, caseInsensitive: true)
        } catch {
            preconditionFailure("\(regex): \(error)")
        }
    }
}
