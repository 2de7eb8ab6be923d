#ifndef LETHE_CPCRE2_SHIM_H
#define LETHE_CPCRE2_SHIM_H

// Bytes are UTF-8, so the 8-bit library: every function imports with the suffix _8.
#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#endif
