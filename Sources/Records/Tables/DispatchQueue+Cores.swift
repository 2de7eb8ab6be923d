internal import Dispatch
internal import Foundation

extension DispatchQueue {
    /// How many threads run at once.
    static let cores = ProcessInfo.processInfo.activeProcessorCount
}
