/* access.h: the one decision who may see or do what, for every surface: page, export, feed,
 * search, count, mail. Nothing else in Isthmus compares functions, parties or audiences.
 * access_may() answers; access_need() also fails the act (DENIED, shown as not found).
 * Each yes is kept, and the page says it under "Why do I see this?". The acting mandate
 * alone counts: a person with posts in two parties sees only for whom they act now. */
#ifndef AREA_ACCESS_H
#define AREA_ACCESS_H
#include "base/act.h"

enum right {
    /* things anyone may see: directory, calendar, rounds that are open or past */
    SEE_PUBLIC,
    /* a release: subject round, host, party, audience, release, recalled, replaced */
    SEE_RELEASE,
    SEE_RECALL,       /* that a section was recalled, and why: who could see it before */
    /* a party's own unreleased work: subject round, party (the State), holder, open_to_all */
    SEE_DRAFT,
    WRITE_DRAFT,      /* also stage: only whose turn it is */
    CLEAR_DRAFT,      /* take the present step of clearance: also stage */
    RELEASE_INPUT,    /* release and recall; needs the second factor */
    LEAD_INPUT,       /* give out sections, dates, chain: focal point and alternate */
    APPOINT,          /* grant and end mandates of the party: subject party */
    INVITE,           /* the first focal point of a State that has none (area/people.h) */
    SEE_TRAIL,        /* subject party; NULL: the server's own, for its administrators */
    /* a round: subject round, host */
    RUN_ROUND,        /* its secretariat: steps, invitations, outbox, report */
    SEE_WAITING,      /* who has not answered: the secretariat, for reminders only */
    /* the report: subject round, host, report_status */
    SEE_REPORT,
    OBJECT_REPORT,    /* comment or object for a party of the round once circulated */
    CONSENT_REPORT,   /* of the party cited: a paragraph may go further than its release: whoever releases; party */
    EDIT_DIRECTORY,   /* subject party: the forum or organization; NULL: some part of it at all */
    ADMINISTER,       /* this server */
    RIGHTS
};
/* What the right is asked on; unknown fields stay NULL. */
struct subject {
    const char *round, *host;   /* ids: round and the party whose secretariat runs it */
    const char *party;          /* State or party concerned */
    const char *holder;         /* party to whom a section is given */
    const char *stage;          /* of a section: author, validator, releaser, done */
    const char *section;        /* id: authors named for a section */
    bool open_to_all;
    const char *audience;       /* of a release */
    const char *release;        /* id: for audience "named" */
    bool recalled, replaced;    /* replaced: a newer version took its place */
    const char *report_status;  /* draft, circulated, adopted; for consent also correcting */
};
/* Audiences of releases, from narrow to wide; position in the list is the order. */
extern const char *const audiences[]; /* owner named members observers partners public NULL */
const char *audience_name(const struct act *, const char *audience); /* in the reader's words */

bool access_may(struct act *, enum right, const struct subject *);
bool access_need(struct act *, enum right, const struct subject *);
/* The same answer without keeping its reason: for questions about what might be. */
bool access_would(struct act *, enum right, const struct subject *);
/* What is released to this audience may stand in a report of this status: circulated goes
 * to all who take part in the round, adopted to everyone. */
bool access_reaches(const char *audience, const char *report_status);
/* Whether what is released to this audience is seen in this capacity in the round: member,
 * observer, partner, or "host" for its secretariat. Parties named one by one, and everyone,
 * are no capacities. */
bool access_audience_reaches(const char *audience, const char *capacity);
/* Why the last yes-es of this act were given, translated sentences without repeats. */
size_t access_reasons(const struct act *, const char *const **sentences);

/* The function of the acting mandate ("focal_point") or "" for the public. */
const char *access_function(struct act *);
/* The State (or other top party) for which one acts: a ministry's State, else the party. */
const char *access_state(struct act *);
/* capacity of a party in a round: "member", "observer", "partner", or "". */
const char *access_capacity(struct act *, const char *round, const char *party);
/* Functions that clear, release or administer need a second factor (issue 2 §3). */
bool access_needs_second_factor(const char *function);
/* Something was refused in this act only because the second factor is not given yet. */
bool access_lacks_second_factor(const struct act *);
/* Forgets what was worked out, after the act changed mandates. */
void access_forget(struct act *);
/* The same unit of work for a reader whom nobody knows: what is made with it may be passed
 * on to anyone. Reads only; a failure of the copy is the caller's to carry back. */
struct act access_as_public(const struct act *);
#endif
