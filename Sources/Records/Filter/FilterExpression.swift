extension Filter {
    /// What a filter says. Made by `all(of:)` and `any(of:)` it is in normal form: no *and* directly in an *and*, no
    /// *or* directly in an *or*, and none with a single part.
    indirect enum Expression: Hashable, Sendable {
        case and([Expression])
        case or([Expression])
        case not(Expression)
        case test(Predicate)

        /// Nothing to satisfy.
        static let all = Expression.and([])

        static func all(of parts: [Expression]) -> Expression {
            let flat = parts.flatMap { part in
                if case .and(let inner) = part { inner } else { [part] }
            }
            return flat.count == 1 ? flat[0] : .and(flat)
        }

        static func any(of parts: [Expression]) -> Expression {
            let flat = parts.flatMap { part in
                if case .or(let inner) = part { inner } else { [part] }
            }
            return flat.count == 1 ? flat[0] : .or(flat)
        }
    }

    /// One condition on a row.
    enum Predicate: Hashable, Sendable {
        /// The text columns contain this, in either case.
        case word(String)
        case comparison(Subject, Comparison)
        case missing(Subject)
        /// A facet has this value; nil: any.
        case facet(String, String?)
        /// Rows counted from 1.
        case row(ClosedRange<Int>)
        /// An id begins with these lower-case hexadecimal digits.
        case id(String)
    }

    enum Subject: Hashable, Sendable {
        /// A column of the file.
        case column(String)
        /// A number that Lethe adds: "model.score".
        case measure(String)
    }

    enum Comparison: Hashable, Sendable {
        case equal(String)
        case unequal(String)
        case within(Bounds)
        case outside(Bounds)
        case ordered(Order, Limit)
        /// In either case.
        case contains(String)
        /// A regular expression in which each slash is escaped.
        case matches(String, ignoringCase: Bool)
    }
}

extension Filter.Expression {
    func asks(about facet: String) -> Bool {
        switch self {
        case .and(let parts), .or(let parts): parts.contains { $0.asks(about: facet) }
        case .not(let part): part.asks(about: facet)
        case .test(.facet(facet, _)): true
        case .test: false
        }
    }
}
