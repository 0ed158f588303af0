#ifndef OPROEP_CQPDF_SHIM_H
#define OPROEP_CQPDF_SHIM_H

#include <qpdf/qpdf-c.h>

#endif
