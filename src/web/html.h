/* html.h: the only way to write HTML. Markup is a literal (a variable does not compile);
 * every %s is escaped; there is no raw conversion. A %s inside href, src, action, style or
 * on… stops the program: addresses are written by link() and its like, which percent-encode
 * each argument. Words of the interface go through say(), which translates and escapes.
 *   put(h, "<td class=\"%s\">%s</td>", kind, value);
 *   put(h, "<a"); link(h, "/rounds/%s", id); put(h, ">"); say(h, "Round"); put(h, "</a>"); */
#ifndef WEB_HTML_H
#define WEB_HTML_H
#include <unistd.h> /* its link() comes before ours */
#include "base/act.h"
#include "base/buf.h"
#include "base/lang.h"

struct html {
    struct buf *out;
    const struct language *lang;
    const char *csrf; /* token put into each form by form_begin() */
    bool posts;       /* the form being written is sent by POST: set with the token, until form_end() */
};
struct html *html_new(struct arena *, const struct language *);

/* Conversions: %s (escaped), %d, %zu, %lld, %%. */
#define put(h, literal, ...) html_put(h, "" literal, ##__VA_ARGS__)
void html_put(struct html *, const char *format, ...) PRINTF(2, 3);
/* Escaped text, as it is. */
void html_text(struct html *, const char *text);
/* Text in which U+2068 … U+2069 hold words of another direction: each in a <bdi>. */
void html_isolated(struct html *, const char *text);
/* Text people wrote: paragraphs at empty lines, <br> at line ends, with dir and, when
 * known, lang of its own. */
void html_words(struct html *, const char *text, const char *language);
/* Inline text people wrote, in <bdi> with its language. */
void html_name(struct html *, const char *text, const char *language);
/* Names as the language lists them, each isolated where it needs to be. */
void html_list(struct html *, const char *const *names, size_t n);

/* Translated words of the interface. */
void say(struct html *, const char *key);
void say_f(struct html *, const char *key, ...) PRINTF(2, 3);   /* arguments are escaped */
/* say_f as text, for titles, crumbs and labels: put() escapes it. In both, a value that runs
 * against the page's direction is isolated (FSI … PDI), so that it breaks no line. */
char *said(struct html *, const char *key, ...) PRINTF(2, 3);
void say_n(struct html *, const char *one, const char *many, int64_t n);

/* ` href="…"`, ` action="…"`, ` src="…"`; each %s is percent-encoded as one path segment or
 * query value. The address must begin with "/" (or "#"): no address leaves the server. */
#define link(h, literal, ...) html_address(h, "href", "" literal, ##__VA_ARGS__)
#define action(h, literal, ...) html_address(h, "action", "" literal, ##__VA_ARGS__)
#define source(h, literal, ...) html_address(h, "src", "" literal, ##__VA_ARGS__)
void html_address(struct html *, const char *attribute, const char *format, ...) PRINTF(3, 4);
/* The address as text, encoded in the same way: for redirects and mail. */
char *address(struct arena *, const char *format, ...) PRINTF(2, 3);
char *address_v(struct arena *, const char *format, va_list);
/* An address of this server that came from outside ("/x?y=z"), made fit for a header. */
char *address_local(struct arena *, const char *path);
/* <a href="…">text</a>; text is data, not a key. */
#define anchor(h, text, literal, ...) html_anchor(h, text, "" literal, ##__VA_ARGS__)
void html_anchor(struct html *, const char *text, const char *format, ...) PRINTF(3, 4);
/* A link to another site as given in a source: only http and https become links. */
void html_outside(struct html *, const char *url);

/* Forms. begin writes <form method="post" action=…> and the CSRF field. */
#define form_begin(h, literal, ...) html_form_begin(h, false, "" literal, ##__VA_ARGS__)
#define form_begin_upload(h, literal, ...) html_form_begin(h, true, "" literal, ##__VA_ARGS__)
void html_form_begin(struct html *, bool upload, const char *format, ...) PRINTF(3, 4);
void form_end(struct html *);
void form_hidden(struct html *, const char *name, const char *value);
/* A button that submits; label is a key. kind: "" (main), "quiet", "danger". */
void form_button(struct html *, const char *kind, const char *label);
void form_button_named(struct html *, const char *kind, const char *label, const char *name, const char *value);

/* One field: draws itself with label, hint, present value and the mistake made. */
struct choice { const char *value, *label; }; /* label is already in the reader's language */
struct field {
    const char *name;
    const char *label;       /* key */
    const char *said;        /* instead of label: words that are in the reader's language already */
    const char *hint;        /* key or NULL */
    enum { FIELD_LINE, FIELD_MAIL, FIELD_DAY, FIELD_AREA, FIELD_CODE, FIELD_SELECT, FIELD_RADIO, FIELD_CHECKS, FIELD_CHECK, FIELD_FILE, FIELD_NUMBER } kind;
    bool required;
    int most;                /* characters, which the area that keeps it refuses (within); 0: no limit but the server's */
    const struct choice *choices; size_t n_choices;
    const char *language;    /* of the content, for lang and dir; NULL: the page's */
    const char *autocomplete; /* "email", "one-time-code", …, or NULL */
};
/* A name made fit for an id and for an address that ends in #id: letters, digits, "-" and "_"
 * stay, any other byte is .xx, as ":" and "[" in names of repeats and translations. Ids of a
 * field: f-… the control, h-… its hint, m-… its mistake. */
const char *field_id(struct arena *, const char *name);
/* value: present content (for FIELD_CHECKS: chosen values separated by spaces). */
void field_draw(struct html *, const struct act *, const struct field *, const char *value);
#endif
