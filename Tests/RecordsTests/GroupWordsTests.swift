import TestSupport
import Testing

@testable import Records

struct GroupWordsTests {
    @Test func `names, bands and terms are read from one line`() throws {
        let columns = ["sex", "age", "comment", "a:b", "x,y", "race"]
        let words = try GroupWords(
            " sex, age:<25, 25..45 ,>45,comment:woman|women,muslim|,\"x,y\",a:b,race", among: columns)
        #expect(words.names == ["sex", "age", "x,y", "a:b", "race"])
        #expect(words.bands["age"]?.map(\.name) == ["<25", "25..45", ">45"])
        #expect(
            words.terms == [
                TermGroup(column: "comment", name: "woman", words: ["woman", "women"]),
                TermGroup(column: "comment", name: "muslim", words: ["muslim"]),
            ])
        #expect(try GroupWords("comment:*", among: columns).terms == TermGroup.identities(in: "comment"))
        #expect(try GroupWords("\"age\":0..<1,1", among: columns).bands["age"]?.count == 2)
        // What is no column stays a name, to be refused by it.
        #expect(try GroupWords("nope:woman", among: columns).names == ["nope:woman"])
        #expect(try GroupWords("comment:woman,sexx", among: columns).names == ["sexx"])
        #expect(try GroupWords("", among: columns).names.isEmpty && GroupWords(",,", among: columns).names.isEmpty)
        #expect(throws: Refusal.self) { try GroupWords("age:<x", among: columns) }
    }

    @Test func `what a schema's groups are written as is read as the same`() throws {
        let columns = ["sex", "age", "comment", "a:b", "x,y", " padded", "é", "25", "<5", "note"]
        var random = Seeded(4)
        for _ in 0..<300 {
            var schema = Schema()
            let shuffled = columns.shuffled(using: &random).filter { !["comment", "note", " padded"].contains($0) }
            schema.groups = Array(shuffled.prefix(Int.random(in: 0...5, using: &random)))
            for name in schema.groups where Bool.random(using: &random) {
                let bands = try [["<25", "25..45", ">45"], ["0..<1", ">=1"], ["-3", "4"]].randomElement(using: &random)?
                    .map { try Band($0) }
                schema.bands = (schema.bands ?? [:]).merging([name: bands ?? []]) { $1 }
            }
            if Bool.random(using: &random) {
                schema.terms = TermGroup.reading("note:woman|women,muslim")
                if Bool.random(using: &random) { schema.terms? += TermGroup.identities(in: "comment") }
            }
            let text = GroupWords.text(of: schema)
            var read = Schema()
            try GroupWords(text, among: columns).apply(to: &read)
            #expect(read == schema, "\(text)")
        }
    }
}
