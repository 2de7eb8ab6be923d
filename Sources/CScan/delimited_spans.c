#include "blocks.h"

/// A span of the bytes between two delimiters, without the quotes around them.
__attribute__((always_inline)) static inline scan_span span_of(
    const uint8_t *text, size_t start, size_t end, const scan_dialect *dialect) {
    scan_span span = {(int64_t)start, (uint32_t)(end - start), false};
    if (end > start && dialect->quote != 0 && text[start] == dialect->quote) {
        // In regular text the field ends in the quote that closes it.
        size_t inner = end - start < 2 ? 0 : end - start - 2;
        if (memchr(text + start + 1, dialect->quote, inner) ||
            (dialect->backslash && memchr(text + start + 1, '\\', inner))) {
            span.is_encoded = true;
        } else {
            span.start = (int64_t)start + 1;
            span.count = (uint32_t)inner;
        }
    }
    if (dialect->single_byte && !span.is_encoded)
        span.is_encoded = !scan_is_ascii(text, (size_t)span.start, (size_t)span.start + span.count);
    return span;
}

__attribute__((always_inline)) static inline size_t spans(
    const uint8_t *text, size_t count, size_t position, const scan_dialect *given, uint32_t column, size_t records,
    scan_span *output) {
    const scan_dialect dialect = *given;
    size_t record = 0;
    while (record < records && position < count) {
        // From here on `position` is where the record `record` begins, until something irregular comes.
        block_state state = {0, 1, 0, 0};
        size_t base = position, start = position, end = 0;
        bool has_start = column == 0, has_end = false, is_regular = true;
        uint64_t fields = 0;
        while (base < count && is_regular) {
            block_bits bits = block_read(&state, text, base, count, count, &dialect);
            is_regular = bits.is_regular;
            uint64_t delimiters = bits.delimiters, ends = bits.ends;
            while (is_regular) {
                uint64_t before = ends == 0 ? ~0ull : up_to((unsigned)__builtin_ctzll(ends));
                uint64_t in_record = delimiters & before;
                uint64_t more = (uint64_t)__builtin_popcountll(in_record);
                if (!has_start && fields + more >= column) {
                    start = base + nth_bit(in_record, (unsigned)(column - fields - 1)) + 1;
                    has_start = true;
                }
                if (!has_end && fields + more > column) {
                    end = base + nth_bit(in_record, (unsigned)(column - fields));
                    has_end = true;
                }
                fields += more;
                if (ends == 0) break;
                size_t stop = base + (size_t)__builtin_ctzll(ends);
                if (!has_end) {
                    end = stop;
                    if (end > start && dialect.terminator == '\n' && text[end - 1] == '\r') end--;
                    while (dialect.lenient && end > start && dialect.terminator == '\n' && text[end - 1] == '\r') end--;
                }
                output[record++] = has_start ? span_of(text, start, end, &dialect) : (scan_span){0};
                position = stop + 1;
                uint8_t next = position < count ? text[position] : 0;
                bool is_odd = next == '\r' || next == dialect.terminator || next == ' ' || next == '\t' ||
                              (dialect.comment != 0 && next == dialect.comment);
                const size_t first = position;
                if (is_odd) position = scan_skip(text, count, position, &dialect, NULL);
                if (record == records) return position;
                if (position != first) goto next_record;
                delimiters &= ~before;
                ends &= ends - 1;
                start = position;
                has_start = column == 0;
                has_end = false;
                fields = 0;
            }
            if (is_regular) base += bits.count;
            // A quote that is not closed for so long is a character.
            if (dialect.lenient && state.inside != 0 && base - position > SCAN_REACH) is_regular = false;
        }
        if (is_regular && !(dialect.lenient && state.inside != 0)) {
            // The last record, which nothing ends.
            if (position < count) {
                if (!has_end) {
                    end = count;
                    if (end > start && dialect.terminator == '\n' && text[end - 1] == '\r') end--;
                    while (dialect.lenient && end > start && dialect.terminator == '\n' && text[end - 1] == '\r') end--;
                }
                output[record++] = has_start ? span_of(text, start, end, &dialect) : (scan_span){0};
            }
            position = count;
        } else {
            size_t read = 0;
            position = scan_spans_slowly(text, count, position, &dialect, column, records - record, base + 64,
                                         output + record, &read);
            record += read;
        }
    next_record:;
    }
    while (record < records) output[record++] = (scan_span){0};
    return position;
}

#if defined(__x86_64__)
__attribute__((target("avx2,bmi,bmi2,lzcnt,popcnt"))) static size_t spans_avx2(
    const uint8_t *text, size_t count, size_t position, const scan_dialect *dialect, uint32_t column, size_t records,
    scan_span *output) {
    return spans(text, count, position, dialect, column, records, output);
}
#endif

size_t scan_spans(const uint8_t *text, size_t count, size_t position, const scan_dialect *dialect, uint32_t column,
                  size_t records, scan_span *output) {
    if (dialect->skips_blanks || dialect->splits) {
        size_t read = 0;
        return scan_spans_slowly(text, count, position, dialect, column, records, SIZE_MAX, output, &read);
    }
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi2"))
        return spans_avx2(text, count, position, dialect, column, records, output);
#endif
    return spans(text, count, position, dialect, column, records, output);
}
