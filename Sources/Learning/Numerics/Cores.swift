import Foundation

/// How many pieces of a long computation run at once; no result depends on it.
package enum Cores { @TaskLocal package static var count = ProcessInfo.processInfo.activeProcessorCount }
