/* frame.h: what every page is drawn in: head, navigation, for whom one acts, messages of
 * the last act, "Why do I see this?", languages. Called by pages only.
 *   page_begin(v, tr(v->act->lang, "Review rounds")); …; page_end(v); */
#ifndef PAGE_FRAME_H
#define PAGE_FRAME_H
#include "web/visit.h"

/* title is already translated, or data. */
void page_begin(struct visit *, const char *title);
void page_end(struct visit *);
/* A path above the title: page_crumb(v, "Review rounds", "/rounds") before page_begin. */
#define page_crumb(v, words, literal, ...) page_crumb_add(v, words, "" literal, ##__VA_ARGS__)
void page_crumb_add(struct visit *, const char *words, const char *format, ...) PRINTF(3, 4);
/* In which language a title that is data is written, when it is known. Before page_begin. */
void page_titled_in(struct visit *, const char *language);
/* Marks the page (and what is made from it) as showing synthetic data. Before page_begin. */
void page_synthetic(struct visit *);
/* True when a POST's act failed because of wrong fields: the page draws its form again. */
static inline bool page_invalid(const struct visit *v) { return v->act->failure == INVALID; }
/* A box with the failure and links to the wrong fields; nothing when all is fine. */
void page_mistakes(struct visit *);
/* The whole page for a failed act: DENIED looks exactly as NOT_FOUND. */
void page_failure(struct visit *);
/* The whole page for a POST whose session or token is stale: shows what was typed and lets
 * it be sent again, so that no word is lost. */
void page_interrupted(struct visit *);
/* A function of a mandate in words: "focal point". */
const char *page_function_name(const struct visit *, const char *function);
#endif
