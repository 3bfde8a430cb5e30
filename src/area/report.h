/* report.h: the report of a round: chapters and numbered paragraphs in the secretariat's own
 * words, each with the releases it rests on. Only the secretariat sees the draft; readers
 * get the words as last circulated or adopted, never what is being written since. A
 * paragraph goes out only when every release under it reaches as far as the report does, or
 * the party cited has consented to these words. A recall withholds what rests on it. */
#ifndef AREA_REPORT_H
#define AREA_REPORT_H
#include "area/release.h"
#include "area/round.h"
#include "base/compare.h"

/* day, forum: of the adoption; corrected: day of the last corrigendum or ""; correcting: the
 * secretariat writes one, while readers keep the version last published. */
struct report {
    const char *id, *round, *host, *title, *language, *status, *circulated, *until, *adopted, *day, *forum, *corrected;
    bool synthetic, correcting;
};
struct report *report_find(struct act *, const char *id);    /* SEE_REPORT, else NULL and NOT_FOUND */
struct report *report_of(struct act *, const char *round);   /* or NULL without failing */
struct subject report_subject(const struct report *);
const char *report_create(struct act *, const struct round *, const char *title, const char *language); /* id; RUN_ROUND */

struct source {
    const char *id, *release, *party, *name, *section, *form, *question, *language, *quoted, *audience, *at, *sha256;
    const char *narrowed_to;  /* the audience that the section has since, when it has fewer readers; else "" */
    bool recalled, replaced;
};
struct beside { const char *id, *words, *author, *at; };
struct paragraph {
    const char *id, *chapter, *words, *author, *changed;
    const char *since;        /* of a paragraph withheld: the instant from which it is, "" when unknown */
    int64_t version;
    int number;               /* through the whole report, from 1 */
    bool flagged, withheld, removed; /* withheld: words are "" for this reader */
    size_t n_sources, n_beside;
    struct source *source;    /* those whose release the reader may see */
    struct beside *beside;    /* a second writer's texts, unsettled; the secretariat's only */
};
struct chapter { const char *id, *kind, *title; int cluster; size_t n; struct paragraph *paragraph; };
struct report_body { size_t n; struct chapter *chapter; };
/* As the reader may see it: the secretariat's working text, else the last version sent out. */
struct report_body *report_read(struct act *, const struct report *);
bool report_shows_draft(struct act *, const struct report *); /* the working text, not what was sent out */
/* Paragraphs of the version last sent out that a recall of this release would withhold, as far as the
 * acting person may read the report and see the sources; *of: the report, when there are any. A draft
 * that was not sent out counts for nothing. */
size_t report_rests_on(struct act *, const struct release *, struct report **of);
/* The words last sent out, also for the secretariat: what files are made of once there is one. */
struct report_body *report_sent(struct act *, const struct report *);
/* One version of those that report_versions() gives; NULL and NOT_FOUND for any other. */
struct report_body *report_sent_version(struct act *, const struct report *, int64_t number);
/* Its title in this language while it is the one that report_create() gave; what the secretariat wrote
 * itself stays as it is, in the language of the report. *language: of what it gives, may be NULL. */
const char *chapter_title(struct act *, const struct report *, const struct chapter *, const struct language *, const char **language);
const struct paragraph *report_paragraph(const struct report_body *, const char *id); /* or NULL */

/* Writing (RUN_ROUND; once adopted only while a corrigendum is written). */
const char *paragraph_add(struct act *, const struct report *, const char *chapter, const char *words);
/* What was typed of one paragraph on the page of writing. base: the version that was shown;
 * "0": new, in this chapter, under an id that the page made (hash_id); or what an earlier call
 * gave: the id of a text kept beside, which goes on. *base: from what the next typing begins. */
enum { paragraph_most = 8000 };
struct typed { const char *paragraph, *chapter, *base, *words; };
enum typed_fate { TYPED_REFUSED, TYPED_SAME, TYPED_SAVED, TYPED_BESIDE };
enum typed_fate paragraph_typed(struct act *, const struct report *, const struct typed *, const char **base);
const char *paragraph_field(struct act *, const char *paragraph); /* name of its field, on which mistakes stand */
/* When somebody else changed it meanwhile (version is no longer the present one), these
 * words are kept beside and *beside is set: nothing is lost, and nothing is overwritten. */
bool paragraph_change(struct act *, const struct report *, const char *id, int64_t version, const char *words, bool *beside);
bool paragraph_settle(struct act *, const struct report *, const char *beside, bool take); /* take it, or let it go (it is kept) */
bool paragraph_move(struct act *, const struct report *, const char *id, int by); /* -1 up, 1 down, within its chapter */
bool paragraph_remove(struct act *, const struct report *, const char *id, bool back); /* kept; back: brings it back */
/* The secretariat has looked at the words after a recall, or after a section got fewer readers;
 * refused while a recalled source stays, or one with fewer readers whose party has not consented. */
bool paragraph_unflag(struct act *, const struct report *, const char *id);
/* The passage must stand word for word in the released answer. */
bool source_add(struct act *, const struct report *, const char *paragraph, const char *release, const char *question, const char *language, const char *quoted);
/* A mistake on the field of the paragraph while words of the source stand in it that no other source there has. */
bool source_remove(struct act *, const struct report *, const char *source);

