import Foundation
import Testing

extension TheProgram {
    /// What a terminal sends when it is not a person at the keys.
    @Suite("Input", .serialized)
    struct Input {
        @Test(arguments: ["", "\u{3}", "\u{1B}[201"])
        func `a paste that is never closed is over after a moment, and nothing in it was a key`(end: String)
            async throws
        {
            let terminal = try await opened()
            try terminal.type("\u{1B}[200~*by\rQ" + end)
            try await terminal.wait(until: "Pasted text is ignored here")
            try terminal.type("?")
            try await terminal.wait(until: "Keys")
            try terminal.type("qQ")
            #expect(try await terminal.end() == .exited(0))
            let log = try await Program.run("log", "t.csv", "--json", in: terminal.playground).json()
            #expect(!log.array.contains { $0["action"].string == "flag" })
        }

        @Test func `however much is pasted, it is a paste, and the program listens`() async throws {
            let terminal = try await opened()
            try terminal.type("\u{1B}[200~")
            for _ in 0..<64 { try terminal.send(Array(repeating: 0x51, count: 65_536)) }
            try await terminal.wait(until: "Pasted text is ignored here")
            try terminal.type("\u{1B}[200~")
            try terminal.send(Array(repeating: 0x51, count: 65_536))
            try terminal.signal(SIGTERM)
            #expect(try await terminal.end() == .signaled(SIGTERM))
        }

        /// The records of a small project that nothing is trained on.
        private func opened() async throws -> PseudoTerminal {
            let playground = try Playground()
            try playground.write("a,b\n1,2\n3,4\n", to: "t.csv")
            let made = try await Program.run("init", "t.csv", "--target", "none", in: playground)
            #expect(made.status == 0, "\(made.errors)")
            let terminal = try PseudoTerminal(["open", "t.csv"], in: playground)
            try await terminal.wait(until: "· idle")
            return terminal
        }
    }
}
