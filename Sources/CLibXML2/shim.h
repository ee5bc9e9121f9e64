#ifndef TRAMONTO_CLIBXML2_SHIM_H
#define TRAMONTO_CLIBXML2_SHIM_H

// Debian builds libxml2 with ICU, whose types clash with Foundation's own copy.
// Only a struct that we never touch changes.
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED

#include <libxml/parser.h>
#include <libxml/SAX2.h>
#include <libxml/xmlerror.h>

static void tramonto_ignore_words(void *context, const char *words, ...) {
  (void)context;
  (void)words;
}

static void tramonto_ignore_error(void *context, xmlErrorPtr error) {
  (void)context;
  (void)error;
}

// Errors that belong to no parser (a broken conversion) go to per-thread handlers, which print.
// Swift cannot make a variadic function, hence this one. The cast: libxml2 2.12 made the
// error const.
static inline void tramonto_silence_libxml2(void) {
  xmlSetGenericErrorFunc(NULL, tramonto_ignore_words);
  xmlSetStructuredErrorFunc(NULL, (xmlStructuredErrorFunc)tramonto_ignore_error);
}

#endif
