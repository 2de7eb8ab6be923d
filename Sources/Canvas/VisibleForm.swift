/// How scalars that would act on a terminal, or hide on it, are shown instead.
enum VisibleForm {
    /// `raw` with every unsafe scalar replaced. A mark with nothing to sit on is replaced as well.
    ///
    /// - Parameter form: what stands for a scalar that is replaced; safe itself.
    static func of(_ raw: String, by form: (Unicode.Scalar) -> String = named) -> String {
        var safe = String.UnicodeScalarView()
        var previous: Unicode.Scalar?  // the last scalar kept as it is; nil after a replacement
        var base: ScalarTraits?  // what the coming marks, selectors and joiners sit on
        var isKeycap = false
        let scalars = raw.unicodeScalars
        var index = scalars.startIndex
        while index < scalars.endIndex {
            let scalar = scalars[index]
            scalars.formIndex(after: &index)
            if scalar.value >= 0x20, scalar.value < 0x7F {
                safe.append(scalar)
                previous = scalar
                base = nil
                isKeycap = scalar.properties.isEmoji  // 0–9 # *
                continue
            }
            let traits = ScalarTraits(scalar)
            let isKept =
                switch scalar.value {
                case zeroWidthJoiner:
                    base?.isPictographic == true && previous?.value != zeroWidthJoiner && index < scalars.endIndex
                        && ScalarTraits(scalars[index]).isPictographic
                case 0xFE0E...0xFE0F:
                    previous != nil && !isSelector(previous) && (base?.isPictographic == true || isKeycap)
                case 0xFE00...0xFE0D, 0xE0100...0xE01EF:
                    previous != nil && !isSelector(previous) && base?.isIdeograph == true
                default: !traits.isHidden && (previous != nil || !traits.isAttached)
                }
            if isKept {
                safe.append(scalar)
                previous = scalar
                if !traits.isAttached, scalar.value != zeroWidthJoiner { (base, isKeycap) = (traits, false) }
            } else {
                safe.append(contentsOf: form(scalar).unicodeScalars)
                (previous, base, isKeycap) = (nil, nil, false)
            }
        }
        return String(safe)
    }

    /// The picture of a control, or the number of the scalar: `⏎`, `␛`, `‹U+202E›`.
    static func named(_ scalar: Unicode.Scalar) -> String {
        switch scalar.value {
        case 0x0A: "⏎"
        case 0..<0x20: String(Character(Unicode.Scalar(UInt8(scalar.value)).picture))
        case 0x7F: "␡"
        default: "‹U+" + hexadecimal(scalar.value) + "›"
        }
    }

    private static let zeroWidthJoiner: UInt32 = 0x200D

    private static func isSelector(_ scalar: Unicode.Scalar?) -> Bool {
        scalar?.properties.isVariationSelector == true
    }

    private static func hexadecimal(_ value: UInt32) -> String {
        let digits = String(value, radix: 16, uppercase: true)
        return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
}

extension Unicode.Scalar {
    /// The control picture of a C0 control, `␀` to `␟`.
    fileprivate var picture: Unicode.Scalar { Unicode.Scalar(0x2400 + value) ?? "\u{FFFD}" }
}
