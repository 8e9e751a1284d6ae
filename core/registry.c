/* The registry: meanings, origins, classes, sources. Rows are turned into public structs when they are asked for. */
#include <string.h>

#include "ascii.h"
#include "tables.h"

size_t httpstatus_meaning_count(void) {
  return httpstatus__row_count;
}

bool httpstatus_meaning_at(size_t index, httpstatus_meaning *meaning) {
  if (index >= httpstatus__row_count) {
    return false;
  }
  const struct httpstatus__row *row = &httpstatus__rows[index];
  meaning->code = row->code;
  meaning->name = httpstatus__text_at(row->name);
  meaning->phrase = httpstatus__text_at(row->phrase);
  meaning->origin = httpstatus__text_at(httpstatus__origin_rows[row->origin].id);
  meaning->standing = httpstatus__text_at(httpstatus__standings[row->standing].text);
  meaning->spec = httpstatus__text_at(row->spec);
  meaning->section = httpstatus__text_at(row->section);
  meaning->url = httpstatus__text_at(row->url);
  meaning->explanation = httpstatus__text_at(row->explanation);
  meaning->definition = httpstatus__text_at(row->definition);
  meaning->uses = httpstatus__text_at(row->uses);
  meaning->former_phrases = httpstatus__text_at(row->former_phrases);
  meaning->former_names = httpstatus__text_at(row->former_names);
  meaning->aliases = httpstatus__text_at(row->aliases);
  meaning->other_specs = httpstatus__text_at(row->other_specs);
  meaning->history = httpstatus__text_at(row->history);
  meaning->note = httpstatus__text_at(row->note);
  meaning->source = httpstatus__text_at(row->source);
  meaning->see_also = httpstatus__see_also + row->see_also;
  meaning->see_also_count = row->see_also_count;
  meaning->headers_count = row->headers_count;
  meaning->rules_count = row->rules_count;
  meaning->index = index;
  meaning->expires = httpstatus__text_at(row->expires);
  meaning->confidence = httpstatus__text_at(row->confidence);
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
    const char *id = httpstatus__text_at(httpstatus__origin_rows[httpstatus__rows[i].origin].id);
    if (origin == NULL || strcmp(id, origin) == 0) {
      return httpstatus_meaning_at(i, meaning);
    }
  }
  return false;
}

bool httpstatus_meaning_header(const httpstatus_meaning *meaning, size_t index, httpstatus_header *header) {
  if (meaning->index >= httpstatus__row_count || index >= httpstatus__rows[meaning->index].headers_count) {
    return false;
  }
  const struct httpstatus__header_row *row = &httpstatus__headers[httpstatus__rows[meaning->index].headers + index];
  header->name = httpstatus__text_at(row->name);
  header->message = row->in_request ? "request" : "response";
  header->need = httpstatus__text_at(httpstatus__needs[row->need].text);
  header->when = httpstatus__text_at(row->when);
  header->reference = httpstatus__text_at(row->reference);
  return true;
}

bool httpstatus_meaning_rule(const httpstatus_meaning *meaning, size_t index, httpstatus_rule *rule) {
  if (meaning->index >= httpstatus__row_count || index >= httpstatus__rows[meaning->index].rules_count) {
    return false;
  }
  const struct httpstatus__rule_row *row = &httpstatus__rules[httpstatus__rows[meaning->index].rules + index];
  rule->topic = httpstatus__text_at(httpstatus__topics[row->topic].text);
  rule->text = httpstatus__text_at(row->text);
  rule->reference = httpstatus__text_at(row->reference);
  return true;
}

size_t httpstatus_origin_count(void) {
  return httpstatus__origins;
}

bool httpstatus_origin_at(size_t index, httpstatus_origin *origin) {
  if (index >= httpstatus__origins) {
    return false;
  }
  const struct httpstatus__origin_row *row = &httpstatus__origin_rows[index];
  origin->id = httpstatus__text_at(row->id);
  origin->name = httpstatus__text_at(row->name);
  origin->class_name = httpstatus__text_at(row->class_name);
  origin->url = httpstatus__text_at(row->url);
  origin->about = httpstatus__text_at(row->about);
  return true;
}

bool httpstatus_find_origin(const char *id, size_t length, httpstatus_origin *origin) {
  for (size_t i = 0; i < httpstatus__origins; i++) {
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
  const struct httpstatus__class_row *row = &httpstatus__class_rows[status_class - 1];
  info->digit = status_class;
  info->name = httpstatus_class_name(status_class);
  info->label = httpstatus_label(status_class * 100);
  info->title = httpstatus__text_at(row->title);
  info->section = httpstatus__text_at(row->section);
  info->explanation = httpstatus__text_at(row->explanation);
  info->definition = httpstatus__text_at(row->definition);
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
