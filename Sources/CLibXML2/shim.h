#ifndef KBTRIAGE_CLIBXML2_SHIM_H
#define KBTRIAGE_CLIBXML2_SHIM_H

/* Debian's libxml2 is built with ICU; its encoding.h would pull in the system's ICU headers, which clash with
   the ones Foundation brings. Nothing here uses the ICU converters. */
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/SAX2.h>
#include <libxml/xmlerror.h>
#include <libxml/xmlsave.h>
#include <libxml/xmlschemas.h>
#include <libxml/HTMLparser.h>

#endif
