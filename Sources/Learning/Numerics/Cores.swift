import Foundation

/// How many lanes run at once. The number never reaches a result's bits.
package enum Cores {
    @TaskLocal package static var count = ProcessInfo.processInfo.activeProcessorCount
}
