#include "CScan.h"

#include <string.h>

// 64 bytes at a time, a bit a byte: where delimiters, terminators and quotes are. A quote toggles "inside quotes", so the
// running exclusive or of the quote bits tells which delimiters count (Langdale and Lemire 2019, doi:10.1007/s00778-019-00578-5).
// That is the meaning of the text only where quotes open and close fields and nothing else; where one does not, the chunk
// is called irregular and is left to the slow walk.

typedef uint8_t bytes64 __attribute__((vector_size(64)));
typedef _Bool bits64 __attribute__((ext_vector_type(64)));

/// A bit for each byte for which `comparison`, of two vectors, holds. (A macro: a vector as an argument has another form
/// on every processor.)
#define MASK(comparison)                                            \
    ({                                                              \
        bits64 bits_ = __builtin_convertvector(comparison, bits64); \
        uint64_t mask_;                                             \
        memcpy(&mask_, &bits_, 8);                                  \
        mask_;                                                      \
    })

/// Bit i is the exclusive or of bits 0…i.
__attribute__((always_inline)) static inline uint64_t running_xor(uint64_t bits) {
    bits ^= bits << 1;
    bits ^= bits << 2;
    bits ^= bits << 4;
    bits ^= bits << 8;
    bits ^= bits << 16;
    bits ^= bits << 32;
    return bits;
}

