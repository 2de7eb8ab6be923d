import Dispatch
import Foundation

/// While it lasts, Ctrl-C ends what runs in good order instead of the program at once.
final class Interruption {
    private let source: any DispatchSourceSignal

    init(_ body: @escaping @Sendable () -> Void) {
        signal(SIGINT, SIG_IGN)
        source = DispatchSource.makeSignalSource(signal: SIGINT, queue: .global())
        source.setEventHandler(handler: body)
        source.activate()
    }

    func end() {
        source.cancel()
        signal(SIGINT, SIG_DFL)
    }
}
