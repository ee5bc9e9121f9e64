#ifndef TRAMONTO_CLIBZIP_SHIM_H
#define TRAMONTO_CLIBZIP_SHIM_H

#include <zip.h>

// libzip stands on zlib and its development package brings it, so gzip needs no library more.
#include <zlib.h>

// A macro with a cast and sizeof in C. 32 lets zlib tell gzip from zlib by the first bytes.
static inline int tramonto_inflate_init(z_stream *stream) {
  return inflateInit2(stream, 15 + 32);
}

#endif
