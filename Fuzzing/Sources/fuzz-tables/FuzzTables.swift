import Foundation
import Records

/// Opens the bytes as a file and goes over every field. Refusals are fine; whatever else ends the program is a finding,
/// and so is a record that does not have as many fields as there are columns.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzTables(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let path = "/dev/shm/lethe-fuzz-\(getpid())"
    let descriptor = open(path, O_RDWR | O_CREAT | O_TRUNC, 0o600)
    guard descriptor >= 0 else { return 0 }
    defer {
        close(descriptor)
        unlink(path)
    }
    guard write(descriptor, start, count) == count else { return 0 }
    do {
        let table = try Table(path: path)
        let width = table.columnNames.count
        for row in 0..<table.rowCount {
            guard table.record(row).count == width else { fatalError("record \(row) is not \(width) fields wide") }
        }
        if table.rowCount > 0 { _ = table.line(table.rowCount - 1) }
        for name in table.columnNames.prefix(4) { _ = try table.typedColumn(named: name, nil as Cancellation?) }
        _ = try Identities(table: table, seed: 1)
    } catch is Refusal {
    } catch {
        fatalError("\(error)")
    }
    return 0
}
