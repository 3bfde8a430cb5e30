/* text.h: text as people of many scripts write it. All text inside Isthmus is valid UTF-8
 * without NUL and without control characters but tab and newline; these functions keep
 * that at the borders. Results live in the arena given. */
#ifndef BASE_TEXT_H
#define BASE_TEXT_H
#include <unicode/umachine.h>
#include "base/arena.h"

/* What ICU gives, n units of UTF-16, as UTF-8; "" where it is no text. */
char *text_from_utf16(struct arena *, const UChar *, int32_t n);

/* n bytes are valid UTF-8 and hold no NUL. */
bool text_valid(const char *s, size_t n);
/* Text from outside made fit to keep: CRLF and CR become LF, other control characters and
 * the bidi overrides (U+202A..U+202E, U+2066..U+2069) that can make a line read as
 * something else are removed, Unicode normal form C. Never removes letters. The input must
 * be valid UTF-8. */
char *text_clean(struct arena *, const char *s);
/* s holds what text_clean would remove: bidi overrides or control characters. For readers
 * that tell people about it instead of cleaning quietly. */
bool text_tricky(const char *s);
/* The same as text_clean on one line: any run of white space is one space, ends trimmed. */
char *text_line(struct arena *, const char *s);
char *text_trim(struct arena *, const char *s);
/* For search: case folded, accents removed, Arabic letter forms (alef, yeh, teh marbuta,
 * tatweel, harakat) unified, digits as 0-9. Two texts match when their folds do. */
char *text_fold(struct arena *, const char *s);
/* Characters as a reader counts them (code points), for limits and messages. */
size_t text_length(const char *s);
/* The first n code points, with an ellipsis when something was cut. */
char *text_cut(struct arena *, const char *s, size_t n);
/* "rtl" when the first strong character is right-to-left, "ltr" when left-to-right, "auto"
 * when there is none: for the dir attribute of what people wrote. */
const char *text_direction(const char *s);
/* Whether any letter of it runs that way. */
bool text_runs(const char *s, bool from_right);
/* One plausible mail address: local@domain.tld, at most 254 bytes, no controls. The result
 * of lower-casing it, or NULL: the address is the account, and people type it either way. */
char *text_mail(struct arena *, const char *s);
/* A whole number in decimal, no rest; false leaves *n alone. */
bool text_number(const char *s, int64_t *n);
/* Parts between single characters; the array ends with NULL. "" gives one empty part. */
char **text_split(struct arena *, const char *s, char at);
/* One of the words between spaces is this word. */
bool text_word(const char *words, const char *word);
/* Somebody wrote it: ids and marks have neither spaces nor letters beyond ASCII. */
bool text_written(const char *);
bool text_starts(const char *s, const char *with);
bool text_ends(const char *s, const char *with);
/* Compares as a reader of the language sorts (ICU collation); thread-safe. */
int text_order(const char *language, const char *a, const char *b);
void text_thread_end(void); /* called by lang_thread_end() */
#endif
