extension DelimitedFormat {
    /// What stands before the header: empty lines, comments, a line that names the separator.
    struct Start {
        let text: SourceView
        let terminator: UInt8
        let isLenient: Bool
        var position: Int
        fileprivate(set) var line = 1
        private(set) var notices: [String] = []
        private(set) var emptyLines = 0
        private(set) var skippedComments = 0
        /// Whether the header looked like a comment: "#id,name".
        private(set) var isHeaderCommented = false

        private static let sampleBytes = 256 * 1024

        init(text: SourceView, terminator: UInt8, position: Int, isLenient: Bool) {
            self.text = text
            self.isLenient = isLenient
            self.terminator = terminator
            self.position = position
        }

        /// The part of the text that guesses are made from.
        var sample: SourceView {
            SourceView(rebasing: text[..<min(text.count, position + Self.sampleBytes)])
        }

        mutating func skipEmptyLines() {
            while let line = lineHere, position < text.count,
                line.allSatisfy({ $0 == 13 || isLenient && ($0 == 32 || $0 == 9) })
            {
                step(over: line)
                emptyLines += 1
            }
        }

        /// Steps over lines that somebody said are no records.
        ///
        /// - Throws: `Refusal` (65) where there are not so many.
        mutating func skip(_ lines: Int, of fileName: String) throws {
            for skipped in 0..<lines {
                guard let line = lineHere, position + line.count < text.count else {
                    throw Refusal(
                        .badData, "'\(fileName)' has \(skipped) lines before its last, and \(lines) are to be skipped.",
                        next: "Skip fewer: --skip \(max(0, skipped - 1))")
                }
                step(over: line)
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
        /// header where it falls into as many fields as the line that follows, and that one into none that names columns.
        mutating func skipComments(_ choice: ReadingChoice, _ encoding: TextEncoding) {
            if choice.isHeaderCommented {
                isHeaderCommented = true
                return
            }
            let mark = choice.comment ?? 35
            var skipped = 0
            var last: (position: Int, line: Int)?
            while let here = lineHere, here.first == mark, position + here.count < text.count {
                last = (position, line)
                step(over: here)
                skipped += 1
                if isLenient { skipEmptyLines() }
            }
            guard skipped > 0, let last else { return }
            if choice.comment == nil || choice.keepsFullComments, let here = lineHere {
                let header = SourceView(rebasing: text[last.position..<text.count])
                if isLenient
                    ? isHeader(header, above: position, choice, encoding) : hasSameDelimiters(last.position, here)
                {
                    (position, line) = last
                    skipped -= 1
                    isHeaderCommented = true
                    notices.append("The header begins with '#', which is left out.")
                }
            }
            skippedComments = skipped
            if skipped > 0 {
                notices.append(
                    skipped == 1 ? "A comment at the top was skipped." : "\(skipped) comments at the top were skipped.")
            }
        }

        private func hasSameDelimiters(_ header: Int, _ here: SourceView) -> Bool {
            let header = SourceView(rebasing: text[header..<position])
            return DelimitedFormat.headerDelimiters.contains { delimiter in
                let count = header.count { $0 == delimiter }
                return count > 0 && count == here.count { $0 == delimiter }
            }
        }

        /// Whether a commented line names the columns of the lines from `next` on.
        private func isHeader(
            _ header: SourceView, above next: Int, _ choice: ReadingChoice, _ encoding: TextEncoding
        ) -> Bool {
            let delimiters = choice.delimiter.map { [$0] } ?? DelimitedFormat.headerDelimiters
            return delimiters.contains { delimiter in
                var dialect = Dialect(delimiter: delimiter, quoting: choice.quoting ?? .doubled)
                dialect.isLenient = true
                let format = DelimitedFormat(
                    fileName: "", dialect: dialect, terminator: terminator, encoding: encoding,
                    repairs: encoding == .utf8)
                let named = DelimitedTrial(
                    format, Start(text: header, terminator: terminator, position: 0, isLenient: true), header,
                    isWhole: true)
                var rest = Start(text: text, terminator: terminator, position: next, isLenient: true)
                rest.line = 1
                let below = DelimitedTrial(format, rest, rest.sample, isWhole: true).records
                guard let names = named.records.first, names.count > 1, names.count == below.first?.count else {
                    return false
                }
                // Where the line that follows names columns the comment does not.
                return !DelimitedHeader.names(below[0], above: Array(below.dropFirst()))
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

    static let headerDelimiters: [UInt8] = [44, 59, 9, 124]
}
