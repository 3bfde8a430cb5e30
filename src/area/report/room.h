/* room.h: private to area/report. */
#ifndef AREA_REPORT_ROOM_H
#define AREA_REPORT_ROOM_H
#include "area/report.h"
#include "base/passage.h"

bool report_writes(struct act *, const struct report *); /* RUN_ROUND, and not yet adopted */
bool report_runs(struct act *, const struct report *);   /* without failing, without keeping the reason */
/* All sources of one paragraph (or "") that stand, or stood at an instant (else ""), whoever may see them; the caller decides. */
struct source *report_sources(struct act *, const char *report, const char *paragraph, const char *at, size_t *n, const char *const **paragraphs);
struct subject source_subject(const struct report *, const struct source *);
/* The report by id without any decision: for those who decide by other rights. */
struct report *report_row(struct act *, const char *id);
/* Words of sources taken out of a paragraph that still stand in it, one of each party; of none that
 * another source there has, too. leaving: of this source alone, as if it were taken out; or "". */
struct left_over { const char *paragraph, *party, *words; };
struct left_over *report_left_over(struct act *, const struct report *, const char *leaving, size_t *n);
/* The words of the report, in which passages are looked for; what a paragraph's sources say is covered in it. */
struct report_texts { struct passages *passages; const struct paragraph **paragraph; size_t n; }; /* paragraph: in the order in which they were added */
struct report_texts *report_texts(struct act *, const struct report *, const struct report_body *);
struct passages *report_passages(struct act *); /* knows the names that everyone writes */
bool report_answer_is_text(struct act *, const char *form, const char *section, const char *item); /* written, not chosen */
/* Words in paragraphs that do not name their source, which a party recalled or has released anew without them. */
struct gone { const char *paragraph, *words; };
struct gone *report_gone(struct act *, const struct report *, const struct report_body *, const char *status, size_t *n);
/* Paragraphs about whose present words the party was asked and has not answered. */
int64_t consent_open(struct act *, const char *report, const char *party);
#endif
