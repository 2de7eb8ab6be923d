import ArgumentParser

/// A command that can be logged: all of them.
protocol LoggedCommand: ParsableCommand {
    var logging: LogOptions { get }
}

/// A command in which somebody acts.
protocol ActingCommand: LoggedCommand {
    var who: Who { get }
}

extension ActingCommand {
    var logging: LogOptions { who.logging }
}

extension Open: ActingCommand {}
extension Demo: ActingCommand {}
extension Init: ActingCommand {}
extension Train: ActingCommand {}
extension Audit: ActingCommand {}
extension Show: ActingCommand {}
extension Summary: ActingCommand {}
extension Values: ActingCommand {}
extension FlagRecords: ActingCommand {}
extension Forget: ActingCommand {}
extension Prove: ActingCommand {}
extension Restore: ActingCommand {}
extension SetPolicy: ActingCommand {}
extension Redact: ActingCommand {}
extension Log: ActingCommand {}
extension Report: ActingCommand {}
extension Export: ActingCommand {}
extension Verify: LoggedCommand {}
