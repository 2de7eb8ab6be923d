public import Fairness
import Foundation
import Records

/// The records of a file that can be audited, and all that is audited of them.
public struct AuditedRows: Sendable {
    /// Rows of the table, ascending; one that stands for several records as often as for records.
    public var rows: [Int]
    public var input: AuditInput
    /// One sentence on each thing that was left out or assumed.
    public var notes: [String]
    /// What counted as positive, where that is not a value of the columns.
    var cut = Cut()

    /// How many rows of the table are audited.
    public var distinctRows: Int { rows.indices.count { $0 == 0 || rows[$0] != rows[$0 - 1] } }

    struct Cut: Sendable {
        /// Values of the predictions, however the rule was found.
        var rule: OutcomeRule?
        /// A class against the rest.
        var name: String?
        /// This number or a greater one.
        var bound: Double?
    }

    /// Only the records of these rows, each of them audited.
    func narrowed(to wanted: [Int], schema: Schema, in table: Table) throws -> AuditedRows {
        var place: [Int: Int] = Dictionary(minimumCapacity: rows.count)
        for (index, row) in rows.enumerated() { place[row] = index }
        let places = wanted.compactMap { place[$0] }
        var narrow = AuditInput(
            outcomes: input.outcomes.picked(places),
            groupings: try schema.groupings(in: table, rows: wanted))
        narrow.controls = try schema.controlGroupings(in: table, rows: wanted)
        narrow.settings = input.settings
        narrow.classes = input.classes.map { classes in
            ClassOutcomes(
                names: classes.names, truth: places.map { classes.truth[$0] },
                prediction: places.map { classes.prediction[$0] })
        }
        narrow.numbers = input.numbers.map { numbers in
            NumberOutcomes(
                truth: places.map { numbers.truth[$0] }, prediction: places.map { numbers.prediction[$0] })
        }
        narrow.features = input.features.map { features in
            FeatureRows(
                width: features.width,
                values: places.flatMap { features.values[($0 * features.width)..<(($0 + 1) * features.width)] })
        }
        narrow.marks = input.marks.map { mark in
            RecordMark(metric: mark.metric, holds: places.map { mark.holds[$0] })
        }
        return AuditedRows(rows: wanted, input: narrow, notes: notes, cut: cut)
    }
}
