import Journal
import Records

/// The names, labels and parts of a table's records as they were kept: a function of the source, how it is read, the schema
/// and the seed.
struct KeptRecords: Sendable {
    let identities: Identities
    /// Nil where they have to be read from the table.
    let labels: [Bool?]?
    let declaredParts: [Part?]?
    /// Of every id; nil where they have to be computed.
    let partOfID: [Part]?
    /// Rows whose records were forgotten then.
    let forgotten: [Int]

    /// Everything that they follow from, in one line.
    static func key(
        _ digest: String, _ reading: Reading, _ schema: Schema, _ seed: UInt64, _ roles: ColumnRoles?
    ) -> String? {
        guard let reading = try? StoredJSON.text(of: reading), let schema = try? StoredJSON.text(of: schema),
            let roles = try? StoredJSON.text(of: [roles])
        else { return nil }
        return "3 \(digest) \(seed) \(reading) \(schema) \(roles)"
    }

    init?(_ store: ProjectStore, _ settings: ProjectSettings, of table: Table) {
        // An id, a label and a part a record, and the rows of copies.
        guard
            let key = Self.key(
                settings.sourceDigest, settings.reading, settings.schema, settings.seed, settings.roles),
            let bytes = store.kept(.records, for: key, atMost: table.rowCount * 64 + 4096)
        else { return nil }
        var reader = PackedBytes.Reader(bytes)
        guard
            let identities = Identities(
                unpacking: &reader, of: table, seed: settings.seed, idColumn: settings.schema.idColumn),
            let labels = reader.numbers(UInt8.self), let parts = reader.numbers(UInt8.self),
            let forgotten = reader.numbers(UInt64.self), let partOfID = reader.numbers(UInt8.self)
        else { return nil }
        let count = table.rowCount
        guard forgotten.allSatisfy({ $0 < count }) else { return nil }
        self.forgotten = forgotten.map(Int.init)
        let known = partOfID.compactMap { Part(rawValue: $0) }
        self.partOfID = known.count == count ? known : nil
        self.identities = identities
        self.labels = labels.count == count ? labels.map { $0 == 2 ? nil : $0 == 1 } : nil
        declaredParts = self.labels != nil && parts.count == count ? parts.map { Part(rawValue: $0) } : nil
    }

    /// No id of a record that was forgotten is kept, and nothing of one that was erased: labels and parts are made again
    /// then, with everybody's.
    static func pack(_ dataset: Dataset, _ state: ProjectState) -> [UInt8] {
        var packed = PackedBytes()
        dataset.identities.pack(into: &packed, without: state.forgotten)
        let isWhole = !state.erased.contains(true)
        packed.append(isWhole ? dataset.labels.map { label -> UInt8 in label.map { $0 ? 1 : 0 } ?? 2 } : [])
        packed.append(isWhole ? (dataset.declaredParts ?? []).map { $0.map(\.rawValue) ?? 255 } : [UInt8]())
        packed.append(state.forgotten.indices.filter { state.forgotten[$0] }.map(UInt64.init))
        packed.append(isWhole ? dataset.partOfID.map(\.rawValue) : [UInt8]())
        return packed.bytes
    }
}

extension Dataset {
    /// Keeps what took a pass over the file, so that the next opening need not make it.
    func keep(in store: ProjectStore, _ state: ProjectState) {
        guard let key = KeptRecords.key(table.digest, table.reading, schema, seed, roles) else { return }
        // What can't be kept is made again.
        try? store.keep(KeptRecords.pack(self, state), as: .records, for: key)
    }
}
