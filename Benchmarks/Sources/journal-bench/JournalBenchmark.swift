import Crypto
import Foundation
import Journal
import Measuring
import Records

/// What a journal of many events costs to check and to read, beside one plain pass: hashing the bytes of its file once.
struct JournalBenchmark {
    private let project: String

    private static let session = Session(
        actor: "ada", id: "5f0c2a9e71b3", toolVersion: "1.0", toolDigest: String(repeating: "ab", count: 32))
    /// So many events of one transaction.
    private static let batch = 20_000

    init(project: String) { self.project = project }

    static func make(_ project: String, events: Int) throws {
        let store = try ProjectStore.create(at: project, session: session)
        try store.commit(EventDraft(OpenEntry(data: String(repeating: "cd", count: 32), records: events, seed: 1)))
        for start in stride(from: 1, to: events, by: batch) {
            try store.commit(
                (start..<min(events, start + batch)).map { number in
                    let record = RecordID(high: UInt64(number) &* 0x9E37_79B9_7F4A_7C15, low: UInt64(number))
                    let entry = FlagEntry(Marking("toxic", store.named([record]), reason: "rude"))
                    return (event: EventDraft(entry), changes: [])
                })
        }
        try store.close()
    }

    /// - Returns: the processors' seconds of each step, by its name.
    func run() throws -> [String: Double] {
        var seconds: [String: Double] = [:]
        func step<Result>(_ name: String, _ body: () throws -> Result) rethrows -> Result {
            let (measure, result) = try Measure.of(name, body)
            seconds[name] = measure.cpu
            print(String(format: "%-28@ %8.3f s, %8.3f CPU", name as NSString, measure.wall, measure.cpu))
            return result
        }
        let file = try Data(contentsOf: URL(fileURLWithPath: project + "/project.sqlite"), options: .mappedIfSafe)
        _ = SHA256.hash(data: file)
        _ = step(Thresholds.plainPass) { SHA256.hash(data: file) }
        let verdict = try step("verify") { try ProjectStore.verify(at: project, session: Self.session) }
        print(verdict.sentence)
        guard verdict.isGood else { exit(1) }
        let store = try step("open") { try ProjectStore.open(at: project, session: Self.session) }
        _ = try step("publications") { try store.publications() }
        _ = try step("last 1,000 events") { try store.events(latest: 1000) }
        try step("commit") { _ = try store.commit(EventDraft(ScanEntry())) }
        try store.close()
        return seconds
    }
}
