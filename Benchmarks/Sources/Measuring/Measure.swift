import Foundation

/// Seconds of a piece of work: by the clock, and of the processors.
public struct Measure {
    public let name: String
    public let wall: Double
    public let cpu: Double

    public static func of<Result>(_ name: String, _ body: () throws -> Result) rethrows -> (Measure, Result) {
        let (start, before) = (DispatchTime.now().uptimeNanoseconds, processorSeconds)
        let result = try body()
        let wall = Double(DispatchTime.now().uptimeNanoseconds - start) / 1e9
        return (Measure(name: name, wall: wall, cpu: processorSeconds - before), result)
    }

    private static var processorSeconds: Double {
        var usage = rusage()
        getrusage(Int32(RUSAGE_SELF.rawValue), &usage)
        let micro = Double(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6
        return Double(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) + micro
    }

    /// Memory of this process that is not of the mapped file, in MB; the most there was.
    public static func memory() -> (now: Int, peak: Int) {
        let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
        func field(_ name: String) -> Int {
            let line = status.split(separator: "\n").first { $0.hasPrefix(name) } ?? ""
            return (Int(line.filter(\.isNumber)) ?? 0) / 1024
        }
        peak = max(peak, field("RssAnon"))
        return (field("RssAnon"), peak)
    }

    nonisolated(unsafe) private static var peak = 0
}
