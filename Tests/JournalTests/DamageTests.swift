import Foundation
import Records
import TestSupport
import Testing

@testable import Journal

/// What is read is compared with the digest under which it was written.
@Suite struct DamageTests {
    let folder: TemporaryFolder
    let store: ProjectStore
    let text = "the weights of a model"

    init() throws {
        folder = try TemporaryFolder()
        store = try folder.create()
        try store.commit(
            EventDraft(.publish),
            [.publish(model(text), makeCurrent: true), .figures(id: digest(text), json: "{\"accuracy\":\"0.75\"}")])
    }

    private func flip(_ bit: Int, of column: String, in table: String, _ bytes: [UInt8], isText: Bool) throws {
        var bytes = bytes
        bytes[bit / 8] ^= 1 << (bit % 8)
        let value = "x'\(Hexadecimal.text(bytes))'"
        try store.execute("UPDATE \(table) SET \(column) = \(isText ? "CAST(\(value) AS TEXT)" : value)")
    }

    @Test func `every flipped bit of a model's bytes is noticed, and a model like it mends them`() throws {
        for bit in 0..<text.utf8.count * 8 {
            try flip(bit, of: "bytes", in: "models", Array(text.utf8), isText: false)
            let read = try #require(try store.currentModel())
            #expect(read.bytes == nil && read.isDamaged && read.holdsBytes)
            #expect(try store.models().map(\.isDamaged) == [true])
        }
        try store.commit(EventDraft(.publish), [.publish(model(text), makeCurrent: true)])
        #expect(try store.currentModel() == model(text))
    }

    @Test func `every flipped bit of figures is noticed`() throws {
        let json = Array("{\"accuracy\":\"0.75\"}".utf8)
        for bit in 0..<json.count * 8 where bit % 8 != 7 {
            try flip(bit, of: "json", in: "figures", json, isText: true)
            #expect(try store.figures(for: digest(text)) == nil)
        }
        #expect(try store.figured() == [digest(text)])
        try store.commit(EventDraft(.evaluate), [.figures(id: digest(text), json: "{}")])
        #expect(try store.figures(for: digest(text)) == "{}")
        try store.commit(EventDraft(.erase), [.figures(id: digest(text), json: nil)])
        #expect(try store.figured().isEmpty)
    }
}
