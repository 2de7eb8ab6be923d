#include "blocks.h"

__attribute__((always_inline)) static inline scan_chunk index_chunk(
    const uint8_t *text, size_t begin, size_t end, size_t count, const scan_dialect *dialect, bool starts_quoted,
    uint64_t delimiters, bool checks_utf8, size_t spacing, scan_mark *marks, size_t capacity) {
    scan_chunk chunk = {0};
    block_state state;
    if (!block_begin(&state, text, begin, end, dialect, starts_quoted)) return chunk;
    uint64_t fields = 0, lines = 0, ends = 0;
    size_t last_start = 0, last_line = 0, next_mark = begin, utf8 = begin;
    while (utf8 > 0 && begin - utf8 < 3 && utf8 < count && (text[utf8] & 0xC0) == 0x80) utf8--;

    for (size_t base = begin; base < end; base += 64) {
        block_bits bits = block_read(&state, text, base, end, count, dialect);
        if (!bits.is_regular) return chunk;
        if (bits.high != 0) {
            chunk.has_high = true;
            // Validated up to `utf8`; a sequence that the last block began goes on here, and so may this one's.
            size_t from = base == begin || utf8 > base ? utf8 : base;
            size_t to = base + bits.count;
            if (checks_utf8 && from < to) {
                size_t valid = scan_utf8(text, from, to, count);
                if (valid < to - from) return chunk;
                utf8 = from + valid;
            }
        }
        uint64_t left = bits.ends, seen = 0;
        while (left != 0) {
            unsigned bit = (unsigned)__builtin_ctzll(left);
            uint64_t before = up_to(bit);
            fields += (uint64_t)__builtin_popcountll(bits.delimiters & before & ~seen);
            seen = before;
            size_t position = base + bit;
            // An empty line: nothing, or a carriage return, since the last terminator.
            size_t length = position;
            if (length > 0 && text[length - 1] == '\r' && dialect->terminator != '\r') length--;
            while (dialect->lenient && length > 0 && text[length - 1] == '\r' && dialect->terminator != '\r') length--;
            if (length == 0 || text[length - 1] == dialect->terminator) return chunk;
            if (dialect->trails && text[length - 1] != dialect->delimiter) return chunk;
            if (ends == 0) {
                chunk.head = fields;
            } else if (fields != delimiters) {
                return chunk;
            }
            ends++;
            fields = 0;
            last_start = position + 1;
            last_line = lines + (uint64_t)__builtin_popcountll(bits.terminators & before);
            if (last_start < count && dialect->comment != 0 && text[last_start] == dialect->comment) return chunk;
            if (last_start >= next_mark && last_start < count && chunk.marks < capacity) {
                marks[chunk.marks].row = (int64_t)ends;
                marks[chunk.marks].position = (int64_t)last_start;
                marks[chunk.marks].line = (int64_t)last_line;
                chunk.marks++;
                next_mark = last_start + spacing;
            }
            left &= left - 1;
        }
        fields += (uint64_t)__builtin_popcountll(bits.delimiters & ~seen);
        lines += (uint64_t)__builtin_popcountll(bits.terminators);
    }
    chunk.is_regular = true;
    chunk.ends_quoted = state.inside != 0;
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
