#ifndef OPROEP_CMINIZIP_SHIM_H
#define OPROEP_CMINIZIP_SHIM_H

#include <minizip/unzip.h>
#include <minizip/zip.h>

// inflateInit2 is a macro that passes the version and size of the structure it was compiled with.
static inline int oproep_inflate_init_raw(z_stream *stream) { return inflateInit2(stream, -MAX_WBITS); }

#endif
