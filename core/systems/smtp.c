/* Replies of mail servers (RFC 5321) and enhanced status codes (RFC 3463): the tables. */
#include "../tables.h"

/* The title and explanation of a digit; empty ones for a digit that has no row. */
static struct httpstatus__digit_row find_digit(const struct httpstatus__digit_row *rows, size_t count, int digit) {
  static const struct httpstatus__digit_row none = {0, 0, 0};
  for (size_t i = 0; i < count; i++) {
    if (rows[i].digit == digit) {
      return rows[i];
    }
  }
  return none;
}

size_t httpstatus_smtp_reply_count(void) {
  return httpstatus__smtp_reply_rows_count;
}

const char *httpstatus_smtp_severity(int code) {
  static const char *const severities[] = {"", "", "success", "intermediate", "transient", "permanent"};
  return code >= 200 && code <= 599 ? severities[code / 100] : "";
}

bool httpstatus_smtp_reply_at(size_t index, httpstatus_smtp_reply *reply) {
  if (index >= httpstatus__smtp_reply_rows_count) {
    return false;
  }
  const struct httpstatus__smtp_reply_row *row = &httpstatus__smtp_reply_rows[index];
  struct httpstatus__digit_row class_row =
      find_digit(httpstatus__reply_classes, httpstatus__reply_classes_count, row->code / 100);
  struct httpstatus__digit_row category =
      find_digit(httpstatus__reply_categories, httpstatus__reply_categories_count, row->code / 10 % 10);
  httpstatus__smtp_reply_fill(row, reply);
  reply->severity = httpstatus_smtp_severity(row->code);
  reply->class_title = httpstatus__text_at(class_row.title);
  reply->class_explanation = httpstatus__text_at(class_row.explanation);
  reply->category = httpstatus__text_at(category.title);
  return true;
}

size_t httpstatus_smtp_replies(int code, size_t *first) {
  size_t low = 0, high = httpstatus__smtp_reply_rows_count, count = 0; /* the rows are in the order of the codes */
  while (low < high) {
    size_t middle = (low + high) / 2;
    if (httpstatus__smtp_reply_rows[middle].code < code) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  while (low + count < httpstatus__smtp_reply_rows_count && httpstatus__smtp_reply_rows[low + count].code == code) {
    count++;
  }
  *first = count > 0 ? low : 0;
  return count;
}

size_t httpstatus_smtp_enhanced_count(void) {
  return httpstatus__smtp_enhanced_rows_count;
}

static void fill_enhanced(const struct httpstatus__smtp_enhanced_row *row, int status_class,
                          httpstatus_smtp_enhanced *enhanced) {
  struct httpstatus__digit_row class_row =
      find_digit(httpstatus__enhanced_classes, httpstatus__enhanced_classes_count, status_class);
  struct httpstatus__digit_row subject =
      find_digit(httpstatus__enhanced_subjects, httpstatus__enhanced_subjects_count, row->subject);
  httpstatus__smtp_enhanced_fill(row, enhanced);
  enhanced->status_class = status_class;
  enhanced->severity = httpstatus_smtp_severity(status_class * 100);
  enhanced->class_title = httpstatus__text_at(class_row.title);
  enhanced->class_explanation = httpstatus__text_at(class_row.explanation);
  enhanced->subject_title = httpstatus__text_at(subject.title);
  enhanced->subject_explanation = httpstatus__text_at(subject.explanation);
}

bool httpstatus_smtp_enhanced_at(size_t index, httpstatus_smtp_enhanced *enhanced) {
  if (index >= httpstatus__smtp_enhanced_rows_count) {
    return false;
  }
  fill_enhanced(&httpstatus__smtp_enhanced_rows[index], -1, enhanced);
  return true;
}

bool httpstatus_smtp_enhanced_lookup(int status_class, int subject, int detail, httpstatus_smtp_enhanced *enhanced) {
  if (status_class != 2 && status_class != 4 && status_class != 5) {
    return false;
  }
  for (size_t i = 0; i < httpstatus__smtp_enhanced_rows_count; i++) {
    if (httpstatus__smtp_enhanced_rows[i].subject == subject && httpstatus__smtp_enhanced_rows[i].detail == detail) {
      fill_enhanced(&httpstatus__smtp_enhanced_rows[i], status_class, enhanced);
      return true;
    }
  }
  return false;
}
