import Foundation
import Testing

extension TheProgram {
    /// Whatever ends the program, the terminal is given back as it was.
    @Suite("The terminal is given back", .serialized, .enabled(if: Screen.isThere, Screen.missing))
    struct Restoration {
        @Test(
            arguments: [
                ("Q", 0), ("TERM", 143), ("HUP", 129), ("INT", 130), ("QUIT", 131), ("USR1", 138), ("SEGV", 139),
                ("ABRT", 134),
            ])
        func `after Q, a signal or a crash`(_ end: String, _ code: Int) async throws {
            let playground = try await Prepared.trained("decisions")
            // sh repairs nothing, as an interactive shell would.
            try playground.write(
                "stty -a > before; lethe open decisions.csv; echo \"exit=$?\"; stty -a > after; echo done\n", to: "run")
            let screen = try await Screen.shell(in: playground)
            try await screen.type("sh run")
            try await screen.press("Enter")
            try await screen.waitUntilFound()
            #expect(try await screen.variable("alternate_on") == "1")
            #expect(try await screen.variable("cursor_flag") == "0")
            if end == "Q" { try await screen.press("Q") } else { try await screen.signal(end) }
            let status = try await screen.exit()
            #expect(status == code)
            try await screen.wait(until: "done")
            #expect(try await screen.variable("alternate_on") == "0")
            #expect(try await screen.variable("cursor_flag") == "1")
            #expect(try await screen.variable("mouse_any_flag") == "0")
            #expect(try playground.text(of: "after") == playground.text(of: "before"))
            // No lock, and nothing damaged.
            let log = try await Program.run("log", "decisions.csv.lethe", in: playground)
            #expect(log.status == 0)
            let flag = try await Program.run(
                "flag", "decisions.csv.lethe", "biased", "--where", "row:1", in: playground)
            #expect(flag.status == 0, "\(flag.errors)")
        }

        @Test
        func `Ctrl-Z and fg: the shell's terminal in between, and the next Up is one move`() async throws {
            let playground = try await Prepared.trained("decisions")
            let screen = try await Screen.shell(in: playground)
            try await screen.type("lethe open decisions.csv")
            try await screen.press("Enter")
            try await screen.waitUntilFound()
            try await screen.press("j", "j", "j")
            try await screen.wait(until: "▸    4")
            for _ in 1...2 {
                try await screen.press("C-z")
                try await screen.wait(until: "Stopped")
                #expect(try await screen.variable("alternate_on") == "0")
                #expect(try await screen.variable("cursor_flag") == "1")
                try await screen.type("fg")
                try await screen.press("Enter")
                try await screen.wait(until: "▸    4")
                #expect(try await screen.variable("alternate_on") == "1")
                try await screen.press("Up")
                try await screen.wait(until: "▸    3")
                try await screen.press("Down")
                try await screen.wait(until: "▸    4")
            }
            try await screen.press("Q")
            try await screen.type("echo \"exit=$?\"")
            try await screen.press("Enter")
            #expect(try await screen.exit() == 0)
        }

        @Test(arguments: ["TSTP", "TTIN", "TTOU", "STOP"])
        func `stopped by another program, it gives the terminal back too, and takes it again`(_ signal: String)
            async throws
        {
            let (screen, _) = try await atWork()
            try await screen.signal(signal)
            try await screen.wait(until: "Stopped")
            // Nobody can act on STOP: what the shell makes of the terminal is its own.
            if signal != "STOP" {
                #expect(try await screen.variable("alternate_on") == "0")
                #expect(try await screen.variable("cursor_flag") == "1")
            }
            try await screen.type("clear; fg")
            try await screen.press("Enter")
            try await screen.wait(until: "guessed from the file")
            #expect(try await screen.variable("alternate_on") == "1")
            try await screen.press("q")
            try await screen.waitUntilLeft()
            try await screen.type("echo \"exit=$?\"")
            try await screen.press("Enter")
            #expect(try await screen.exit() == 0)
        }

