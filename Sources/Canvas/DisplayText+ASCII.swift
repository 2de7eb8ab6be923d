extension DisplayText {
    /// The same text in ASCII, in the same number of columns, for terminals whose locale has nothing else.
    ///
    /// Letters lose their accents, marks of charts become what they resemble, the rest becomes `?`.
    public var asciiFallback: DisplayText {
        if isASCII { return self }
        let text = clusters.map { cluster in
            let ascii = Self.ascii(cluster.text)
            return ascii + String(repeating: ascii == " " ? " " : "?", count: max(0, cluster.width - ascii.utf8.count))
        }
        return DisplayText(text.joined())
    }

    /// One ASCII character for one cluster.
    private static func ascii(_ cluster: String) -> String {
        if let known = substitutes[cluster] { return known }
        let base = Unicode.Scalar(ScalarTraits.base(of: cluster))
        if let base, base.value >= 0x20, base.value < 0x7F { return String(Character(base)) }
        if let base, base.properties.generalCategory == .spaceSeparator { return " " }
        return "?"
    }

    private static let substitutes: [String: String] = {
        let rows: [(from: String, to: String)] = [
            ("…", "~"), ("⏎", "\\"), ("‹›«»", "<><>"), ("‘’‚“”„", "'''\"\"\""), ("–—−‐‑", "-----"),
            ("·•∙", "..*"), ("✓✗×÷≈±≤≥≠", "vxx/~~<>!"), ("○●◉◌", "o*%o"), ("├┤┼│┆┄─━", "||+|:--="),
            ("┌┐└┘┬┴", "++++++"), ("▸▹◂▲▼△▽▴▾", ">><^v^v^v"), ("←→↑↓", "<>^v"), ("█▉▊▋▌▍▎▏", "######| "),
            ("▁▂▃▄▅▆▇", "__--==#"), ("░▒▓", ".##"), ("æœøðłß", "aoodls"), ("ÆŒØÐŁ", "AOODL"), ("§¶©®°µ", "SPcRou"),
            ("€£¥¢", "ELYc"), ("␀␛␉␍␡", "@[>\\#"),
        ]
        var table: [String: String] = [:]
        for row in rows {
            for (from, to) in zip(row.from, row.to) { table[String(from)] = String(to) }
        }
        return table
    }()
}
