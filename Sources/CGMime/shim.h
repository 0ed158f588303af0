#ifndef OPROEP_CGMIME_SHIM_H
#define OPROEP_CGMIME_SHIM_H

#include <gmime/gmime.h>

#endif
