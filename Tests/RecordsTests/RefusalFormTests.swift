import Foundation
import Testing

@testable import Records

/// A place in the sources where a refusal or a failure of the store is made, by its text.
struct MadeRefusal: Sendable {
    let place: String
    /// ".usage"; nil where the kind comes from elsewhere.
    let kind: String?
    /// The arguments as they are written.
    let sentence: String
    let next: String

    /// Every place in the files of `Sources`.
    static func all() throws -> [MadeRefusal] {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("Sources").path
        let files = (FileManager.default.enumerator(atPath: root)?.compactMap { $0 as? String } ?? []).filter {
            $0.hasSuffix(".swift")
        }
        return try files.sorted().flatMap { file in
            let text = try String(contentsOfFile: "\(root)/\(file)", encoding: .utf8)
            // Comments show how things are written, too.
            let code = text.split(separator: "\n", omittingEmptySubsequences: false)
                .map { $0.drop(while: { $0 == " " }).hasPrefix("//") ? "" : $0 }.joined(separator: "\n")
            return made(in: Array(code.utf8), file)
        }
    }

    private static let quote = UInt8(ascii: "\"")
    private static let opening = Set("([{".utf8)
    private static let closing = Set(")]}".utf8)

    private static func made(in code: [UInt8], _ file: String) -> [MadeRefusal] {
        let names = ["Refusal(", "StoreFailure("].map { Array($0.utf8) }
        var found: [MadeRefusal] = []
        var line = 1
        for start in code.indices {
            if code[start] == UInt8(ascii: "\n") { line += 1 }
            guard let name = names.first(where: { $0[0] == code[start] && code[start...].starts(with: $0) }),
                start == 0 || !isPartOfName(code[start - 1])
            else { continue }
            let arguments = arguments(code[(start + name.count)...])
            // Made from an errno or an error of SQLite's: the initialisers have the words.
            guard arguments.count >= 3, let last = arguments.last, last.hasPrefix("next:") else { continue }
            found.append(
                MadeRefusal(
                    place: "\(file):\(line)", kind: arguments[0].hasPrefix(".") ? arguments[0] : nil,
                    sentence: arguments[1],
                    next: String(last.dropFirst(5)).trimmingCharacters(in: .whitespacesAndNewlines)))
        }
        return found
    }

    private static func isPartOfName(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: ".") || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }

    /// What stands between commas up to the closing parenthesis, strings and what is put into them being one thing.
    private static func arguments(_ code: ArraySlice<UInt8>) -> [String] {
        var (arguments, begin, depth, index) = ([String](), code.startIndex, 0, code.startIndex)
        func end(at index: Int) {
            arguments.append(
                String(decoding: code[begin..<index], as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines))
            begin = index + 1
        }
        while index < code.endIndex {
            let byte = code[index]
            if byte == quote {
                index = endOfString(code, from: index)
                continue
            }
            if opening.contains(byte) { depth += 1 }
            if closing.contains(byte) {
                depth -= 1
                if depth < 0 {
                    end(at: index)
                    return arguments
                }
            }
            if byte == UInt8(ascii: ","), depth == 0 { end(at: index) }
            index += 1
        }
        return arguments
    }

    private static func endOfString(_ code: ArraySlice<UInt8>, from start: Int) -> Int {
        var index = start + 1
        while index < code.endIndex, code[index] != quote {
            guard code[index] == UInt8(ascii: "\\") else {
                index += 1
                continue
            }
            index += 2
            guard index <= code.endIndex, code[index - 1] == UInt8(ascii: "(") else { continue }
            var depth = 1
            while index < code.endIndex, depth > 0 {
                if code[index] == quote {
                    index = endOfString(code, from: index)
                    continue
                }
                if opening.contains(code[index]) { depth += 1 }
                if closing.contains(code[index]) { depth -= 1 }
                index += 1
            }
        }
        return min(index + 1, code.endIndex)
    }

    /// The string that an argument ends with; nil where it ends with something else.
    static func lastString(of argument: String) -> String? {
        let code = Array(argument.utf8)
        guard code.last == quote else { return nil }
        var index = 0
        var last: String?
        while index < code.count {
            if code[index] == quote {
                let end = endOfString(code[...], from: index)
                last = String(decoding: code[(index + 1)..<(end - 1)], as: UTF8.self)
                index = end
            } else {
                index += 1
            }
        }
        return last
    }
}

@Suite struct RefusalFormTests {
    @Test func `every refusal is a sentence with a next step, in this program's own words`() throws {
        let all = try MadeRefusal.all()
        #expect(all.count > 250)
        for made in all {
            let place = Comment(rawValue: made.place)
            let whole = made.sentence + made.next
            for foreign in ["localizedDescription", "\\(error)", "String(describing:", "\\(error."] {
                #expect(!whole.contains(foreign), place)
            }
            if let text = MadeRefusal.lastString(of: made.sentence) {
                // Or the end comes from elsewhere: a sentence that was refused already.
                #expect(
                    text.contains(/[.?](\\\(\w+\))?$/) || text.hasSuffix("sentence)")
                        || text.hasSuffix(" \\(what)"),
                    place)
            }
            if let text = MadeRefusal.lastString(of: made.next) {
                // Or it ends with what is to be typed.
                let isCommand = text.contains(/(^|: )'?(lethe |ls |pip |duckdb |--|-\w)/)
                #expect(!text.isEmpty && (".?".contains(text.last ?? " ") || isCommand), "\(made.place): \(text)")
            } else {
                #expect(
                    made.next.contains(/(next|nextStep|elsewhere|report|choices\(in: column\)|nearest\(.*\))$/), place)
            }
        }
    }

    @Test func `the kind of a refusal fits what it says`() throws {
        let fitting: [(words: String, kinds: Set<String>)] = [
            ("is already there", [".cannotCreate"]), ("can't be created", [".cannotCreate"]),
            ("exclude each other", [".usage"]), ("There is no file", [".noInput"]), ("was changed since", [".badData"]),
            ("is damaged", [".badData", ".damaged"]), ("disk is full", [".inputOutput", ".diskFull"]),
            ("is open in", [".busy"]), ("by another process", [".busy"]), ("Which records?", [".usage"]),
            ("changed since this project", [".badData"]), ("No record matches", [".badData"]),
            ("should never happen", [".programError"]),
        ]
        let all = try MadeRefusal.all()
        for (words, kinds) in fitting {
            let those = all.filter { $0.sentence.contains(words) && $0.kind != nil }
            #expect(!those.isEmpty, "\(words)")
            for made in those { #expect(kinds.contains(made.kind ?? ""), "\(made.place): \(words)") }
        }
        let known = Set(
            Refusal.Kind.allCases.map { ".\($0)" } + [
                ".diskFull", ".damaged", ".readOnly", ".other", ".gone", ".inputOutput",
            ])
        for made in all { #expect(made.kind.map(known.contains) ?? true, "\(made.place)") }
    }
}
