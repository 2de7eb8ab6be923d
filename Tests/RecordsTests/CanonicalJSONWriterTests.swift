import Testing

@testable import Records

struct CanonicalJSONWriterTests {
    private func written(
        _ spelling: CanonicalJSONWriter.Spelling, _ write: (inout CanonicalJSONWriter) -> Void
    ) -> String {
        var writer = CanonicalJSONWriter(spelling)
        write(&writer)
        return writer.text
    }

    @Test func `Control characters have short escapes in one spelling and numbers in the other`() {
        let text = "\u{8}\t\n\u{C}\r\u{1F}\"\\/é"
        #expect(written(.standard) { $0.string(text) } == #""\b\t\n\f\r\u001f\"\\/é""#)
        #expect(written(.byNumber) { $0.string(text) } == #""\u0008\u0009\u000a\u000c\u000d\u001f\"\\/é""#)
    }

    @Test func `Keys stand in the order of UTF-16 in one spelling and of UTF-8 in the other`() {
        // U+1F600 is D83D DE00 in UTF-16, before U+FF5E; in UTF-8 it comes after.
        let members = ["\u{FF5E}": 1, "\u{1F600}": 2, "a": 3]
        #expect(
            written(.standard) { $0.object(members) { $1.integer($0) } } == "{\"a\":3,\"\u{1F600}\":2,\"\u{FF5E}\":1}")
        #expect(
            written(.byNumber) { $0.object(members) { $1.integer($0) } } == "{\"a\":3,\"\u{FF5E}\":1,\"\u{1F600}\":2}")
    }

    @Test func `Numbers have the fewest digits`() {
        let numbers = [1, 0.25, 1e300, -2, .infinity, 9_007_199_254_740_991]
        #expect(
            written(.byNumber) { $0.array(numbers) { $1.number($0) } }
                == "[1,0.25,1e+300,-2,null,9007199254740991]")
    }

    @Test func `Bytes that are no text stay as they are`() {
        var output: [UInt8] = []
        CanonicalJSONWriter.append([0xFF, 10, 0xC3] as [UInt8], .byNumber, to: &output)
        #expect(output == [34, 0xFF] + Array("\\u000a".utf8) + [0xC3, 34])
    }
}
