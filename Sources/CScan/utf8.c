#include "CScan.h"

#include <string.h>

bool scan_is_ascii(const uint8_t *text, size_t begin, size_t end) {
    size_t i = begin;
    uint64_t high = 0;
    for (; i + 64 <= end; i += 64) {
        uint64_t words[8];
        memcpy(words, text + i, 64);
        for (int k = 0; k < 8; k++) high |= words[k];
        if (high & 0x8080808080808080ull) return false;
    }
    for (; i < end; i++) high |= text[i];
    return (high & 0x8080808080808080ull) == 0;
}

/// The length of the sequence at `text[i]`; 0 where it is not UTF-8 (Unicode 15, table 3-7).
static inline size_t sequence(const uint8_t *text, size_t i, size_t count) {
    uint8_t a = text[i];
    if (a < 0x80) return 1;
    if (a < 0xC2 || a > 0xF4) return 0;
    size_t length = a < 0xE0 ? 2 : a < 0xF0 ? 3 : 4;
    if (i + length > count) return 0;
    uint8_t b = text[i + 1];
    uint8_t low = a == 0xE0 ? 0xA0 : a == 0xF0 ? 0x90 : 0x80;
    uint8_t high = a == 0xED ? 0x9F : a == 0xF4 ? 0x8F : 0xBF;
    if (b < low || b > high) return 0;
    for (size_t k = 2; k < length; k++)
        if ((text[i + k] & 0xC0) != 0x80) return 0;
    return length;
}

size_t scan_utf8(const uint8_t *text, size_t begin, size_t end, size_t count) {
    size_t i = begin;
    while (i < end) {
        if (i + 8 <= end) {
            uint64_t word;
            memcpy(&word, text + i, 8);
            if ((word & 0x8080808080808080ull) == 0) {
                i += 8;
                continue;
            }
        }
        size_t length = sequence(text, i, count);
        if (length == 0) return i - begin;
        i += length;
    }
    return i - begin;
}
