import Testing

/// Drives the real program: in a terminal by keys, and without one. One test at a time, for two cores.
@Suite(.serialized)
enum TheProgram {}
