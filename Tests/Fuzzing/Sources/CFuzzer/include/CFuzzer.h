#ifndef TRAMONTO_FUZZER_H
#define TRAMONTO_FUZZER_H

#include <stddef.h>
#include <stdint.h>

/// libFuzzer's loop; it comes with `-sanitize=fuzzer` when the program is linked.
int LLVMFuzzerRunDriver(
  int *argc, char ***argv, int (*callback)(const uint8_t *bytes, size_t count));

#endif
