import Canvas
import TestSupport
import Testing

@testable import Dashboard

struct LayoutTests {
    /// Every extreme, and sizes between.
    static let sizes: [(Int, Int)] =
        [
            (1, 1), (1, 100), (300, 1), (59, 16), (60, 15), (60, 16), (61, 17), (80, 24), (119, 30), (120, 30),
            (300, 100),
        ]
        + Seeded.draws(12, seed: 3) { (Int.random(in: 1...300, using: &$0), Int.random(in: 1...100, using: &$0)) }
        + Seeded.draws(12, seed: 4) { (Int.random(in: 60...130, using: &$0), Int.random(in: 16...40, using: &$0)) }

    @Test func `every screen and panel draws at every size, in rows of exactly the width`() async throws {
        for scene in try await Scene.all() {
            for (width, height) in Self.sizes { Self.check(scene.sitting.resized(width, height).canvas, width, height) }
        }
    }

    @Test func `drawing is a pure function: the same state gives the same cells`() async throws {
        for scene in try await Scene.all() { #expect(scene.sitting.canvas == scene.sitting.canvas) }
    }

    @Test func `a storm of resizes and keys never traps, and the size is always the newest`() async throws {
        var random = Seeded(11)
        for scene in try await Scene.all() {
            var sitting = scene.sitting
            for _ in 0..<25 {
                let (width, height) = (Int.random(in: 1...300, using: &random), Int.random(in: 1...100, using: &random))
                sitting.feed(.size(width: width, height: height))
                for _ in 0..<3 { sitting.feed(.key(RandomKeys.next(&random))) }
                let canvas = sitting.canvas
                #expect(canvas.width == width && canvas.height == height)
            }
        }
    }

    @Test func `a screen that is too small says what it needs, and leaves on q`() async throws {
        for scene in try await Scene.all() {
            var small = scene.sitting.resized(59, 24)
            #expect(small.text.contains("Lethe needs 60×16; this is 59×24."), "\(scene)")
            small.press("q")
            #expect(small.hasQuit, "\(scene)")
        }
    }

    @Test func `the title and the tabs stay when a panel opens`() async throws {
        for scene in try await Scene.all() where scene.sitting.dashboard.panel != nil {
            for (width, height) in [(60, 16), (80, 24), (130, 40)] {
                let lines = scene.sitting.resized(width, height).lines
                #expect(lines[0].hasPrefix(" sample.csv  "), "\(scene)")
                #expect(
                    lines[1].hasPrefix(width == 60 ? " 1" : " 1 Records  2 Values  3 Queue"), "\(scene)")
            }
        }
    }

    static func check(_ canvas: Canvas, _ width: Int, _ height: Int) {
        guard canvas.width == width, canvas.height == height else {
            Issue.record("\(canvas.width)×\(canvas.height) instead of \(width)×\(height)")
            return
        }
        for y in 0..<height {
            var columns = 0
            for cell in canvas.row(y) { columns += cell.text.isEmpty ? 0 : DisplayText(cell.text).columns }
            if columns != width { Issue.record("row \(y) of \(width)×\(height) has \(columns) columns") }
        }
        if let cursor = canvas.cursor, cursor.x >= width || cursor.y >= height || cursor.x < 0 || cursor.y < 0 {
            Issue.record("the cursor is outside: \(cursor)")
        }
    }
}