__attribute__((always_inline)) static inline scan_chunk index_chunk(
    const uint8_t *text, size_t begin, size_t end, size_t count, const scan_dialect *dialect, bool starts_quoted,
    uint64_t delimiters, bool checks_utf8, size_t spacing, scan_mark *marks, size_t capacity) {
    scan_chunk chunk = {0};
    const uint8_t terminator = dialect->terminator, delimiter = dialect->delimiter, quote = dialect->quote;
    uint64_t inside = starts_quoted ? ~0ull : 0;
    // What stands before the first byte: may a quote open here; was there a quote that may have closed.
    uint64_t at_field = 1, after_quote = 0, after_backslash = 0;
    if (begin > 0) {
        uint8_t before = text[begin - 1];
        at_field = !starts_quoted && (before == delimiter || before == terminator);
        after_quote = quote != 0 && before == quote && !starts_quoted;
        after_backslash = before == '\\';
        if (after_quote && begin < end) {
            uint8_t byte = text[begin];
            if (byte != delimiter && byte != terminator && byte != '\r' && byte != quote) return chunk;
        }
    }
    uint64_t fields = 0, lines = 0, ends = 0;
    size_t last_start = 0, last_line = 0, next_mark = begin, utf8 = begin;
    while (utf8 > 0 && begin - utf8 < 3 && utf8 < count && (text[utf8] & 0xC0) == 0x80) utf8--;

    for (size_t base = begin; base < end; base += 64) {
        bytes64 block;
        size_t here = end - base;
        if (here >= 64) {
            here = 64;
            memcpy(&block, text + base, 64);
        } else {
            memset(&block, 0, 64);
            memcpy(&block, text + base, here);
        }
        uint64_t known = here == 64 ? ~0ull : (1ull << here) - 1;
        uint64_t delimiter_bits = MASK(block == (uint8_t)(delimiter)) & known;
        uint64_t terminator_bits = MASK(block == (uint8_t)(terminator)) & known;
        uint64_t quote_bits = quote == 0 ? 0 : MASK(block == (uint8_t)(quote)) & known;
        uint64_t high = MASK(block > 127);
        if (high != 0) {
            chunk.has_high = true;
            if (checks_utf8) {
                // Validated up to `utf8`; a sequence that the last block began goes on here, and so may this one's.
                size_t from = base == begin || utf8 > base ? utf8 : base;
                size_t to = base + here;
                if (from < to) {
                    size_t valid = scan_utf8(text, from, to, count);
                    if (valid < to - from) return chunk;
                    utf8 = from + valid;
                }
            }
        }
        uint64_t quoted = inside;
        if (quote_bits != 0) {
            quoted = running_xor(quote_bits) ^ inside;
            uint64_t opening = quote_bits & quoted, closing = quote_bits & ~quoted;
            uint64_t outside = delimiter_bits | terminator_bits;
            uint64_t may_open = ((outside & ~quoted) << 1) | at_field | (closing << 1) | after_quote;
            if (opening & ~may_open) return chunk;
            uint64_t carriage = MASK(block == (uint8_t)('\r'));
            uint64_t may_follow = outside | carriage | opening;
            // The byte behind a quote at the block's end is looked at by hand.
            if (((closing << 1) & ~may_follow) & known) return chunk;
            size_t last = here - 1;
            if ((closing >> last) & 1) {
                size_t behind = base + here;
                if (behind < count) {
                    uint8_t byte = text[behind];
                    if (byte != delimiter && byte != terminator && byte != '\r' && byte != quote) return chunk;
                }
            }
            if (dialect->backslash) {
                uint64_t backslashes = MASK(block == (uint8_t)('\\'));
                if (((backslashes << 1) | after_backslash) & quote_bits) return chunk;
            }
            inside = (uint64_t)((int64_t)(quoted << (64 - here)) >> 63);
            after_quote = (closing >> last) & 1;
        } else {
            after_quote = 0;
        }
        uint64_t counted_delimiters = delimiter_bits & ~quoted;
        uint64_t counted_ends = terminator_bits & ~quoted;
        at_field = ((counted_delimiters | counted_ends) >> (here - 1)) & 1;
        after_backslash = dialect->backslash && text[base + here - 1] == '\\';
        if (counted_ends == 0) {
            fields += __builtin_popcountll(counted_delimiters);
        } else {
            uint64_t left = counted_ends, seen = 0;
            while (left != 0) {
                unsigned bit = __builtin_ctzll(left);
                uint64_t before = bit == 63 ? ~0ull : (1ull << (bit + 1)) - 1;
                fields += __builtin_popcountll(counted_delimiters & before & ~seen);
                seen = before;
                size_t position = base + bit;
                // An empty line: nothing, or a carriage return, since the last terminator.
                size_t length = position;
                if (length > 0 && text[length - 1] == '\r' && terminator != '\r') length--;
                if (length == 0 || text[length - 1] == terminator) return chunk;
                if (dialect->trails && text[length - 1] != delimiter) return chunk;
                if (ends == 0) {
                    chunk.head = fields;
                } else if (fields != delimiters) {
                    return chunk;
                }
                ends++;
                fields = 0;
                last_start = position + 1;
                last_line = lines + __builtin_popcountll(terminator_bits & before);
                if (last_start >= next_mark && last_start < count && chunk.marks < capacity) {
                    if (dialect->comment != 0 && text[last_start] == dialect->comment) return chunk;
                    marks[chunk.marks].row = (int64_t)ends;
                    marks[chunk.marks].position = (int64_t)last_start;
                    marks[chunk.marks].line = (int64_t)last_line;
                    chunk.marks++;
                    next_mark = last_start + spacing;
                } else if (dialect->comment != 0 && last_start < count && text[last_start] == dialect->comment) {
                    return chunk;
                }
                left &= left - 1;
            }
            fields += __builtin_popcountll(counted_delimiters & ~seen);
        }
        lines += __builtin_popcountll(terminator_bits);
    }
    chunk.is_regular = true;
    chunk.ends_quoted = inside != 0;
    chunk.record_ends = ends;
    chunk.line_ends = lines;
    chunk.tail = fields;
    if (ends == 0) chunk.head = fields;
    chunk.last_start = last_start;
    chunk.last_line = last_line;
    return chunk;
}

#if defined(__x86_64__)
__attribute__((target("avx2,bmi,bmi2,lzcnt,popcnt"))) static scan_chunk index_avx2(
    const uint8_t *text, size_t begin, size_t end, size_t count, const scan_dialect *dialect, bool starts_quoted,
    uint64_t delimiters, bool checks_utf8, size_t spacing, scan_mark *marks, size_t capacity) {
    return index_chunk(text, begin, end, count, dialect, starts_quoted, delimiters, checks_utf8, spacing, marks,
                       capacity);
}
#endif

scan_chunk scan_index(const uint8_t *text, size_t begin, size_t end, size_t count, const scan_dialect *dialect,
                      bool starts_quoted, uint64_t delimiters, bool checks_utf8, size_t spacing, scan_mark *marks,
                      size_t capacity) {
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi2"))
        return index_avx2(text, begin, end, count, dialect, starts_quoted, delimiters, checks_utf8, spacing, marks,
                          capacity);
#endif
    return index_chunk(text, begin, end, count, dialect, starts_quoted, delimiters, checks_utf8, spacing, marks,
                       capacity);
}
