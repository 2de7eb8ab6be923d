import Foundation
import Testing

extension TheProgram {
    /// Whatever signal comes, and whenever: the terminal is as it was, and who waits for the program sees what ended it.
    @Suite("Signals", .serialized)
    struct Signals {
        /// What the program doesn't end by: its default is to be ignored, or it is the error of a call.
        static let harmless: Set<Int32> = [SIGCHLD, SIGCONT, SIGPIPE, SIGURG, SIGXFSZ, SIGWINCH]
        /// Nobody could continue a program without a shell: the kernel doesn't stop it.
        static let stopping: Set<Int32> = [SIGTSTP, SIGTTIN, SIGTTOU]
        /// All but the two that can't be caught and the two that the C library keeps for itself.
        static let all: [Int32] = (1...64).filter { ![SIGKILL, SIGSTOP, 32, 33].contains($0) }

        /// The dashboard on a small file, once it shows it.
        private func opened(_ playground: Playground, before: String = "", environment: [String: String] = [:])
            async throws -> PseudoTerminal
        {
            try playground.write("a,b,y\n1,2,0\n3,4,1\n", to: "t.csv")
            let terminal = try PseudoTerminal(
                ["open", "t.csv"], in: playground, environment: environment, before: before)
            try await terminal.wait(until: "guessed from the file")
            if environment["TERM"] == nil { #expect(TerminalModes(terminal.output).areTaken) }
            #expect(terminal.settingsNow.c_lflag & tcflag_t(ICANON | ECHO) == 0)
            return terminal
        }

        private func expectRestored(_ terminal: PseudoTerminal, sourceLocation: SourceLocation = #_sourceLocation) {
            let modes = TerminalModes(terminal.output)
            #expect(modes.areRestored, "\(modes)", sourceLocation: sourceLocation)
            let (now, before) = (terminal.settingsNow, terminal.settings)
            #expect(now.c_iflag == before.c_iflag && now.c_oflag == before.c_oflag, sourceLocation: sourceLocation)
            #expect(now.c_cflag == before.c_cflag && now.c_lflag == before.c_lflag, sourceLocation: sourceLocation)
            let characters = [now, before].map { withUnsafeBytes(of: $0.c_cc) { Array($0) } }
            #expect(characters[0] == characters[1], sourceLocation: sourceLocation)
        }

        @Test(arguments: all)
        func `every signal that can be caught leaves the terminal as it was`(signal: Int32) async throws {
            let terminal = try await opened(try Playground())
            try terminal.signal(signal)
            if Self.harmless.contains(signal) || Self.stopping.contains(signal) {
                try terminal.type("q")
                #expect(try await terminal.end() == .exited(0))
            } else {
                #expect(try await terminal.end() == .signaled(signal))
            }
            expectRestored(terminal)
        }

        @Test(arguments: [SIGTERM, SIGQUIT, SIGUSR1])
        func `a model that is being trained is given up in good order, and no core is written`(signal: Int32)
            async throws
        {
            let playground = try Playground()
            try playground.copy(Program.fixture("decisions.csv"), as: "decisions.csv")
            let made = try await Program.run("init", "decisions.csv", in: playground)
            #expect(made.status == 0)
            let terminal = try PseudoTerminal(
                ["open", "decisions.csv"], in: playground, before: "ulimit -c unlimited;")
            try await terminal.wait(until: "training")
            try terminal.signal(signal)
            #expect(try await terminal.end() == .signaled(signal))
            expectRestored(terminal)
            #expect(playground.listing.filter { $0.hasPrefix("core") }.isEmpty)
            let log = try await Program.run("log", "decisions.csv", "--json", in: playground).json()
            let trained = log.array.filter { $0["action"].string == "train" }.map { $0["outcome"].string ?? "" }
            #expect(trained == ["started", "cancelled"] || trained == ["started"] && log.array.count > 3)
            let again = try await Program.run(
                "flag", "decisions.csv.lethe", "biased", "--where", "row:1", in: playground)
            #expect(again.status == 0, "\(again.errors)")
        }

        @Test(arguments: [SIGTERM, SIGHUP])
        func `a command without a screen ends by its signal, and the next one goes on`(signal: Int32) async throws {
            let playground = try Playground()
            try playground.copy(Program.fixture("decisions.csv"), as: "decisions.csv")
            let made = try await Program.run("init", "decisions.csv", in: playground)
            #expect(made.status == 0)
            let terminal = try PseudoTerminal(["train", "decisions.csv"], in: playground)
            try await terminal.wait(until: "training 3,")
            try terminal.signal(signal)
            #expect([.signaled(signal), .exited(128 + signal)].contains(try await terminal.end()))
            expectRestored(terminal)
            let again = try await Program.run("train", "decisions.csv", in: playground)
            #expect(again.status == 0, "\(again.errors)")
            #expect(playground.listing == ["decisions.csv", "decisions.csv.lethe"])
        }

        @Test
        func `a signal at any moment from the start on leaves a terminal that is as it was`() async throws {
            let playground = try Playground()
            try playground.write("a,b,y\n1,2,0\n3,4,1\n", to: "t.csv")
            for moment in 0..<60 {
                let terminal = try PseudoTerminal(["open", "t.csv"], in: playground)
                // Every third as soon as something is on the screen, that is before all of it is.
                if moment % 3 == 0 {
                    try await terminal.wait(for: "output") { $0.count > moment * 4 }
                } else {
                    for _ in 0..<(moment * 4) { sched_yield() }
                    try await Task.sleep(for: .milliseconds(moment * 4))
                }
                let signal = [SIGTERM, SIGHUP, SIGINT, SIGUSR1, SIGSEGV][moment % 5]
                try terminal.signal(signal)
                #expect(try await terminal.end() == .signaled(signal), "moment \(moment)")
                expectRestored(terminal)
            }
        }

        @Test
        func `what the program was told to ignore stays ignored`() async throws {
            let terminal = try await opened(try Playground(), before: "trap '' HUP INT USR1 ABRT;")
            for signal in [SIGHUP, SIGINT, SIGUSR1, SIGABRT] { try terminal.signal(signal) }
            try terminal.type("q")
            #expect(try await terminal.end() == .exited(0))
            expectRestored(terminal)
        }

        @Test(arguments: ["", "trap '' HUP;"])
        func `a terminal that is lost ends the program, also where it shall not notice`(before: String) async throws {
            let terminal = try await opened(try Playground(), before: before)
            terminal.hangUp()
            #expect(try await terminal.end() == .signaled(SIGHUP))
        }

        @Test func `a program that hangs is ended by a second signal, with the settings of the terminal as they were`()
            async throws
        {
            let terminal = try await opened(try Playground())
            // Whatever is drawn from now on waits for ever, leaving the screen too.
            terminal.holdOutput()
            try terminal.signal(SIGTERM)
            let ending = try await terminal.end { try terminal.signal(SIGTERM) }
            #expect(ending == .signaled(SIGTERM))
            #expect(!TerminalModes(terminal.output).areRestored, "it did not hang")
            #expect(terminal.settingsNow.c_lflag == terminal.settings.c_lflag)
        }

        @Test func `a terminal without another screen gets its prompt below what is shown`() async throws {
            let terminal = try await opened(try Playground(), environment: ["TERM": "vt100"])
            try terminal.signal(SIGSEGV)
            #expect(try await terminal.end() == .signaled(SIGSEGV))
            expectRestored(terminal)
            #expect(terminal.output.suffix(60).firstRange(of: Array("\u{1B}[999;1H".utf8)) != nil)
        }
    }
}
