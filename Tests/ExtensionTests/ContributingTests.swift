import Foundation
import Testing

/// What CONTRIBUTING shows of a new family, format, detector and metric is built and tested here.
@Suite struct ContributingTests {
    private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    @Test(arguments: [
        ("family", "Majority"), ("format", "Blocks"), ("detector", "CardDetector"), ("metric", "DecisionVariance"),
    ])
    func `what CONTRIBUTING shows is what is built, within forty lines`(_ kind: String, _ file: String) throws {
        let text = try String(contentsOf: Self.root.appending(path: "CONTRIBUTING.md"), encoding: .utf8)
        let source = try String(
            contentsOf: Self.root.appending(path: "Tests/ExtensionTests/\(file).swift"), encoding: .utf8)
        let section = try #require(text.components(separatedBy: "\n## A whole \(kind)\n").dropFirst().first)
        let own = section.components(separatedBy: "\n## ")[0]
        let shown = own.components(separatedBy: "```swift\n").dropFirst().map { $0.components(separatedBy: "```")[0] }
        #expect(!shown.isEmpty)
        for block in shown { #expect(source.contains(block), "\(block)") }
        #expect(shown.joined().split(separator: "\n", omittingEmptySubsequences: false).count - 1 <= 40)
    }
}
