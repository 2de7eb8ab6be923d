import Records

/// Group columns as they are written after --groups: names with commas between, and after a column of numbers its bands,
/// as in "sex,age:<25,25..45,>45".
struct GroupWords {
    let names: [String]
    let bands: [String: [Band]]

    /// - Throws: `Refusal` (64) for a band that is none.
    init(_ text: String) throws {
        var (names, bands): ([String], [String: [Band]]) = ([], [:])
        var banded: String?
        for word in SchemaOptions.list(text) {
            if let name = banded, Band.isBand(word) {
                bands[name]?.append(try Band(word))
                continue
            }
            banded = nil
            let parts = word.split(separator: ":", maxSplits: 1).map(String.init)
            if parts.count == 2, ["<", ">"].contains(parts[1].prefix(1)) || Band.isBand(parts[1]) {
                bands[parts[0]] = [try Band(parts[1])]
                banded = parts[0]
                names.append(parts[0])
            } else {
                names.append(word)
            }
        }
        (self.names, self.bands) = (names, bands)
    }

    func apply(to schema: inout Schema) {
        schema.groups = names
        schema.bands = bands.isEmpty ? nil : bands
    }
}
