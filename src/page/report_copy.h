/* report_copy.h: one copy of the report as files are made of it: for whom (what its reader may
 * see), in which language its fixed words stand, what marks it carries on every page. All
 * files of one copy are made from the same reading. */
#ifndef PAGE_REPORT_COPY_H
#define PAGE_REPORT_COPY_H
#include "area/report.h"
#include "document/document.h"
#include "web/visit.h"

struct report_copy {
    struct act act;             /* reads as the copy's reader, in the copy's language */
    struct report *report;
    struct round *round;
    struct report_body *body;
    bool everyone;              /* for anyone, else for whom one acts: never to be passed on */
    bool working;               /* not sent out yet: the secretariat's own draft */
    int64_t version;            /* the one it holds, 0 when none was sent out */
    const struct report_version *sent; /* that version, NULL for the secretariat's own draft */
    struct report_version *versions; size_t n_versions; /* all that its reader may read */
    struct document_about about;
};
/* ?copy=everyone, ?language=fr and ?version=3 of the address; NULL after a failure. */
struct report_copy *report_copy(struct visit *);
/* The same copy of another version that its reader may read. */
struct report_copy *report_copy_version(struct visit *, const struct report_copy *, int64_t number);
/* A name that tells copies apart when they lie in one folder: round, what, language, for whom,
 * version, how many of its paragraphs are withheld, day: lac-2025-report-en-everyone-v3-adopted-2026-03-04.pdf,
 * after a recall lac-2025-report-en-everyone-v3-adopted-1-withheld-2026-03-04.pdf */
const char *report_copy_name(struct report_copy *, const char *what, const char *ending);
/* Carries a failure of the copy back to the visit; true when all is fine. */
bool report_copy_fine(struct visit *, const struct report_copy *);

struct bytes report_words(struct visit *, struct report_copy *, enum document_format);   /* the report */
/* Annex: the answers, of one section or (NULL) of all. */
struct bytes report_answers(struct visit *, struct report_copy *, enum document_format, const char *section);
struct bytes report_matrix_csv(struct visit *, struct report_copy *);
struct bytes report_matrix_xlsx(struct visit *, struct report_copy *);
struct bytes report_dictionary_csv(struct visit *, struct report_copy *);
struct bytes report_package(struct visit *, struct report_copy *);
#endif
