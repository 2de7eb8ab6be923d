internal import CPCRE2

/// A regular expression, compiled once by PCRE2 and safe to use from any thread.
///
/// Letters, digits and word boundaries are Unicode's. Every match has a limit, so no pattern can hang the program:
/// a text on which the limit is reached gives `PatternError` from `firstRange(in:)`, and counts as no match elsewhere.
///
/// ```swift
/// let pattern = try Pattern("gr[ae]y", caseInsensitive: true)
/// pattern.ranges(in: "Gray or grey")  // [0..<4, 8..<12]
/// ```
public struct Pattern: Sendable {
    private let program: Program

    /// - Throws: `PatternError` with PCRE2's own message and where in `regex` it applies.
    public init(_ regex: String, caseInsensitive: Bool = false) throws(PatternError) {
        program = try Program(regex, options: caseInsensitive ? PCRE2_CASELESS : 0)
    }

    /// A pattern that stands for exactly this text, in either case.
    init(containing text: String) throws(PatternError) {
        program = try Program(text, options: PCRE2_LITERAL | PCRE2_CASELESS)
    }

    /// Whether the pattern occurs in the text; false where it gives up.
    public func matches(_ text: String) -> Bool {
        (try? firstRange(in: text)) != nil
    }

    /// The first place where the pattern occurs, as UTF-8 offsets.
    ///
    /// - Throws: `PatternError` when the pattern needs too many steps on this text.
    public func firstRange(in text: String) throws(PatternError) -> Range<Int>? {
        try text.withBytes { bytes throws(PatternError) in
            try program.search(bytes, from: 0, options: 0)
        }
    }

    /// What one thread looks through many texts with.
    func matcher() -> Matcher { Matcher(program) }

    /// Matches one text after the other, with memory of its own.
    final class Matcher {
        private let program: Program
        private let block: OpaquePointer?

        fileprivate init(_ program: Program) {
            self.program = program
            block = program.makeBlock()
        }

        deinit { pcre2_match_data_free_8(block) }

        /// Whether the pattern occurs in a text, which must be UTF-8.
        ///
        /// - Throws: `PatternError` when the pattern needs too many steps on this text.
        func isFound(in text: UnsafeBufferPointer<UInt8>) throws(PatternError) -> Bool {
            guard let block else { throw PatternError.noMemory }
            if text.baseAddress != nil { return try program.search(text, from: 0, options: 0, in: block) != nil }
            return try withUnsafePointer(to: UInt8(0)) { nothing throws(PatternError) in
                let empty = UnsafeBufferPointer(start: nothing, count: 0)
                return try program.search(empty, from: 0, options: 0, in: block) != nil
            }
        }
    }

    /// Every place where the pattern occurs and is not empty, as UTF-8 offsets, left to right without overlaps;
    /// those before the place where it gives up, if it does.
    public func ranges(in text: String) -> [Range<Int>] {
        text.withBytes { bytes in
            var found: [Range<Int>] = []
            while let range = try? program.search(bytes, from: found.last?.upperBound ?? 0, options: PCRE2_NOTEMPTY),
                !range.isEmpty
            {
                found.append(range)
            }
            return found
        }
    }
}

/// Why a pattern can't be used.
public struct PatternError: Error, Hashable, Sendable, CustomStringConvertible {
    public let message: String
    /// Where in the regular expression, in UTF-8 bytes; 0 when a match gave up.
    public let offset: Int

    public var description: String { message }

    static let noMemory = PatternError(message: "There is no memory to match the pattern.", offset: 0)
}

/// A compiled pattern and the limits of its matches.
///
/// `@unchecked Sendable`: both pointers are written in `init` only, and PCRE2 reads them without changing them; what a
/// match changes is its own block, made for the match.
private final class Program: @unchecked Sendable {
    private let code: OpaquePointer
    private let limits: OpaquePointer?

    /// Steps that one search may take: a few milliseconds at worst.
    private static let matchLimit: UInt32 = 1_000_000

    init(_ regex: String, options: UInt32) throws(PatternError) {
        var number: Int32 = 0
        var offset = 0
        let literal = options & PCRE2_LITERAL != 0
        let always = PCRE2_UTF | PCRE2_NO_UTF_CHECK | (literal ? 0 : PCRE2_UCP | PCRE2_NEVER_BACKSLASH_C)
        let compiled = regex.withBytes { bytes in
            pcre2_compile_8(bytes.baseAddress, bytes.count, always | options, &number, &offset, nil)
        }
        guard let compiled else { throw PatternError(message: Program.message(number), offset: offset) }
        code = compiled
        // Where the machine allows no JIT the interpreter does the same work more slowly.
        _ = pcre2_jit_compile_8(code, PCRE2_JIT_COMPLETE)
        limits = pcre2_match_context_create_8(nil)
        if let limits { pcre2_set_match_limit_8(limits, Program.matchLimit) }
    }

    deinit {
        pcre2_match_context_free_8(limits)
        pcre2_code_free_8(code)
    }

    func search(
        _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, options: UInt32
    ) throws(PatternError) -> Range<Int>? {
        guard let block = makeBlock() else { throw PatternError.noMemory }
        defer { pcre2_match_data_free_8(block) }
        return try search(bytes, from: start, options: options, in: block)
    }

    func makeBlock() -> OpaquePointer? { pcre2_match_data_create_from_pattern_8(code, nil) }

    /// - Parameter block: what the match writes to; of no other match at the same time.
    func search(
        _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, options: UInt32, in block: OpaquePointer
    ) throws(PatternError) -> Range<Int>? {
        // Swift's strings are valid UTF-8 already.
        let options = options | PCRE2_NO_UTF_CHECK
        var result = pcre2_match_8(code, bytes.baseAddress, bytes.count, start, options, block, limits)
        if result == PCRE2_ERROR_JIT_STACKLIMIT {
            result = pcre2_match_8(code, bytes.baseAddress, bytes.count, start, options | PCRE2_NO_JIT, block, limits)
        }
        if result == PCRE2_ERROR_NOMATCH { return nil }
        guard result > 0, let ends = pcre2_get_ovector_pointer_8(block) else {
            throw PatternError(message: Program.message(result), offset: 0)
        }
        // \K can move the start of a match behind its end.
        return min(ends[0], ends[1])..<ends[1]
    }

    private static func message(_ number: Int32) -> String {
        var buffer = [UInt8](repeating: 0, count: 256)
        let length = pcre2_get_error_message_8(number, &buffer, buffer.count)
        return length > 0 ? String(decoding: buffer.prefix(Int(length)), as: UTF8.self) : "PCRE2 error \(number)"
    }
}

extension String {
    /// The text's UTF-8 bytes; never a nil address, which PCRE2 takes for a missing text.
    fileprivate func withBytes<Value, Failure: Error>(
        _ body: (UnsafeBufferPointer<UInt8>) throws(Failure) -> Value
    ) throws(Failure) -> Value {
        var text = self
        text.makeContiguousUTF8()
        let outcome = text.utf8.withContiguousStorageIfAvailable { bytes -> Result<Value, Failure> in
            do throws(Failure) { return .success(try body(bytes)) } catch { return .failure(error) }
        }
        guard let outcome else { preconditionFailure("a contiguous string has contiguous bytes") }
        return try outcome.get()
    }
}
