#include "CScan.h"

// Products of many rows of signed bytes with one vector: exact in 32 bits up to a width of 2¹⁷.

__attribute__((always_inline)) static inline void products(
    const int8_t *rows, size_t count, size_t width, const int8_t *vector, int32_t *sums) {
    for (size_t i = 0; i < count; i++) {
        const int8_t *row = rows + i * width;
        int32_t sum = 0;
        for (size_t j = 0; j < width; j++) sum += (int16_t)row[j] * (int16_t)vector[j];
        sums[i] = sum;
    }
}

#if defined(__x86_64__)
#include <immintrin.h>

// u·v + 128·Σv = (u + 128)·v: the instruction wants its first factor unsigned.
__attribute__((target("avx512f,avx512bw,avx512vnni"))) static void products_vnni(
    const int8_t *rows, size_t count, size_t width, const int8_t *vector, int32_t *sums) {
    const size_t whole = width & ~(size_t)63;
    const __mmask64 rest = width > whole ? (~(uint64_t)0) >> (64 - (width - whole)) : 0;
    const __m512i high = _mm512_set1_epi8((char)0x80);
    int32_t total = 0;
    for (size_t j = 0; j < width; j++) total += vector[j];
    for (size_t i = 0; i < count; i++) {
        const int8_t *row = rows + i * width;
        __m512i a = _mm512_setzero_si512(), b = _mm512_setzero_si512();
        size_t j = 0;
        for (; j + 128 <= width; j += 128) {
            const __m512i x = _mm512_xor_si512(_mm512_loadu_si512(row + j), high);
            const __m512i y = _mm512_xor_si512(_mm512_loadu_si512(row + j + 64), high);
            a = _mm512_dpbusd_epi32(a, x, _mm512_loadu_si512(vector + j));
            b = _mm512_dpbusd_epi32(b, y, _mm512_loadu_si512(vector + j + 64));
        }
        for (; j < whole; j += 64) {
            const __m512i x = _mm512_xor_si512(_mm512_loadu_si512(row + j), high);
            a = _mm512_dpbusd_epi32(a, x, _mm512_loadu_si512(vector + j));
        }
        if (rest) {
            const __m512i x = _mm512_xor_si512(_mm512_maskz_loadu_epi8(rest, row + j), high);
            b = _mm512_dpbusd_epi32(b, x, _mm512_maskz_loadu_epi8(rest, vector + j));
        }
        sums[i] = _mm512_reduce_add_epi32(_mm512_add_epi32(a, b)) - 128 * total;
    }
}

__attribute__((target("avx2"))) static void products_avx2(
    const int8_t *rows, size_t count, size_t width, const int8_t *vector, int32_t *sums) {
    products(rows, count, width, vector, sums);
}
#endif

void near_products(const int8_t *rows, size_t count, size_t width, const int8_t *vector, int32_t *sums) {
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx512vnni") && __builtin_cpu_supports("avx512bw"))
        return products_vnni(rows, count, width, vector, sums);
    if (__builtin_cpu_supports("avx2")) return products_avx2(rows, count, width, vector, sums);
#endif
    products(rows, count, width, vector, sums);
}
