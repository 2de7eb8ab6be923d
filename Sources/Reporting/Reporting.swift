public import Engine
import Foundation
public import Journal
import Records

/// Reports as the Engine writes them.
public enum Reporting {
    /// What only a person can say about a report.
    public struct Options: Sendable {
        /// The name of the system; the file's by default.
        public var name: String?
        public var purpose: String?
        /// The columns of the Local Law 144 tables; found by their names by default.
        public var sexColumn: String?
        public var raceColumn: String?

        public init(name: String? = nil, purpose: String? = nil, sexColumn: String? = nil, raceColumn: String? = nil) {
            self.name = name
            self.purpose = purpose
            self.sexColumn = sexColumn
            self.raceColumn = raceColumn
        }
    }

    /// What a workspace writes reports with: equal snapshots and times give equal bytes.
    public static func reporter(_ options: Options = Options(), clock: Clock = .reproducible) -> Reporter {
        { snapshot, path in
            let format = try ReportFormat(path: path)
            return try ReportContent(snapshot, options, writtenAt: clock.now()).text(as: format)
        }
    }
}

extension Clock {
    /// The moment that SOURCE_DATE_EPOCH (seconds since 1970) names, so that a report can be written twice alike; else
    /// the machine's clock.
    public static var reproducible: Clock {
        let named = ProcessInfo.processInfo.environment["SOURCE_DATE_EPOCH"].flatMap { Int64($0) }
        guard let seconds = named, (0...253_402_300_799).contains(seconds) else { return .system }
        return .fixed(start: seconds * 1000, step: 0)
    }
}
