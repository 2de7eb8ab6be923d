/// Cuts a filter's text into tokens, by Unicode scalars: a combining mark can't hide the quote or the sign before it.
struct FilterTokenizer {
    private let source: FilterSource
    private var position = 0

    init(_ source: FilterSource) {
        self.source = source
    }

    /// Every token up to and including the end.
    mutating func tokens() throws(FilterError) -> [FilterToken] {
        var tokens: [FilterToken] = []
        while true {
            skipSpace()
            let start = position
            guard let scalar = peek() else {
                tokens.append(FilterToken(kind: .end, range: start..<start))
                return tokens
            }
            switch scalar {
            case "(":
                position += 1
                tokens.append(FilterToken(kind: .open, range: start..<position))
            case ")":
                position += 1
                tokens.append(FilterToken(kind: .close, range: start..<position))
            case "-":
                tokens.append(try minus())
            default:
                if let sign = signHere() {
                    tokens.append(try token(of: sign))
                    skipSpace()
                    tokens.append(try value(after: sign, at: start))
                } else {
                    tokens.append(try name())
                }
            }
        }
    }

    // MARK: Tokens

    private mutating func minus() throws(FilterError) -> FilterToken {
        let start = position
        position += 1
        if peek().map({ $0 == ")" || isSpace($0) }) ?? true {
            throw source.error("A '-' stands right before what it excludes.", at: start..<position)
        }
        return FilterToken(kind: .minus, range: start..<position)
    }

    private mutating func name() throws(FilterError) -> FilterToken {
        let start = position
        if peek() == "\"" {
            let text = try quoted()
            return FilterToken(kind: .name(text, quoted: true), range: start..<position)
        }
        while let scalar = peek(), !isBoundary(scalar), signHere() == nil { position += 1 }
        try refuseQuote(after: start)
        return FilterToken(kind: .name(source[start..<position], quoted: false), range: start..<position)
    }

    /// The sign that stands here; a lone "!" is an ordinary letter.
    private func signHere() -> FilterToken.Sign? {
        FilterToken.Sign.allCases.first { sign in
            sign.rawValue.unicodeScalars.enumerated().allSatisfy { peek($0.offset) == $0.element }
        }
    }

    private mutating func token(of sign: FilterToken.Sign) throws(FilterError) -> FilterToken {
        let start = position
        position += sign.rawValue.unicodeScalars.count
        if sign == .equal, let next = peek(), next == "=" || next == "~" {
            throw source.error(
                "'=\(next)' isn't an operator.", at: start..<position + 1, suggestion: next == "=" ? "=" : "~")
        }
        return FilterToken(kind: .sign(sign), range: start..<position)
    }

    private mutating func value(after sign: FilterToken.Sign, at signStart: Int) throws(FilterError) -> FilterToken {
        let start = position
        if sign == .contains, peek() == "/" { return try regex() }
        if peek() == "\"" {
            let text = try quoted()
            if let next = peek(), next != ")", !isSpace(next) {
                throw source.error("A space should follow the quoted value.", at: position..<position + 1)
            }
            return FilterToken(kind: .value(text, quoted: true), range: start..<position)
        }
        while let scalar = peek(), !isBoundary(scalar) { position += 1 }
        try refuseQuote(after: start)
        guard position > start else {
            let sign = sign.rawValue
            throw source.error(
                "A value should follow '\(sign)'.", at: signStart..<signStart + sign.unicodeScalars.count)
        }
        return FilterToken(kind: .value(source[start..<position], quoted: false), range: start..<position)
    }

    /// Reads `/…/` or `/…/i`; inside, a slash is written `\/`.
    private mutating func regex() throws(FilterError) -> FilterToken {
        let start = position
        position += 1
        while let scalar = peek(), scalar != "/" { position += scalar == "\\" ? 2 : 1 }
        guard peek() == "/" else {
            position = source.scalars.count
            throw source.error("The pattern isn't closed with '/'.", at: start..<position)
        }
        let regex = source[start + 1..<position]
        position += 1
        let ignoringCase = peek() == "i"
        if ignoringCase { position += 1 }
        if let next = peek(), next != ")", !isSpace(next) {
            throw source.error(
                "Only 'i' (either case) or a space may follow a pattern; a slash inside is written '\\/'.",
                at: position..<position + 1)
        }
        return FilterToken(kind: .regex(regex, ignoringCase: ignoringCase), range: start..<position)
    }

    // MARK: Quotes

    private mutating func quoted() throws(FilterError) -> String {
        let start = position
        position += 1
        var text = String.UnicodeScalarView()
        while let scalar = peek() {
            position += 1
            switch scalar {
            case "\"": return String(text)
            case "\\": text.append(try escaped())
            default: text.append(scalar)
            }
        }
        throw source.error("The quote isn't closed.", at: start..<position)
    }

    /// What follows a backslash inside quotes.
    private mutating func escaped() throws(FilterError) -> Unicode.Scalar {
        let start = position - 1
        let scalar = peek()
        position += 1
        switch scalar {
        case "\"", "\\": return scalar ?? "\\"
        case "n": return "\n"
        case "r": return "\r"
        case "t": return "\t"
        case "u":
            if peek() == "{", let close = source.scalars[position...].firstIndex(of: "}"), close - position <= 9,
                let number = UInt32(source[position + 1..<close], radix: 16), let scalar = Unicode.Scalar(number)
            {
                position = close + 1
                return scalar
            }
        default: break
        }
        position = min(position, source.scalars.count)
        throw source.error(
            #"Inside quotes a backslash writes \" \\ \n \r \t or \u{1F600}."#, at: start..<position, suggestion: #"\\"#)
    }

    private func refuseQuote(after start: Int) throws(FilterError) {
        guard peek() == "\"" else { return }
        throw source.error(
            #"A quote can't begin inside a word; quote all of it, and write \" for a quote in it."#,
            at: start..<position + 1)
    }

    // MARK: Scalars

    private func peek(_ ahead: Int = 0) -> Unicode.Scalar? {
        position + ahead < source.scalars.count ? source.scalars[position + ahead] : nil
    }

    private mutating func skipSpace() {
        while let scalar = peek(), isSpace(scalar) { position += 1 }
    }

    private func isSpace(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.isWhitespace }

    /// What ends a bare name or value.
    private func isBoundary(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "(" || scalar == ")" || scalar == "\"" || isSpace(scalar)
    }
}
