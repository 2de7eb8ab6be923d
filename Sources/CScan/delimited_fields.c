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

/// Reads on to the delimiter, the end of the record or of the file; the field's content began at `content`.
__attribute__((always_inline)) static inline scan_field plain(
    const uint8_t *text, size_t count, size_t from, size_t content, const scan_dialect *dialect) {
    size_t i = find3(text, from, count, dialect->delimiter, dialect->terminator, dialect->terminator);
    scan_field field = {0};
    size_t end = i;
    if (i < count && text[i] == dialect->delimiter) {
        field.ending = SCAN_DELIMITER;
        field.next = i + 1;
    } else {
        field.ending = i < count ? SCAN_RECORD : SCAN_FILE;
        field.next = i < count ? i + 1 : count;
        if (end > from && dialect->terminator == '\n' && text[end - 1] == '\r') end--;
    }
    field.span.start = (int64_t)content;
    field.span.count = (uint32_t)(end - content);
    return field;
}

__attribute__((always_inline)) static inline scan_field quoted(
    const uint8_t *text, size_t count, size_t start, const scan_dialect *dialect) {
    size_t i = start + 1;
    bool escaped = false;
    uint32_t line_ends = 0;
    uint8_t escape = dialect->backslash ? '\\' : dialect->quote;
    while (true) {
        i = find3(text, i, count, dialect->quote, dialect->terminator, escape);
        if (i >= count) {
            scan_field field = {0};
            field.span.start = (int64_t)(start + 1);
            field.span.count = (uint32_t)(count - start - 1);
            field.next = count;
            field.line_ends = line_ends;
            field.ending = SCAN_UNCLOSED;
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
        } else if (!dialect->backslash && i + 1 < count && text[i + 1] == dialect->quote) {
            escaped = true;
            i += 2;
        } else {
            break;
        }
    }
    size_t close = i;
    scan_field field = plain(text, count, close + 1, start, dialect);
    field.goes_on = (size_t)field.span.start + field.span.count > close + 1;
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

size_t scan_skip(const uint8_t *text, size_t count, size_t position, const scan_dialect *dialect, uint64_t *lines) {
    size_t i = position;
    while (i < count) {
        size_t end = i;
        if (dialect->comment != 0 && text[i] == dialect->comment) {
            end = find3(text, i, count, dialect->terminator, dialect->terminator, dialect->terminator);
        } else {
            if (text[end] == '\r' && dialect->terminator != '\r') end++;
            if (end < count && text[end] != dialect->terminator) return i;
        }
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