/* What keeps the report from going out as circulated, adopted or corrected, paragraph by paragraph. */
struct block { const char *paragraph; int number; const char *why; bool objection; }; /* objection: answered where the report is read, not where it is written */
struct block *report_blocks(struct act *, const struct report *, const char *status, size_t *n);
/* Passages of answers released to fewer than a report of this status goes to, in paragraphs that do not
 * name them as a source; of answers that the secretariat may read. Asked before the report goes out:
 * who sends it out has seen them, and says so with the key ("" when there are none); else a mistake on
 * "repeats". The parties are told as those cited are. */
struct repeat { const char *paragraph, *release, *party, *audience, *form, *section, *question, *words; int number; const char *name; };
enum { repeats_most = 200 };
struct repeats { struct repeat *repeat; size_t n; const char *key; bool more; }; /* more: than these, so it does not go out yet */
struct repeats *report_repeats(struct act *, const struct report *, const char *status);
/* Of releases that are being recalled, before their words go: what of the report repeats them is marked and withheld,
 * and marks are kept by which the words are known when somebody writes them again. */
bool report_recalled(struct act *, const char *round, const char *const *release, size_t n);
/* Parties that refused these words, where the report of this status goes no further than their sections
 * do: no consent was needed, but who sends it out says with the key that the refusal is known; else a
 * mistake on "refusals". Where it would go further, report_blocks() names the refusal. */
struct refusal { const char *paragraph, *name, *at; int number; };
struct refusals { struct refusal *refusal; size_t n; const char *key; };
struct refusals *report_refusals(struct act *, const struct report *, const char *status);
/* until: the last day for comments; seen, refused: the keys of repeats and refusals; earlier: the same
 * day once more, when it comes before the one that parties were told ("" else). Mistakes on until,
 * repeats, refusals, earlier. */
struct circulation { const char *until, *seen, *refused, *earlier; };
bool report_circulate(struct act *, const struct report *, const struct circulation *, const char *base_url);
/* The act of a forum (seen, refused: as for circulating): the day, the forum and its place. reason: why before the last day for
 * comments (needed then); of a corrigendum always. Mistakes on day, forum, reason. */
struct adoption { const char *day, *forum, *reason, *seen, *refused; };
bool report_comments_open(const struct act *, const struct report *); /* today still counts */
bool report_adopt(struct act *, const struct report *, const struct adoption *, const char *base_url);
/* A corrigendum of an adopted report: begun, left for later (its words are kept), published as a
 * version of its own. The adopted version stays as it is. */
bool report_correct_begin(struct act *, const struct report *);
bool report_correct_leave(struct act *, const struct report *);
bool report_correct(struct act *, const struct report *, const struct adoption *, const char *base_url);
/* Those the reader may read, oldest first. status: circulated, adopted, corrected. */
struct report_version { const char *id, *status, *sha256, *at, *day, *forum, *reason; int64_t number; };
struct report_version *report_versions(struct act *, const struct report *, size_t *n);
/* The report of which this is a version, when the acting person may see it; else NULL. */
const char *report_of_version(struct act *, const char *version);
/* One version against another, paragraph by paragraph, word by word. */
struct difference { const char *chapter; int number; bool withheld; size_t n; struct piece *piece; }; /* withheld: words of it are not shown, because a section was recalled */
struct difference *report_compare(struct act *, const struct report *, int64_t from, int64_t to, size_t *n);

/* Parties' comments and objections to what was circulated. */
struct objection { const char *id, *paragraph, *party, *name, *kind, *words, *at, *answer, *answered, *withdrawn; bool own; };
struct objection *objection_list(struct act *, const struct report *, size_t *n);
bool objection_add(struct act *, const struct report *, const char *paragraph, const char *kind, const char *words);
bool objection_withdraw(struct act *, const struct report *, const char *id);
bool objection_answer(struct act *, const struct report *, const char *id, const char *answer); /* RUN_ROUND */

/* Consent of a party cited that a paragraph may go further than its release. Asked by the
 * secretariat; given by the releasing authority, for these words (this version) only. */
bool consent_ask(struct act *, const struct report *, const char *base_url);
struct consent { const char *paragraph, *words, *given, *at, *asked; int64_t version; size_t n; struct source *source; bool hidden, changing, circulates; };
/* Paragraphs that cite the acting party's releases that are not public and about which its
 * secretariat asked; given: "" (no answer), refused, partners or public, since at; asked: when;
 * hidden: they rest on another's words, too, that this party may not see, so the words are
 * not shown; changing: nor are those that changed since it asked; circulates: all who get the
 * circulated draft may read the party's sections under it already, so that only adoption needs consent. */
struct consent *consent_list(struct act *, const char *report, size_t *n, struct report *);
bool consent_give(struct act *, const char *report, const char *paragraph, int64_t version, const char *reach);
const char *consent_field(struct act *, const char *paragraph); /* name of its field, on which mistakes stand */
/* What became of the present words, party by party, for the secretariat that asks (RUN_ROUND). */
struct consent_state { const char *paragraph, *party, *name, *asked, *given, *at; };
struct consent_state *consent_states(struct act *, const struct report *, size_t *n);
/* What waits for the acting person in any report. kind: of the secretariat objections (on: the first), flagged,
 * beside, unanswered, refused; of a party consent, comment (until a day); of those who lead its input, what
 * waits for their releasing authority: releaser, or nobody (the post is empty). writable: its page
 * of writing is open. */
struct report_task { const char *report, *title, *language, *kind, *until, *on; int64_t n; bool writable; };
struct report_task *report_tasks(struct act *, size_t *n);
#endif
