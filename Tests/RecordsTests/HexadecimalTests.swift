import Testing

@testable import Records

struct HexadecimalTests {
    @Test func `hexadecimal is read strictly`() {
        #expect(Hexadecimal.bytes("00ff7a") == [0, 255, 122])
        #expect(Hexadecimal.bytes("") == [])
        #expect(Hexadecimal.bytes("00FF") == nil)
        #expect(Hexadecimal.bytes("0") == nil)
        #expect(Hexadecimal.bytes("0g") == nil)
        #expect(Hexadecimal.bytes("+f") == nil)
    }

    @Test func `Every byte is written with two digits and read back`() {
        let all = Array(UInt8.min...UInt8.max)
        let text = Hexadecimal.text(all)
        #expect(text.hasPrefix("000102") && text.hasSuffix("fdfeff") && text.utf8.count == 512)
        #expect(Hexadecimal.bytes(text) == all)
        #expect(Hexadecimal.text(AnySequence(all)) == text)
    }

    @Test func `An id begins with 1 to 32 lower-case digits`() throws {
        let range = try #require(RecordID.range(startingWith: "7f3a"))
        #expect(range.lowerBound.description == "7f3a" + String(repeating: "0", count: 28))
        #expect(range.upperBound.description == "7f3a" + String(repeating: "f", count: 28))
        #expect(RecordID.range(startingWith: "") == nil)
        #expect(RecordID.range(startingWith: String(repeating: "a", count: 33)) == nil)
        #expect(RecordID.range(startingWith: "xyz") == nil && RecordID.range(startingWith: "-1") == nil)
    }
}
