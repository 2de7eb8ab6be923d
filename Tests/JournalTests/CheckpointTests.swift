import Foundation
import Testing

@testable import Journal

@Suite struct CheckpointTests {
    @Test func `three lines: origin, size, root in base64`() {
        let checkpoint = Checkpoint(origin: "lethe/x", size: 8, root: [UInt8](repeating: 0xFB, count: 32))
        #expect(checkpoint.text == "lethe/x\n8\n+/v7+/v7+/v7+/v7+/v7+/v7+/v7+/v7+/v7+/v7+/s=\n")
        #expect(Checkpoint(parsing: Array(checkpoint.text.utf8)) == checkpoint)
    }

    @Test(arguments: [
        "lethe/x\n08\n+/v7+/v7+/v7+/v7+/v7+/v7+/v7+/v7+/v7+/v7+/s=\n",
        "lethe/x\n+8\n+/v7+/v7+/v7+/v7+/v7+/v7+/v7+/v7+/v7+/v7+/s=\n",
        "lethe/x\n-8\n+/v7+/v7+/v7+/v7+/v7+/v7+/v7+/v7+/v7+/v7+/s=\n",
        // The last digit has two bits that base64 does not use.
        "lethe/x\n8\n+/v7+/v7+/v7+/v7+/v7+/v7+/v7+/v7+/v7+/v7+/t=\n",
        "lethe/x\n8\n+/v7+/v7+/v7+/v7+/v7+/v7+/v7+/v7+/v7+/v7+/s=",
        "lethe/x\n8\n+/v7+/v7+/v7+/v7+/v7+/v7+/v7+/v7+/v7+/v7+/s=\n\n",
        "lethe/x\n8\n+/v7\n",
        "",
    ])
    func `any other spelling is refused`(_ text: String) {
        #expect(Checkpoint(parsing: Array(text.utf8)) == nil)
    }
}
