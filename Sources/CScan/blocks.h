#ifndef BLOCKS_H
#define BLOCKS_H

#include "CScan.h"

#include <string.h>

// 64 bytes at a time, a bit a byte: where delimiters, terminators and quotes are. A quote toggles "inside quotes", so the
// running exclusive or of the quote bits tells which delimiters count (Langdale and Lemire 2019,
// doi:10.1007/s00778-019-00578-5). That is the meaning of the text only where quotes open and close fields and nothing
// else; a block in which one does not is called irregular, and is left to the slow walk.

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

/// The place of the set bit that has `before` set bits below it.
__attribute__((always_inline)) static inline unsigned nth_bit(uint64_t bits, unsigned before) {
    while (before-- > 0) bits &= bits - 1;
    return (unsigned)__builtin_ctzll(bits);
}

/// What is known between two blocks: whether quotes are open, and what stands before the next byte.
typedef struct {
    uint64_t inside;
    uint64_t at_field;
    uint64_t after_quote;
    uint64_t after_backslash;
} block_state;

/// The bits of one block; delimiters and terminators inside quotes are left out of `delimiters` and `ends`.
typedef struct {
    uint64_t delimiters;
    uint64_t ends;
    uint64_t terminators;
    uint64_t high;
    /// How many bytes there are: 64, or fewer at the end.
    size_t count;
    bool is_regular;
} block_bits;

/// What is known before `begin`; false where the byte behind a quote says that it closed nothing.
__attribute__((always_inline)) static inline bool block_begin(
    block_state *state, const uint8_t *text, size_t begin, size_t end, const scan_dialect *dialect,
    bool starts_quoted) {
    *state = (block_state){starts_quoted ? ~0ull : 0, 1, 0, 0};
    if (begin == 0) return true;
    uint8_t before = text[begin - 1];
    state->at_field = !starts_quoted && (before == dialect->delimiter || before == dialect->terminator);
    state->after_quote = dialect->quote != 0 && before == dialect->quote && !starts_quoted;
    state->after_backslash = dialect->backslash && before == '\\';
    if (!state->after_quote || begin >= end) return true;
    uint8_t byte = text[begin];
    return byte == dialect->delimiter || byte == dialect->terminator || byte == '\r' || byte == dialect->quote;
}

/// Reads the block at `base`, and what is known behind it.
__attribute__((always_inline)) static inline block_bits block_read(
    block_state *state, const uint8_t *text, size_t base, size_t end, size_t count, const scan_dialect *dialect) {
    block_bits bits = {0};
    bytes64 block;
    size_t here = end - base;
    if (here >= 64) {
        here = 64;
        memcpy(&block, text + base, 64);
    } else {
        memset(&block, 0, 64);
        memcpy(&block, text + base, here);
    }
    bits.count = here;
    const uint64_t known = here == 64 ? ~0ull : (1ull << here) - 1;
    const size_t last = here - 1;
    const uint64_t delimiters = MASK(block == dialect->delimiter) & known;
    const uint64_t terminators = MASK(block == dialect->terminator) & known;
    const uint64_t quotes = dialect->quote == 0 ? 0 : MASK(block == dialect->quote) & known;
    bits.high = MASK(block > 127);
    uint64_t quoted = state->inside;
    if (quotes != 0) {
        quoted = running_xor(quotes) ^ state->inside;
        const uint64_t opening = quotes & quoted, closing = quotes & ~quoted;
        const uint64_t outside = delimiters | terminators;
        const uint64_t may_open =
            ((outside & ~quoted) << 1) | state->at_field | (closing << 1) | state->after_quote;
        if (opening & ~may_open) return bits;
        // A carriage return may follow too, if it is part of a line end.
        const uint64_t carriage = MASK(block == (uint8_t)'\r') & (terminators >> 1 | 1ull << last);
        const uint64_t may_follow = outside | carriage | opening;
        if (((closing << 1) & ~may_follow) & known) return bits;
        if ((closing << 1) & carriage & (1ull << last) && base + here < count && text[base + here] != dialect->terminator)
            return bits;
        // The byte behind a quote at the block's end is looked at by itself.
        if ((closing >> last) & 1 && base + here < count) {
            uint8_t byte = text[base + here];
            bool ends_line = byte == '\r' && (base + here + 1 >= count || text[base + here + 1] == dialect->terminator);
            if (byte != dialect->delimiter && byte != dialect->terminator && !ends_line && byte != dialect->quote)
                return bits;
        }
        if (dialect->backslash) {
            const uint64_t backslashes = MASK(block == (uint8_t)'\\');
            if (((backslashes << 1) | state->after_backslash) & quotes) return bits;
        }
        state->inside = (uint64_t)((int64_t)(quoted << (64 - here)) >> 63);
        state->after_quote = (closing >> last) & 1;
    } else {
        state->after_quote = 0;
    }
    bits.delimiters = delimiters & ~quoted;
    bits.ends = terminators & ~quoted;
    bits.terminators = terminators;
    bits.is_regular = true;
    state->at_field = ((bits.delimiters | bits.ends) >> last) & 1;
    state->after_backslash = dialect->backslash && text[base + last] == '\\';
    return bits;
}

/// The bits up to and including `bit`.
__attribute__((always_inline)) static inline uint64_t up_to(unsigned bit) {
    return bit == 63 ? ~0ull : (1ull << (bit + 1)) - 1;
}

#endif
