import Foundation

/// How much of a text may be held in memory: of what is unpacked, converted or piped there is no file to map.
enum MemoryLimit {
    /// Half of the machine's memory, or of what a container may take.
    static let most: Int = {
        let pages = sysconf(Int32(_SC_PHYS_PAGES))
        let machine = pages > 0 ? pages * sysconf(Int32(_SC_PAGESIZE)) : 1 << 30
        let limits = ["/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes"].compactMap { path in
            (try? String(contentsOfFile: path, encoding: .utf8)).flatMap { Int($0.trimmingBlanks()) }
        }
        return max((limits + [machine]).reduce(machine, min), 1 << 28) / 2
    }()
}

/// Finds out that a small file unpacks to far more than a table ever does.
struct BombCheck {
    private var produced = 0

    /// What may come out of any file.
    static let always = 256 << 20
    /// What may come out of a byte, beyond that: texts pack to a tenth, columns of zeros to a hundredth.
    static let most = 100

    /// - Parameter consumed: how many bytes of the packed file were read so far.
    /// - Throws: `Refusal` (65) naming both limits and where the file was then.
    mutating func note(_ count: Int, of consumed: Int, fileName: String, unpack: String) throws {
        produced += count
        guard produced > Self.always, produced / Self.most > consumed else { return }
        throw Refusal(
            .badData,
            "'\(fileName)' unpacks to more than \(ReadingLimits.text(Self.always)), over \(Self.most) bytes for each of its "
                + "own, up to byte \(consumed) of it: tables don't.",
            next:
                "If it is one all the same, unpack it to a file first (\(unpack) '\(fileName)'): that takes no memory."
        )
    }
}
