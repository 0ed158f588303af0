#ifndef OPROEP_CMINIZIP_SHIM_H
#define OPROEP_CMINIZIP_SHIM_H

#include <minizip/unzip.h>
#include <zlib.h>

// inflateInit2 and deflateInit2 are macros that pass the version and size of the structure it was compiled with.
static inline int oproep_inflate_init_raw(z_stream *stream) { return inflateInit2(stream, -MAX_WBITS); }

static inline int oproep_deflate_init_raw(z_stream *stream, int level, int memory_level) {
    return deflateInit2(stream, level, Z_DEFLATED, -MAX_WBITS, memory_level, Z_DEFAULT_STRATEGY);
}

#endif
