#ifndef OPROEP_CMINIZIP_SHIM_H
#define OPROEP_CMINIZIP_SHIM_H

#include <minizip/unzip.h>
#include <minizip/zip.h>

#endif
