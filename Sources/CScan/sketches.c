#include "CScan.h"

// Which sets of a list may be similar: same key, places that leave enough behind them, sizes, sketches. In two steps a
// block, so that the sketches, which lie anywhere, are on their way while the next entries are looked at.

#define BLOCK 64

__attribute__((always_inline)) static inline size_t candidates(
    const near_entry *entries, size_t count, const near_probe *probe, const uint32_t *sizes, const uint64_t *sketches,
    uint32_t *places) {
    const uint64_t *own = sketches + (size_t)probe->set * NEAR_SKETCH;
    const uint64_t whole = (uint64_t)probe->whole + probe->parts;
    const uint32_t left = probe->size - probe->place;
    size_t found = 0;
    for (size_t start = 0; start < count; start += BLOCK) {
        const size_t end = start + BLOCK < count ? start + BLOCK : count;
        uint32_t kept[BLOCK];
        int64_t limits[BLOCK];
        size_t keeps = 0;
        for (size_t i = start; i < end; i++) {
            const near_entry entry = entries[i];
            if (entry.tag != probe->tag || entry.set < probe->first || entry.set >= probe->end) continue;
            if (entry.set == probe->set) continue;
            const uint32_t size = sizes[entry.set];
            const uint64_t both = (uint64_t)size + probe->size;
            const uint64_t least = (probe->parts * both + whole - 1) / whole;
            const uint32_t other = size - entry.place;
            if ((left < other ? left : other) < least) continue;
            __builtin_prefetch(sketches + (size_t)entry.set * NEAR_SKETCH);
            limits[keeps] = (int64_t)(both - 2 * least);
            kept[keeps++] = (uint32_t)i;
        }
        for (size_t k = 0; k < keeps; k++) {
            const uint64_t *sketch = sketches + (size_t)entries[kept[k]].set * NEAR_SKETCH;
            int64_t differing = 0;
            for (size_t w = 0; w < NEAR_SKETCH; w++) differing += __builtin_popcountll(own[w] ^ sketch[w]);
            if (differing <= limits[k]) places[found++] = kept[k];
        }
    }
    return found;
}

#if defined(__x86_64__)
__attribute__((target("avx512f,avx512vl,avx512vpopcntdq,popcnt"))) static size_t candidates_avx512(
    const near_entry *entries, size_t count, const near_probe *probe, const uint32_t *sizes, const uint64_t *sketches,
    uint32_t *places) {
    return candidates(entries, count, probe, sizes, sketches, places);
}

__attribute__((target("popcnt"))) static size_t candidates_popcnt(
    const near_entry *entries, size_t count, const near_probe *probe, const uint32_t *sizes, const uint64_t *sketches,
    uint32_t *places) {
    return candidates(entries, count, probe, sizes, sketches, places);
}
#endif

size_t near_candidates(
    const near_entry *entries, size_t count, const near_probe *probe, const uint32_t *sizes, const uint64_t *sketches,
    uint32_t *places) {
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx512vpopcntdq") && __builtin_cpu_supports("avx512vl"))
        return candidates_avx512(entries, count, probe, sizes, sketches, places);
    if (__builtin_cpu_supports("popcnt")) return candidates_popcnt(entries, count, probe, sizes, sketches, places);
#endif
    return candidates(entries, count, probe, sizes, sketches, places);
}
