/* The registry: meanings, origins, classes, sources. A row becomes a public struct when somebody asks for it. */
#include <string.h>

#include "ascii.h"
#include "tables.h"

size_t httpstatus_meaning_count(void) {
  return httpstatus__meaning_rows_count;
}

bool httpstatus_meaning_at(size_t index, httpstatus_meaning *meaning) {
  if (index >= httpstatus__meaning_rows_count) {
    return false;
  }
  httpstatus__meaning_fill(&httpstatus__meaning_rows[index], meaning);
  meaning->index = index;
  return true;
}

size_t httpstatus_meanings(int code, size_t *first) {
  if ((unsigned)code >= HTTPSTATUS__LIMIT) {
    *first = 0;
    return 0;
  }
  *first = httpstatus__first[code];
  return (size_t)httpstatus__first[code + 1] - httpstatus__first[code];
}

bool httpstatus_lookup(int code, const char *origin, httpstatus_meaning *meaning) {
  size_t first;
  size_t count = httpstatus_meanings(code, &first);
  for (size_t i = first; i < first + count; i++) {
    const char *id = httpstatus__text_at(httpstatus__origin_rows[httpstatus__meaning_rows[i].origin].id);
    if (origin == NULL || httpstatus__same_word(origin, strlen(origin), id)) {
      return httpstatus_meaning_at(i, meaning);
    }
  }
  return false;
}

bool httpstatus_meaning_header(const httpstatus_meaning *meaning, size_t index, httpstatus_header *header) {
  if (meaning->index >= httpstatus__meaning_rows_count ||
      index >= httpstatus__meaning_rows[meaning->index].headers_count) {
    return false;
  }
  httpstatus__header_fill(&httpstatus__header_rows[httpstatus__meaning_rows[meaning->index].headers + index], header);
  return true;
}

bool httpstatus_meaning_rule(const httpstatus_meaning *meaning, size_t index, httpstatus_rule *rule) {
  if (meaning->index >= httpstatus__meaning_rows_count ||
      index >= httpstatus__meaning_rows[meaning->index].rules_count) {
    return false;
  }
  httpstatus__rule_fill(&httpstatus__rule_rows[httpstatus__meaning_rows[meaning->index].rules + index], rule);
  return true;
}

bool httpstatus_find_origin(const char *id, size_t length, httpstatus_origin *origin) {
  for (size_t i = 0; i < httpstatus__origin_rows_count; i++) {
    const char *candidate = httpstatus__text_at(httpstatus__origin_rows[i].id);
    if (httpstatus__same_word(id, length, candidate)) {
      return httpstatus_origin_at(i, origin);
    }
  }
  return false;
}

bool httpstatus_is_standing(const char *text, size_t length) {
  for (size_t i = 0; i < HTTPSTATUS__STANDINGS; i++) {
    const char *standing = httpstatus__text_at(httpstatus__standings[i].text);
    if (strlen(standing) == length && memcmp(standing, text, length) == 0) {
      return true;
    }
  }
  return false;
}

const char *httpstatus_standing_at(size_t index) {
  return httpstatus__text_at(index < HTTPSTATUS__STANDINGS ? httpstatus__standings[index].text : 0);
}

int httpstatus_edition(const char *text, size_t length) {
  for (int i = 0; i < HTTPSTATUS_EDITIONS; i++) {
    if (httpstatus__same_word(text, length, httpstatus__text_at(httpstatus__edition_names[i].text))) {
      return i;
    }
  }
  return -1;
}

const char *httpstatus_edition_name(int edition) {
  bool known = edition >= 0 && edition < HTTPSTATUS_EDITIONS;
  return httpstatus__text_at(known ? httpstatus__edition_names[edition].text : 0);
}

bool httpstatus_class_at(int status_class, httpstatus_class_info *info) {
  if (status_class < 1 || status_class > 5) {
    return false;
  }
  httpstatus__class_info_fill(&httpstatus__class_info_rows[status_class - 1], info);
  info->digit = status_class;
  info->name = httpstatus_class_name(status_class);
  info->label = httpstatus_label(status_class * 100);
  return true;
}

const char *httpstatus_source(const char *tag, size_t length) {
  for (size_t i = 0; i < httpstatus__source_count; i++) {
    const char *candidate = httpstatus__text_at(httpstatus__sources[i].tag);
    if (strlen(candidate) == length && memcmp(candidate, tag, length) == 0) {
      return httpstatus__text_at(httpstatus__sources[i].title);
    }
  }
  return httpstatus__text_at(0);
}
