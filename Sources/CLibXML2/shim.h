#ifndef OPROEP_CLIBXML2_SHIM_H
#define OPROEP_CLIBXML2_SHIM_H

// libxml2 was built with ICU, whose headers clash with the ICU inside Foundation. Nothing of ours needs it.
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED

#include <libxml/parser.h>
#include <libxml/SAX2.h>
#include <libxml/tree.h>
#include <libxml/xmlerror.h>
#include <libxml/xmlschemas.h>
#include <libxml/xmlschemastypes.h>
#include <libxml/xmlwriter.h>

// xmlFree is a mutable global function pointer, which Swift 6 refuses to read.
static inline void oproep_xml_free(void *pointer) { xmlFree(pointer); }

// Of the library that is linked, where LIBXML_DOTTED_VERSION is that of its headers. A mutable global as well.
static inline const char *oproep_xml_version(void) { return xmlParserVersion; }

#endif
