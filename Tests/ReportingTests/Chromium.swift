import Foundation

/// A real browser without a window.
struct Chromium {
    struct Run {
        let output: String
        let log: String
        let status: Int32

        /// What the page wrote to the console: errors of scripts, styles, policy or the network.
        var console: [String] { log.split(separator: "\n").filter { $0.contains("CONSOLE") }.map(String.init) }
    }

    let program: String
    let folder: String

    /// The first browser that is installed.
    static let program: String? = {
        let named = ProcessInfo.processInfo.environment["LETHE_CHROMIUM"]
        let usual = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"]
        return ([named].compactMap(\.self) + usual).first { FileManager.default.isExecutableFile(atPath: $0) }
    }()

    /// - Parameter folder: where the profile lives, and pages are read from.
    init?(in folder: String) {
        guard let program = Self.program else { return nil }
        self.program = program
        self.folder = folder
    }

    func screenshot(of file: String, to picture: String, width: Int, height: Int, isDark: Bool = false) throws -> Run {
        let dark = isDark ? ["--blink-settings=preferredColorScheme=0"] : []
        return try run(
            dark + ["--window-size=\(width),\(height)", "--screenshot=\(picture)", "file://\(file)"])
    }

    /// The document once its scripts have run.
    func dump(_ file: String) throws -> Run {
        try run(["--allow-file-access-from-files", "--virtual-time-budget=10000", "--dump-dom", "file://\(file)"])
    }

    private func run(_ arguments: [String]) throws -> Run {
        let (output, log) = (folder + "/stdout", folder + "/stderr")
        for path in [output, log] { _ = FileManager.default.createFile(atPath: path, contents: nil) }
        let process = Process()
        // A browser that hangs ends with status 124 instead of holding up the tests for ever.
        process.executableURL = URL(fileURLWithPath: "/usr/bin/timeout")
        process.arguments =
            [
                "120", program, "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
                "--hide-scrollbars", "--no-first-run", "--user-data-dir=\(folder)/profile",
                "--enable-logging=stderr", "--v=0",
            ] + arguments
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = try FileHandle(forWritingTo: URL(fileURLWithPath: output))
        process.standardError = try FileHandle(forWritingTo: URL(fileURLWithPath: log))
        try process.run()
        process.waitUntilExit()
        return Run(
            output: try String(contentsOfFile: output, encoding: .utf8),
            log: String(decoding: try Data(contentsOf: URL(fileURLWithPath: log)), as: UTF8.self),
            status: process.terminationStatus)
    }
}
