#ifndef NEIGHBOURS_H
#define NEIGHBOURS_H

#include <stddef.h>
#include <stdint.h>

// Loops that hold one record against very many: sketches of sets, and vectors. What they mean is said again, slowly, by
// the tests, which hold them against it.

/// A set in a list of an index; laid out as `PrefixIndex.Entry`.
typedef struct {
    uint32_t set;
    /// What tells its key from others of the list.
    uint16_t tag;
    /// The key's place among the set's.
    uint16_t place;
} near_entry;

/// What a set is held against others by.
typedef struct {
    uint32_t set;
    uint32_t size;
    uint32_t place;
    uint16_t tag;
    /// Sets below the first or from the end on are passed over.
    uint32_t first;
    uint32_t end;
    /// Of parts / (whole + parts) of both sizes, rounded up, are to be shared.
    uint32_t parts;
    uint32_t whole;
} near_probe;

/// Words of a sketch.
#define NEAR_SKETCH 8

/// The places in `entries` of sets that may be similar to the probe's, of the first `count` at most; as many as are returned.
size_t near_candidates(
    const near_entry *entries, size_t count, const near_probe *probe, const uint32_t *sizes, const uint64_t *sketches,
    uint32_t *places);

/// Σ aⱼ·bⱼ of `count` rows of signed bytes, `width` wide, each with one vector of as many.
void near_products(const int8_t *rows, size_t count, size_t width, const int8_t *vector, int32_t *products);

#endif
