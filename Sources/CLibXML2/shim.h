#ifndef TRAMONTO_CLIBXML2_SHIM_H
#define TRAMONTO_CLIBXML2_SHIM_H

// Debian builds libxml2 with ICU, whose types clash with Foundation's own copy.
// Only a struct that we never touch changes.
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED

#include <libxml/parser.h>
#include <libxml/SAX2.h>
#include <libxml/xmlerror.h>

#endif
