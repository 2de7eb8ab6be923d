#include "CScan.h"

#include <string.h>

typedef uint8_t bytes16 __attribute__((vector_size(16)));
typedef _Bool bits16 __attribute__((ext_vector_type(16)));

/// The first of three bytes from `i` on; `count` where there is none.
__attribute__((always_inline)) static inline size_t find3(
    const uint8_t *text, size_t i, size_t count, uint8_t a, uint8_t b, uint8_t c) {
    while (i + 16 <= count) {
        bytes16 block;
        memcpy(&block, text + i, 16);
        bits16 bits = __builtin_convertvector((block == a) | (block == b) | (block == c), bits16);
        uint16_t mask;
        memcpy(&mask, &bits, 2);
        if (mask != 0) return i + (size_t)__builtin_ctz(mask);
        i += 16;
    }
    while (i < count && text[i] != a && text[i] != b && text[i] != c) i++;
    return i;
}

/// Behind the carriage returns at `i`; whether a line feed, or the end of the text, follows them.
static size_t behind_returns(const uint8_t *text, size_t i, size_t count, bool *end_line) {
    while (i < count && text[i] == '\r') i++;
    *end_line = i >= count || text[i] == '\n';
    return i;
}

/// Whether the carriage return at `i` is part of no line end.
static bool is_lone(const uint8_t *text, size_t i, size_t count) {
    bool ends_line;
    behind_returns(text, i, count, &ends_line);
    return !ends_line;
}

uint32_t scan_line_fields(const uint8_t *text, size_t count, size_t position, const scan_dialect *dialect, size_t *next,
                          bool *is_cut) {
    uint32_t fields = 1;
    size_t i = position;
    bool at_field = true;
    *is_cut = false;
    while (i < count && text[i] != dialect->terminator) {
        if (at_field && dialect->skips_blanks)
            while (i < count && text[i] == ' ' && dialect->delimiter != ' ') i++;
        if (i >= count || text[i] == dialect->terminator) break;
        if (dialect->splits && text[i] == '\r' && is_lone(text, i, count)) break;
        if (at_field && dialect->quote != 0 && text[i] == dialect->quote) {
            // A field in quotes that are closed on the line.
            size_t j = i + 1;
            while (j < count && text[j] != dialect->terminator) {
                if (dialect->backslash && text[j] == '\\') {
                    j += 2;
                } else if (text[j] != dialect->quote) {
                    j++;
                } else if (j + 1 < count && text[j + 1] == dialect->quote) {
                    j += 2;
                } else {
                    break;
                }
            }
            bool closes = j < count && text[j] == dialect->quote &&
                          (j + 1 >= count || text[j + 1] == dialect->delimiter || text[j + 1] == dialect->terminator ||
                           text[j + 1] == '\r');
            at_field = false;
            if (closes) {
                i = j + 1;
                continue;
            }
        }
        at_field = text[i] == dialect->delimiter;
        if (at_field) fields++;
        i++;
    }
    *is_cut = i >= count;
    *next = i < count ? i + 1 : count;
    return fields;
}

/// Lines that are looked at behind one with a quote that may be a character.
enum { LINES_LOOKED_AT = 64 };

/// Whether every line from the one that holds `start` to the one that holds `end` has as many fields as usual when none
/// goes over its end.
static bool lines_are_whole(const uint8_t *text, size_t count, size_t start, size_t end, const scan_dialect *dialect,
                            bool *is_cut) {
    if (dialect->fields == 0) return false;
    size_t line = start;
    while (line > 0 && text[line - 1] != dialect->terminator &&
           !(dialect->splits && text[line - 1] == '\r' && is_lone(text, line - 1, count)))
        line--;
    for (int looked = 0; line <= end && line < count && looked < LINES_LOOKED_AT; looked++) {
        size_t next = line;
        bool cut = false;
        uint32_t fields = scan_line_fields(text, count, line, dialect, &next, &cut);
        bool is_empty = scan_skip(text, next, line, dialect, NULL) == next;
        *is_cut = *is_cut || cut;
        if (fields != dialect->fields && !is_empty) return false;
        line = next;
    }
    return true;
}

