import Synchronization
import Testing

@testable import Records

struct ParallelTests {
    private struct Failure: Error, Equatable { let index: Int }

    @Test(arguments: [1, 2, 3, 64]) func `Every piece is worked on once, whatever the number of cores`(width: Int) {
        Parallel.$width.withValue(width) {
            for count in [0, 1, 2, 1000] {
                let seen = Mutex([Int](repeating: 0, count: count))
                Parallel.each(count) { index in seen.withLock { $0[index] += 1 } }
                #expect(seen.withLock { $0 } == [Int](repeating: 1, count: count))
                #expect(Parallel.map(count) { $0 * $0 } == (0..<count).map { $0 * $0 })
                #expect(Parallel.map(count, piece: 7) { "\($0)" } == (0..<count).map { "\($0)" })
            }
        }
    }

    @Test func `No more threads work at once than are asked for`() {
        Parallel.$width.withValue(2) {
            let running = Atomic(0)
            let most = Atomic(0)
            Parallel.each(200) { _ in
                let now = running.wrappingAdd(1, ordering: .sequentiallyConsistent).newValue
                most.max(now, ordering: .sequentiallyConsistent)
                running.wrappingSubtract(1, ordering: .sequentiallyConsistent)
            }
            #expect((1...2).contains(most.load(ordering: .relaxed)))
        }
    }

    @Test func `Lanes are no more than pieces or cores, and one where more aren't worth it`() {
        Parallel.$width.withValue(4) {
            #expect([0, 1, 3, 9].map { Parallel.lanes($0) } == [1, 1, 3, 4])
            #expect(Parallel.lanes(9, isWorthwhile: false) == 1)
        }
    }

    @Test(arguments: [1, 2, 8]) func `The failure is that of the first piece that fails`(width: Int) {
        Parallel.$width.withValue(width) {
            for _ in 0..<20 {
                #expect(throws: Failure(index: 30)) {
                    try Parallel.attempt(500) { index in if index >= 30 { throw Failure(index: index) } }
                }
            }
        }
    }

    @Test func `Cancelled work ends before its next piece`() {
        let cancellation = Cancellation()
        let done = Atomic(0)
        Parallel.$width.withValue(2) {
            #expect(throws: CancellationError.self) {
                try Parallel.attempt(10_000, cancellation: cancellation) { index in
                    done.wrappingAdd(1, ordering: .relaxed)
                    if index == 5 { cancellation.cancel() }
                }
            }
        }
        #expect(done.load(ordering: .relaxed) < 10_000)
    }

    @Test func `A cancellation asks whoever it was made for`() throws {
        let isAsked = Mutex(false)
        let cancellation = Cancellation { isAsked.withLock { $0 } }
        try cancellation.check()
        isAsked.withLock { $0 = true }
        #expect(cancellation.isCancelled)
        #expect(throws: CancellationError.self) { try cancellation.check() }
    }
}
