import Foundation
import Testing

@testable import Logs

struct ActivityLogTests {
    private let folder: Folder
    private let complaints = Complaints()

    init() throws { folder = try Folder() }

    private func log(_ name: String = "lethe.log", level: LogLevel = .trace) -> ActivityLog {
        let (clock, complaints) = (SteppingClock(), complaints)
        return ActivityLog(to: folder.file(name), level: level, process: 47, now: { clock.now() }) {
            complaints.add($0)
        }
    }

    @Test func `An event is one line: when, level, process, what, and its fields in order`() throws {
        let log = log()
        log.note(.projectOpened(records: 12, events: 3, readOnly: true, after: .milliseconds(1042)))
        log.note(.jobEnded(LogWord("train"), id: 1, .failed, after: .microseconds(1600)))
        log.note(.committed(LogWord("unlearn-start"), event: 7))
        #expect(
            try folder.text(of: "lethe.log") == """
                2026-01-01T00:00:00.000Z info lethe[47] project.opened events=3 read-only=true records=12 seconds=1.042
                2026-01-01T00:00:01.000Z error lethe[47] job.ended job=1 kind=train outcome=failed seconds=0.002
                2026-01-01T00:00:02.000Z debug lethe[47] event.committed action=unlearn-start event=7

                """)
        #expect(complaints.all.isEmpty)
    }

    @Test func `What is below the level is left out`() throws {
        let log = log(level: .notice)
        log.note(.jobStarted(LogWord("train"), id: 1))
        log.note(.jobStep(LogWord("train"), id: 1, share: 0.5))
        log.note(.migrated(from: 6, to: 8, after: .zero))
        #expect(
            try folder.text(of: "lethe.log")
                == "2026-01-01T00:00:00.000Z notice lethe[47] project.migrated from=6 seconds=0.000 to=8\n")
    }

    @Test(arguments: [
        "two words", "ann@example.org", "line\nend", "", "sex=Female", "é", String(repeating: "x", count: 49),
    ])
    func `What is no name of this program's own is not written`(text: String) {
        #expect(LogWord(text).description == "unnamed")
    }

    @Test func `Nothing that comes to a line can end it or act on a terminal`() {
        #expect(LineHandler.plain("a\nb\u{1B}[2J \\é") == "a\\u{a}b\\u{1b}[2J\\u{20}\\u{5c}\\u{e9}")
    }

    @Test func `Each case has a name of its own`() {
        let word = LogWord("x")
        let all: [Activity] = [
            .commandBegan(word, version: word), .commandEnded(word, status: 65, after: .zero), .projectMade(records: 1),
            .projectOpened(records: 1, events: 1, readOnly: false, after: .zero), .projectClosed,
            .migrated(from: 1, to: 2, after: .zero), .committed(word, event: 1), .jobQueued(word, id: 1),
            .jobStarted(word, id: 1), .jobStep(word, id: 1, share: 2), .jobEnded(word, id: 1, .done, after: .zero),
            .resumed(jobs: 1, givenUp: 0), .failed(reason: word, type: word),
        ]
        #expect(Set(all.map(\.name)).count == all.count)
        #expect(all.map(\.name).allSatisfy { LineHandler.plain($0) == $0 })
    }

    // MARK: The file

    @Test func `It is its owner's alone, and appended to`() throws {
        log().note(.projectClosed)
        log().note(.projectClosed)
        #expect(try folder.text(of: "lethe.log").split(separator: "\n").count == 2)
        let mode = try FileManager.default.attributesOfItem(atPath: folder.file("lethe.log"))[.posixPermissions]
        #expect((mode as? NSNumber)?.intValue == 0o600)
    }

    @Test func `A line that a full disk cut off stays apart from the next`() throws {
        try folder.write("2026-01-01T00:00:00.000Z info lethe[1] project.clo", to: "lethe.log")
        log().note(.projectClosed)
        #expect(
            try folder.text(of: "lethe.log") == """
                2026-01-01T00:00:00.000Z info lethe[1] project.clo
                2026-01-01T00:00:00.000Z info lethe[47] project.closed

                """)
    }

    @Test func `Nothing is appended to a file that is no log, such as the data`() throws {
        try folder.write("age,sex\n1,f\n", to: "data.csv")
        let log = log("data.csv")
        for _ in 1...3 { log.note(.projectClosed) }
        #expect(try folder.text(of: "data.csv") == "age,sex\n1,f\n")
        #expect(complaints.all.count == 1)
        #expect(complaints.all.first?.contains("holds something else than a log") == true)
    }

    @Test func `A folder that is not there is said once, with what helps`() throws {
        let log = log("nowhere/lethe.log")
        for _ in 1...3 { log.note(.projectClosed) }
        #expect(complaints.all.count == 1)
        let said = try #require(complaints.all.first)
        #expect(said.contains("its folder is not there") && said.contains("make the folder"))
    }

    @Test func `A folder or a pipe is no log, and is not waited for`() throws {
        try FileManager.default.createDirectory(atPath: folder.file("d"), withIntermediateDirectories: false)
        try #require(mkfifo(folder.file("pipe"), 0o600) == 0)
        log("d").note(.projectClosed)
        log("pipe").note(.projectClosed)
        #expect(complaints.all.count == 2)
        #expect(complaints.all[0].contains("is a folder") && complaints.all[1].contains("is no file"))
    }

    @Test func `A file that can be written no more ends the log, is said once, and stops nothing`() throws {
        // A descriptor that can only be read fails as a broken disk does.
        let log = log()
        log.note(.projectClosed)
        try closeDescriptor(of: "lethe.log")
        for _ in 1...3 { log.note(.projectClosed) }
        #expect(complaints.all.count == 1)
        #expect(complaints.all.first?.contains("ends here") == true)
        #expect(complaints.all.first?.contains("The work goes on") == true)
    }

    /// Puts a read-only descriptor in the place of the one that writes to a file.
    private func closeDescriptor(of name: String) throws {
        let path = URL(fileURLWithPath: folder.file(name)).resolvingSymlinksInPath().path
        for number in try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").compactMap({ CInt($0) }) {
            guard let target = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/\(number)"),
                target == path
            else { continue }
            let reading = open("/dev/null", O_RDONLY)
            dup2(reading, number)
            close(reading)
            return
        }
        Issue.record("no descriptor writes to \(path)")
    }
}