/// Whether the carriage return at `i` ends a record.
static bool ends_record(const uint8_t *text, size_t i, size_t count, const scan_dialect *dialect, bool *is_cut) {
    if (dialect->fields < 2 || !is_lone(text, i, count)) return false;
    size_t line = i, next = 0;
    while (line > 0 && text[line - 1] != '\n' && text[line - 1] != '\r') line--;
    bool cut = false;
    if (scan_line_fields(text, i, line, dialect, &next, &cut) != dialect->fields) return false;
    uint32_t behind = scan_line_fields(text, count, i + 1, dialect, &next, &cut);
    *is_cut = *is_cut || cut;
    return behind == dialect->fields;
}

/// Reads on to the delimiter, the end of the record or of the file; the field's content began at `content`.
__attribute__((always_inline)) static inline scan_field plain(
    const uint8_t *text, size_t count, size_t from, size_t content, const scan_dialect *dialect) {
    scan_field field = {0};
    size_t i = from;
    while (true) {
        i = find3(text, i, count, dialect->delimiter, dialect->terminator,
                  dialect->splits ? (uint8_t)'\r' : dialect->terminator);
        bool returns = dialect->splits && i < count && text[i] == '\r' && dialect->terminator != '\r';
        if (!returns || ends_record(text, i, count, dialect, &field.is_cut)) break;
        i++;
    }
    size_t end = i;
    if (i < count && text[i] == dialect->delimiter) {
        field.ending = SCAN_DELIMITER;
        field.next = i + 1;
    } else {
        field.ending = i < count ? SCAN_RECORD : SCAN_FILE;
        field.next = i < count ? i + 1 : count;
        if (end > from && dialect->terminator == '\n' && text[end - 1] == '\r') end--;
        while (dialect->lenient && end > from && dialect->terminator == '\n' && text[end - 1] == '\r') end--;
    }
    field.span.start = (int64_t)content;
    field.span.count = (uint32_t)(end - content);
    return field;
}

/// The field at `start` as it stands, its quote a character.
static scan_field standing(const uint8_t *text, size_t count, size_t start, const scan_dialect *dialect, bool is_cut) {
    scan_field field = plain(text, count, start, start, dialect);
    field.stands = true;
    field.is_cut = field.is_cut || is_cut;
    return field;
}

__attribute__((always_inline)) static inline scan_field quoted(
    const uint8_t *text, size_t count, size_t start, const scan_dialect *dialect) {
    size_t i = start + 1;
    bool escaped = false;
    uint32_t line_ends = 0;
    const uint8_t escape = dialect->backslash ? '\\' : dialect->quote;
    const bool doubles = !dialect->backslash || dialect->lenient;
    const size_t reach = dialect->lenient && count - start > SCAN_REACH ? start + SCAN_REACH : count;
    while (true) {
        i = find3(text, i, reach, dialect->quote, dialect->terminator, escape);
        if (i >= reach) {
            bool is_cut = reach == count;
            if (dialect->lenient && lines_are_whole(text, count, start, count, dialect, &is_cut))
                return standing(text, count, start, dialect, is_cut);
            scan_field field = {0};
            field.span.start = (int64_t)(start + 1);
            field.span.count = (uint32_t)(count - start - 1);
            field.next = count;
            field.line_ends = line_ends;
            field.ending = SCAN_UNCLOSED;
            field.is_cut = true;
            return field;
        }
        if (text[i] == dialect->terminator) {
            line_ends++;
            i++;
        } else if (dialect->backslash && text[i] == '\\') {
            // What follows the backslash stands for itself; a line end still counts.
            escaped = true;
            if (i + 1 < count && text[i + 1] == dialect->terminator) line_ends++;
            i += 2;
        } else if (doubles && i + 1 < count && text[i + 1] == dialect->quote) {
            escaped = true;
            i += 2;
        } else {
            break;
        }
    }
    size_t close = i;
    scan_field field = plain(text, count, close + 1, start, dialect);
    field.goes_on = (size_t)field.span.start + field.span.count > close + 1;
    if (dialect->lenient && field.goes_on && line_ends > 0) {
        bool is_cut = close + 1 >= count;
        if (lines_are_whole(text, count, start, close, dialect, &is_cut))
            return standing(text, count, start, dialect, is_cut);
    }
    field.span.is_encoded = escaped || field.goes_on;
    if (!field.span.is_encoded) {
        field.span.start = (int64_t)(start + 1);
        field.span.count = (uint32_t)(close - start - 1);
    }
    field.line_ends = line_ends;
    return field;
}

