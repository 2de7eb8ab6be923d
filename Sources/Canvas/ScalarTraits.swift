import CUtf8proc

/// What the one table of widths, utf8proc's, knows about a scalar.
struct ScalarTraits {
    private let property: utf8proc_property_t

    /// - Complexity: O(1), a lookup in a two-stage table.
    init(_ scalar: Unicode.Scalar) {
        property = utf8proc_get_property(utf8proc_int32_t(bitPattern: scalar.value)).pointee
    }

    /// Columns the scalar adds to its cluster: 0, 1 or 2.
    ///
    /// utf8proc's width, but for two cases where terminals (and glibc's `wcwidth`) all differ from it: spacing
    /// combining marks take at least a column, and conjoining vowels and finals of Hangul take none.
    var width: Int {
        if isConjoiningJamo { return 0 }
        if property.category == utf8proc_propval_t(UTF8PROC_CATEGORY_MC.rawValue) {
            return max(1, Int(property.charwidth))
        }
        return Int(property.charwidth)
    }

    /// Never harmless on a screen: controls, formats, surrogates, private use, unassigned, line and paragraph
    /// separators, and every scalar that is invisible by default.
    var isHidden: Bool {
        if property.ignorable != 0 { return true }
        switch utf8proc_category_t(UInt32(property.category)) {
        case UTF8PROC_CATEGORY_CC, UTF8PROC_CATEGORY_CF, UTF8PROC_CATEGORY_CS, UTF8PROC_CATEGORY_CO,
            UTF8PROC_CATEGORY_CN, UTF8PROC_CATEGORY_ZL, UTF8PROC_CATEGORY_ZP:
            return true
        default:
            return false
        }
    }

    /// Attaches to the scalar before it: combining marks, emoji modifiers.
    var isAttached: Bool { bounds(UTF8PROC_BOUNDCLASS_EXTEND) || bounds(UTF8PROC_BOUNDCLASS_SPACINGMARK) }

    var isPictographic: Bool { bounds(UTF8PROC_BOUNDCLASS_EXTENDED_PICTOGRAPHIC) }

    var isIdeograph: Bool {
        property.category == utf8proc_propval_t(UTF8PROC_CATEGORY_LO.rawValue) && property.charwidth == 2
    }

    private var isConjoiningJamo: Bool { bounds(UTF8PROC_BOUNDCLASS_V) || bounds(UTF8PROC_BOUNDCLASS_T) }

    private func bounds(_ boundary: utf8proc_boundclass_t) -> Bool {
        UInt32(property.boundclass) == UInt32(boundary.rawValue)
    }
}

extension ScalarTraits {
    /// The value of the first scalar of `cluster` once accents are taken off it (canonical decomposition).
    static func base(of cluster: String) -> UInt32 {
        guard let first = cluster.unicodeScalars.first else { return 0 }
        var buffer: (utf8proc_int32_t, utf8proc_int32_t, utf8proc_int32_t, utf8proc_int32_t) = (0, 0, 0, 0)
        var lastClass: Int32 = 0
        let written = withUnsafeMutablePointer(to: &buffer) { pointer in
            pointer.withMemoryRebound(to: utf8proc_int32_t.self, capacity: 4) { scalars in
                utf8proc_decompose_char(
                    utf8proc_int32_t(bitPattern: first.value), scalars, 4, UTF8PROC_DECOMPOSE, &lastClass)
            }
        }
        return written >= 1 && written <= 4 ? UInt32(bitPattern: buffer.0) : first.value
    }
}
