#ifndef CCOMPRESSION_H
#define CCOMPRESSION_H

#include <zlib.h>
#include <zstd.h>

/// `inflateInit2` for gzip (a macro, which Swift does not see).
static inline int compression_inflate_init(z_stream *stream) { return inflateInit2(stream, 15 + 16); }

/// `deflateInit2` for gzip, without a name or a time in its header, so that the same text gives the same bytes.
static inline int compression_deflate_init(z_stream *stream) {
    return deflateInit2(stream, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
}

#endif