__attribute__((always_inline)) static inline scan_field next(
    const uint8_t *text, size_t count, size_t position, const scan_dialect *dialect) {
    size_t start = position;
    if (dialect->skips_blanks)
        while (start < count && text[start] == ' ' && dialect->delimiter != ' ') start++;
    scan_field field = start < count && dialect->quote != 0 && text[start] == dialect->quote
        ? quoted(text, count, start, dialect)
        : plain(text, count, start, start, dialect);
    if (dialect->single_byte && !field.span.is_encoded)
        field.span.is_encoded = !scan_is_ascii(
            text, (size_t)field.span.start, (size_t)field.span.start + field.span.count);
    return field;
}

scan_field scan_next(const uint8_t *text, size_t count, size_t position, const scan_dialect *dialect) {
    return next(text, count, position, dialect);
}

bool scan_stands(const uint8_t *text, size_t count, size_t position, const scan_dialect *dialect) {
    if (!dialect->lenient || position >= count || dialect->quote == 0 || text[position] != dialect->quote) return false;
    return quoted(text, count, position, dialect).stands;
}

size_t scan_skip(const uint8_t *text, size_t count, size_t position, const scan_dialect *dialect, uint64_t *lines) {
    size_t i = position;
    const bool skips_blanks = dialect->lenient && dialect->fields > 1;
    while (i < count) {
        size_t end = i;
        bool is_comment = dialect->comment != 0 && text[i] == dialect->comment;
        if (is_comment && dialect->keeps_full_comments) {
            size_t next;
            bool is_cut;
            is_comment = scan_line_fields(text, count, i, dialect, &next, &is_cut) != dialect->fields;
        }
        if (is_comment) {
            end = find3(text, i, count, dialect->terminator, dialect->terminator, dialect->terminator);
        } else if (dialect->lenient) {
            while (end < count && ((text[end] == '\r' && dialect->terminator != '\r') ||
                                   (skips_blanks && text[end] != dialect->delimiter &&
                                    (text[end] == ' ' || text[end] == '\t'))))
                end++;
            if (end < count && text[end] != dialect->terminator) return i;
        } else {
            if (text[end] == '\r' && dialect->terminator != '\r') end++;
            if (end < count && text[end] != dialect->terminator) return i;
        }
        // Of a line that is not whole yet nothing is known.
        if (end >= count && dialect->grows) return i;
        i = end < count ? end + 1 : count;
        if (lines) (*lines)++;
    }
    return i;
}

size_t scan_spans_slowly(const uint8_t *text, size_t count, size_t position, const scan_dialect *dialect,
                         uint32_t column, size_t records, size_t end, scan_span *spans, size_t *read) {
    const scan_dialect known = *dialect;
    size_t record = 0;
    while (record < records && (position < end || record == 0)) {
        spans[record] = (scan_span){0};
        uint32_t place = 0;
        scan_field field;
        do {
            field = next(text, count, position, &known);
            position = field.next;
            if (place == column) spans[record] = field.span;
            place++;
        } while (field.ending == SCAN_DELIMITER);
        position = scan_skip(text, count, position, &known, NULL);
        record++;
    }
    *read = record;
    return position;
}
