#ifndef OPROEP_CZLIB_SHIM_H
#define OPROEP_CZLIB_SHIM_H

#include <zlib.h>

// deflateInit2 is a macro that passes the version and size of the structure it was compiled with.
static inline int oproep_deflate_init_raw(z_stream *stream, int level) {
    return deflateInit2(stream, level, Z_DEFLATED, -MAX_WBITS, 9, Z_DEFAULT_STRATEGY);
}

#endif
