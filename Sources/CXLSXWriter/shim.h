#ifndef CXLSXWRITER_SHIM_H
#define CXLSXWRITER_SHIM_H

#include <sys/syscall.h>
#include <unistd.h>
#include <xlsxwriter.h>

/// Opens a new file that lives in memory and goes with its descriptor; -1 and `errno` on failure.
///
/// By the system call itself: the library declares its wrapper only with GNU extensions, which a
/// module cannot ask for.
static inline int memory_file(const char *name) {
  const unsigned int close_on_exec = 1U;
  return (int)syscall(SYS_memfd_create, name, close_on_exec);
}

#endif
