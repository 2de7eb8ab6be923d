import Foundation

/// How many threads the loops of this target may use; a result never depends on it.
package enum Cores {
    @TaskLocal package static var count = ProcessInfo.processInfo.activeProcessorCount
}
