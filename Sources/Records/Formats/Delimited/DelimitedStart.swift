extension DelimitedFormat {
    /// What stands before the header: empty lines, comments, a line that names the separator.
    struct Start {
        let text: SourceView
        let terminator: UInt8
        var position: Int
        private(set) var line = 1
        private(set) var notices: [String] = []
        private(set) var emptyLines = 0
        /// Whether the header looked like a comment: "#id,name".
        private(set) var isHeaderCommented = false

        private static let sampleBytes = 256 * 1024

        init(text: SourceView, terminator: UInt8, position: Int) {
            self.text = text
            self.terminator = terminator
            self.position = position
        }

        /// The part of the text that guesses are made from.
        var sample: SourceView {
            SourceView(rebasing: text[..<min(text.count, position + Self.sampleBytes)])
        }

        mutating func skipEmptyLines() {
            while let line = lineHere, line.allSatisfy({ $0 == 13 }), position < text.count {
                step(over: line)
                emptyLines += 1
            }
        }

        /// Steps over "sep=;", which tells spreadsheets what separates fields; returns that.
        mutating func skipSeparatorLine() -> UInt8? {
            guard let line = lineHere, line.starts(with: Array("sep=".utf8)) else { return nil }
            let rest = line.dropFirst(4).filter { $0 != 13 }
            guard rest.count == 1, let delimiter = rest.first, delimiter < 128, delimiter != 34 else { return nil }
            step(over: line)
            notices.append("A first line that names the separator was skipped.")
            return delimiter
        }

        /// Steps over lines that begin with "#" (or with what was chosen) before the header; the last of them is the
        /// header where it falls into as many fields as the line that follows.
        mutating func skipComments(asChosen comment: UInt8?) {
            let mark = comment ?? 35
            var skipped = 0
            var last: (position: Int, line: Int)?
            while let here = lineHere, here.first == mark, position + here.count < text.count {
                last = (position, line)
                step(over: here)
                skipped += 1
            }
            guard skipped > 0, let last else { return }
            if comment == nil, let here = lineHere {
                let header = SourceView(rebasing: text[last.position..<position])
                let isHeader = DelimitedFormat.headerDelimiters.contains { delimiter in
                    let count = header.count { $0 == delimiter }
                    return count > 0 && count == here.count { $0 == delimiter }
                }
                if isHeader {
                    (position, line) = last
                    skipped -= 1
                    isHeaderCommented = true
                    notices.append("The header begins with '#', which is left out.")
                }
            }
            if skipped > 0 {
                notices.append(
                    skipped == 1 ? "A comment at the top was skipped." : "\(skipped) comments at the top were skipped.")
            }
        }

        /// The line at `position`, without what ends it.
        private var lineHere: SourceView? {
            guard position < text.count else { return nil }
            let end = text[position...].firstIndex(of: terminator) ?? text.count
            return SourceView(rebasing: text[position..<end])
        }

        private mutating func step(over here: SourceView) {
            position = min(position + here.count + 1, text.count)
            line += 1
        }
    }

    fileprivate static let headerDelimiters: [UInt8] = [44, 59, 9, 124]
}
