#ifndef ENCODINGS_H
#define ENCODINGS_H

#include <stdint.h>

/// From an index on, code points that follow one another.
typedef struct {
    uint32_t index;
    uint32_t scalar;
} encoding_run;

extern const uint16_t encoding_singles[][128];
extern const uint16_t encoding_cp932[126 * 191];
extern const uint16_t encoding_gbk[126 * 191];
extern const uint16_t encoding_cp949[126 * 191];
extern const uint16_t encoding_big5[126 * 191];
extern const uint16_t encoding_euc_jp[126 * 191];
extern const uint16_t encoding_jis0212[94 * 94];
extern const encoding_run encoding_gb18030_runs[];
extern const int encoding_gb18030_run_count;

#endif
