#ifndef OPROEP_CLINUX_SHIM_H
#define OPROEP_CLINUX_SHIM_H

#include <malloc.h>

// Glibc shows the first two only to those who define _GNU_SOURCE, which Swift's module of it does not.

// Linux 3.15, glibc 2.28.
extern int renameat2(int old_directory, const char *old_name, int new_directory, const char *new_name,
                     unsigned int flags);

// RENAME_EXCHANGE: the two names change places, at once.
static inline int oproep_exchange(int directory, const char *one, const char *other) {
    return renameat2(directory, one, directory, other, 2);
}

extern int syncfs(int file);

// A name of our own, should Swift's module come to show it.
static inline int oproep_sync_file_system(int file) { return syncfs(file); }

// Gives back to the system what was freed; glibc else keeps it for later.
static inline int oproep_return_freed_memory(void) { return malloc_trim(0); }

#endif
