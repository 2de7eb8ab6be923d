import TestSupport
import Testing

@testable import Journal

@Suite struct JSONTests {
    @Test(arguments: [
        // RFC 8785 §3.2.3: UTF-16 order, in which U+1F602 (a surrogate pair) stands before U+FB33.
        (
            #"""
            {"\u20ac":"Euro Sign","\r":"Carriage Return","\ufb33":"Hebrew Letter Dalet With Dagesh","1":"One",
             "\ud83d\ude00":"Emoji: Grinning Face","\u0080":"Control","\u00f6":"Latin Small Letter O With Diaeresis"}
            """#,
            "{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u{80}\":\"Control\",\"ö\":\"Latin Small Letter O With Diaeresis\","
                + "\"€\":\"Euro Sign\",\"😀\":\"Emoji: Grinning Face\",\"\u{FB33}\":\"Hebrew Letter Dalet With Dagesh\"}"
        ),
        // RFC 8785 §3.2.2: literals, and the string with every kind of escape.
        (
            #"{"string":"\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/","literals":[null, true, false]}"#,
            #"{"literals":[null,true,false],"string":"€$\u000f\nA'B\"\\\\\"/"}"#
        ),
        // The author's test data: arrays, structures, french, unicode, weird.
        (#"[ 56, { "d": true, "10": null, "1": [ ] } ]"#, #"[56,{"1":[],"10":null,"d":true}]"#),
        (
            #"{"1": {"f": {"f": "hi","F": 5} ,"\n": 56},"10": {},"":"empty","a":{},"111":[{"e":"yes","E":"no"}],"A":{}}"#,
            #"{"":"empty","1":{"\n":56,"f":{"F":5,"f":"hi"}},"10":{},"111":[{"E":"no","e":"yes"}],"A":{},"a":{}}"#
        ),
        (
            #"{"peach":"first","péché":"second","pêche":"third","sin":"last"}"#,
            #"{"peach":"first","péché":"second","pêche":"third","sin":"last"}"#
        ),
        ("{\"Unnormalized Unicode\":\"A\u{30a}\"}", "{\"Unnormalized Unicode\":\"A\u{30a}\"}"),
        (
            #"{"\ufb33":1,"\ud83d\ude02":2,"</script>":3,"\u0080":"Control\u007f"}"#,
            "{\"</script>\":3,\"\u{80}\":\"Control\u{7f}\",\"😂\":2,\"\u{FB33}\":1}"
        ),
    ])
    func `the published vectors come out byte for byte`(_ text: String, _ canonical: String) throws {
        #expect(try JSON(parsing: text).canonicalBytes == Array(canonical.utf8))
    }

    @Test func `keys are in UTF-16 order, where UTF-8 order differs`() {
        let json: JSON = ["\u{FB33}": 1, "\u{1F602}": 2]
        #expect(json.canonical == "{\"\u{1F602}\":2,\"\u{FB33}\":1}")
        #expect("\u{FB33}".utf8.lexicographicallyPrecedes("\u{1F602}".utf8))
    }

    @Test(arguments: [
        "", " ", "{", "[1", "[1,]", "{\"a\":1,}", "{\"a\" 1}", "{a:1}", "nul", "truee", "\"open", "\"\t\"", "\"\\x\"",
        "\"\\u12g4\"", "\"\\u+123\"", "\"\\ud83d\"", "\"\\ude02\"", "\"\\ud83d\\u0041\"", "01", "-", "-01", "+1", "1.0",
        "1e3",
        "9007199254740992", "99999999999999999999", "1 2", "{\"a\":1,\"a\":2}", "{\"a\":1,\"\\u0061\":2}", "NaN", "'a'",
        "[1]x",
    ])
    func `what is not strict JSON without fractions is refused`(_ text: String) {
        #expect(throws: JSONError.self) { try JSON(parsing: text) }
    }

    @Test func `bytes that are not UTF-8 are refused`() {
        #expect(throws: JSONError.self) { try JSON(parsing: [0x22, 0xC3, 0x22][...]) }
        #expect(throws: JSONError.self) { try JSON(parsing: [0x22, 0xED, 0xA0, 0x80, 0x22][...]) }
    }

    @Test func `a thousand brackets are refused rather than followed`() {
        #expect(throws: JSONError.self) { try JSON(parsing: String(repeating: "[", count: 1000)) }
    }

    @Test func `a refusal says where`() {
        let fault = #expect(throws: JSONError.self) { try JSON(parsing: "[1, 2.5]") }
        #expect(fault?.offset == 5)
    }

    @Test func `reading what was written gives it back`() throws {
        var generator = Seeded(7)
        for _ in 0..<300 {
            let json = randomJSON(depth: 4, using: &generator)
            #expect(try JSON(parsing: json.canonical) == json)
            #expect(try JSON(parsing: json.canonical).canonicalBytes == json.canonicalBytes)
        }
    }

    @Test func `an integer too large to be exact is written as a string`() {
        #expect(JSON.integer(9_007_199_254_740_991).canonical == "9007199254740991")
        #expect(JSON.integer(-9_007_199_254_740_992).canonical == "\"-9007199254740992\"")
    }

    private func randomJSON(depth: Int, using generator: inout Seeded) -> JSON {
        switch Int.random(in: 0...(depth > 0 ? 5 : 3), using: &generator) {
        case 0: return .null
        case 1: return .bool(Bool.random(using: &generator))
        case 2: return .integer(Int64.random(in: -9_007_199_254_740_991...9_007_199_254_740_991, using: &generator))
        case 3: return .string(randomText(using: &generator))
        case 4:
            return .array((0..<3).map { _ in randomJSON(depth: depth - 1, using: &generator) })
        default:
            var members: [String: JSON] = [:]
            for _ in 0..<3 { members[randomText(using: &generator)] = randomJSON(depth: depth - 1, using: &generator) }
            return .object(members)
        }
    }

    private func randomText(using generator: inout Seeded) -> String {
        let scalars = (0..<Int.random(in: 0...6, using: &generator)).compactMap { _ in
            Unicode.Scalar(UInt32.random(in: 0...(Bool.random(using: &generator) ? 0x7F : 0x10FFFF), using: &generator))
        }
        return String(String.UnicodeScalarView(scalars))
    }
}
