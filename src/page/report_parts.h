/* report_parts.h: what the pages of the report share. */
#ifndef PAGE_REPORT_PARTS_H
#define PAGE_REPORT_PARTS_H
#include "area/report.h"
#include "web/visit.h"

/* The report of the address, with crumbs and marks set; NULL after a failure. An act that
 * failed only for wrong fields is read as if it had not, so that a form can be drawn again. */
struct report *report_begin(struct visit *);
bool report_runner(struct visit *, const struct report *); /* RUN_ROUND */
struct report *report_editing(struct visit *);                   /* report_begin with the right to write */
void report_blocks_draw(struct visit *, const struct report *, const char *status);
void report_repeats_draw(struct visit *, const struct report *, const struct repeats *); /* inside the form that sends it out */
void report_refusals_draw(struct visit *, const struct report *, const struct refusals *); /* likewise; nothing when there are none */
/* edit: inside the form of the page of writing, with a button that takes a source out. */
void report_sources_draw(struct visit *, const struct paragraph *, bool edit);
void report_tasks_draw(struct visit *);                          /* for "My work"; nothing when nothing waits */
/* "Version 3, adopted on 4 March 2026 by …": with its reason when it has one. */
const char *report_version_words(struct act *, const struct report_version *);
void report_status_draw(struct visit *, const struct report *);
#endif
