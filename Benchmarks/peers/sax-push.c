/* libxml2's bare SAX2 push parser over a file: it counts elements and keeps nothing. What reading XML costs at least.
   cc -O2 $(xml2-config --cflags) sax-push.c $(xml2-config --libs) -o sax-push */
#include <libxml/parser.h>
#include <stdio.h>
#include <string.h>

static long elements;

static void start(void *user, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri, int namespaces,
                  const xmlChar **declared, int attributes, int defaulted, const xmlChar **values) {
    (void)user; (void)name; (void)prefix; (void)uri; (void)namespaces; (void)declared; (void)attributes;
    (void)defaulted; (void)values;
    elements++;
}

static void text(void *user, const xmlChar *bytes, int count) { (void)user; (void)bytes; (void)count; }

int main(int count, char **arguments) {
    static char buffer[262144];
    xmlSAXHandler handler;
    memset(&handler, 0, sizeof handler);
    handler.initialized = XML_SAX2_MAGIC;
    handler.startElementNs = start;
    handler.characters = text;
    FILE *file = count > 1 ? fopen(arguments[1], "rb") : NULL;
    if (!file) return 66;
    xmlParserCtxtPtr parser = xmlCreatePushParserCtxt(&handler, NULL, NULL, 0, NULL);
    xmlCtxtUseOptions(parser, XML_PARSE_HUGE | XML_PARSE_NONET);
    size_t got;
    while ((got = fread(buffer, 1, sizeof buffer, file)) > 0) xmlParseChunk(parser, buffer, (int)got, 0);
    xmlParseChunk(parser, NULL, 0, 1);
    printf("%ld\n", elements);
    return 0;
}