        @Test(arguments: ["C-z", "STOP"])
        func `a stopped program is ended by TERM without taking the terminal again`(_ stop: String) async throws {
            let (screen, program) = try await atWork()
            if stop == "C-z" { try await screen.press("C-z") } else { try await screen.signal(stop) }
            try await screen.wait(until: "Stopped")
            // bash sends TERM, then CONT to a job that is stopped: it goes on in the background.
            try await screen.type("kill %1")
            try await screen.press("Enter")
            try await screen.waitUntilGone(program)
            try await screen.waitUntilLeft()
            // Keys are shown once, at once: the shell has its own settings, not those from before the program.
            try await screen.type("clear; echo still $((40 + 2))")
            try await screen.press("Enter")
            let shown = try await screen.wait(until: "still 42")
            #expect(!shown.contains("still $"))
        }

        @Test
        func `a job in the background waits for the terminal, and TERM ends it there`() async throws {
            let playground = try Playground()
            try playground.write("a,b,y\n1,2,0\n3,4,1\n", to: "t.csv")
            let screen = try await Screen.shell(in: playground)
            try await screen.type("lethe open t.csv &")
            try await screen.press("Enter")
            // bash tells when asked, or when the next prompt comes.
            try await screen.type("until jobs | grep -q topped; do :; done; jobs")
            try await screen.press("Enter")
            try await screen.wait(until: "Stopped")
            #expect(try await screen.variable("alternate_on") == "0")
            let program = try await screen.programID()
            try await screen.type("kill %1")
            try await screen.press("Enter")
            try await screen.waitUntilGone(program)
            try await screen.press("Enter")
            try await screen.wait(until: "Terminated")
            #expect(try await screen.variable("alternate_on") == "0")
        }

        /// The dashboard on a small file, started by a shell that can stop and continue it.
        private func atWork() async throws -> (Screen, program: Int32) {
            let playground = try Playground()
            try playground.write("a,b,y\n1,2,0\n3,4,1\n", to: "t.csv")
            let screen = try await Screen.shell(in: playground)
            try await screen.type("lethe open t.csv")
            try await screen.press("Enter")
            try await screen.wait(until: "guessed from the file")
            return (screen, try await screen.programID())
        }

        @Test
        func `a storm of sizes and keys crashes nothing`() async throws {
            let playground = try await Prepared.trained("comments")
            let screen = try await Screen.start("lethe open comments.csv", in: playground)
            try await screen.waitUntilFound()
            var random: UInt64 = 20_26
            func next(_ bound: Int) -> Int {
                random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                return Int(random >> 33) % bound
            }
            let keys = [
                "j", "k", "PageDown", "G", "g", "R", "Enter", "1", "3", "4", "5", "6", "7", "?", "M", "C", "s",
                "h",
                "l", "Space", "f", "b", "u", "z",
            ]
            for _ in 1...50 {
                try await screen.resize(width: 1 + next(300), height: 1 + next(100))
                // Not q or Escape: on Records they ask whether to leave, and Enter answers.
                try await screen.press(keys[next(keys.count)], keys[next(keys.count)], "C-g")
            }
            try await screen.resize(width: 100, height: 30)
            try await screen.press("C-g", "1", "C-l")
            try await screen.wait(until: "comments.csv  ")
            #expect(try await screen.variable("alternate_on") == "1")
            try await screen.press("C-g", "C-g")
            #expect(try await screen.quit() == 0)
        }
    }
}

extension Screen {
    /// Waits until the shell has its screen back, with a cursor.
    fileprivate func waitUntilLeft(sourceLocation: SourceLocation = #_sourceLocation) async throws {
        let deadline = ContinuousClock.now + .seconds(60)
        while try await variable("alternate_on") != "0", ContinuousClock.now < deadline {
            try await Task.sleep(for: .milliseconds(10))
        }
        #expect(try await variable("alternate_on") == "0", sourceLocation: sourceLocation)
        #expect(try await variable("cursor_flag") == "1", sourceLocation: sourceLocation)
    }

    /// Waits until there is no process `id`.
    fileprivate func waitUntilGone(_ id: Int32, sourceLocation: SourceLocation = #_sourceLocation) async throws {
        let deadline = ContinuousClock.now + .seconds(60)
        while kill(id, 0) == 0, ContinuousClock.now < deadline { try await Task.sleep(for: .milliseconds(10)) }
        #expect(kill(id, 0) != 0, sourceLocation: sourceLocation)
    }
}
