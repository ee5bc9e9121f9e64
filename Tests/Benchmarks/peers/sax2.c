/* Counts elements and bytes of text and adds up MEMORY elements, over libxml2's SAX2 interface. */
#include <dirent.h>
#include <libxml/SAX2.h>
#include <libxml/parser.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct count {
  long elements, bytes, sum, number;
  int isMemory;
};

static void start(void *user, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri,
                  int namespaces, const xmlChar **declared, int attributes, int defaulted,
                  const xmlChar **values) {
  struct count *count = user;
  count->elements++;
  count->isMemory = strcmp((const char *)name, "MEMORY") == 0;
  count->number = 0;
}

static void text(void *user, const xmlChar *bytes, int length) {
  struct count *count = user;
  count->bytes += length;
  if (count->isMemory)
    for (int i = 0; i < length; i++) count->number = count->number * 10 + bytes[i] - '0';
}

static void end(void *user, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri) {
  struct count *count = user;
  if (count->isMemory) count->sum += count->number;
  count->isMemory = 0;
}

static void readFile(const char *path, struct count *count) {
  static char buffer[65536];
  xmlSAXHandler handler;
  memset(&handler, 0, sizeof handler);
  handler.initialized = XML_SAX2_MAGIC;
  handler.startElementNs = start;
  handler.endElementNs = end;
  handler.characters = handler.ignorableWhitespace = text;
  FILE *file = fopen(path, "rb");
  if (!file) exit(1);
  xmlParserCtxtPtr parser = xmlCreatePushParserCtxt(&handler, count, NULL, 0, NULL);
  size_t length;
  while ((length = fread(buffer, 1, sizeof buffer, file)) > 0)
    if (xmlParseChunk(parser, buffer, (int)length, 0)) exit(1);
  if (xmlParseChunk(parser, buffer, 0, 1)) exit(1);
  xmlFreeParserCtxt(parser);
  fclose(file);
}

int main(int argc, char **argv) {
  struct count count = {0};
  DIR *folder = opendir(argv[1]);
  if (!folder) {
    readFile(argv[1], &count);
  } else {
    struct dirent *entry;
    char path[4096];
    while ((entry = readdir(folder)))
      if (entry->d_name[0] != '.') {
        snprintf(path, sizeof path, "%s/%s", argv[1], entry->d_name);
        readFile(path, &count);
      }
  }
  printf("elements %ld bytes %ld sum %ld\n", count.elements, count.bytes, count.sum);
  return 0;
}
