#ifndef OPROEP_CFUZZER_SHIM_H
#define OPROEP_CFUZZER_SHIM_H

#include <stddef.h>
#include <stdint.h>

/* What libFuzzer offers to who has a main of their own (compiler-rt, FuzzerInterface.h). */
int LLVMFuzzerRunDriver(int *argc, char ***argv, int (*callback)(const uint8_t *data, size_t size));

#endif
