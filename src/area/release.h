/* release.h: what parties let go: the exact bytes of a cleared section, to an audience, with
 * SHA-256 and a receipt; and taken back again (recall), after which the words are in no table.
 * Reading passes access (SEE_RELEASE; SEE_RECALL for what remains of a recall); making and
 * recalling need RELEASE_INPUT. No function here lists who has not released.
 * Everything returned lives in a->arena. */
#ifndef AREA_RELEASE_H
#define AREA_RELEASE_H
#include "area/input.h"
#include "store/db.h"

/* One answer in one language; language "" is the original, written_in its language if known. */
struct released {
    const char *question, *item, *kind, *language, *value, *written_in;
    int64_t position;
};
struct released_file {
    const char *id, *question, *name, *type, *sha256;
    int64_t size;
    struct bytes content; /* empty in lists */
};
struct release_content {
    size_t n, n_files;
    struct released *answer;
    struct released_file *file;
};

struct release {
    const char *id, *round, *host, *party, *section, *form, *audience, *sha256, *receipt, *at;
    const char *person;                              /* name of who released */
    const char *replaced, *recalled, *recalled_by, *reason; /* "" when not */
    int64_t version; /* 0 for readers of other parties: it would count releases they were never shown */
};
struct subject release_subject(const struct release *);

/* What the releasing authority may let go now: cleared sections of the input with the words
 * that would leave. fingerprint names exactly these words. */
struct offer {
    const char *section, *name;      /* id and name of the section, in the form's order */
    const char *fingerprint;
    int64_t version;                 /* of the last release, 0 when none */
    const char *audience;            /* of the last release that stands, else "" */
    const char *const *named; size_t n_named; /* ids, when that went to parties named */
    bool unchanged;                  /* the last release holds the same words */
    const struct undecided *undecided; size_t n_undecided; /* where two texts stand: not released before one is chosen */
    struct release_content content;
};
struct offers { const char *input, *round, *host, *party, *form; size_t n; struct offer *offer; };
struct offers *release_offers(struct act *, const char *input); /* NULL and NOT_FOUND; RELEASE_INPUT */

/* One section let go. The fingerprint and version are those of the offer that was seen: when
 * the words or the last release are others by now, or two texts stand in an answer, the whole
 * act is a CONFLICT. */
struct release_order {
    const char *name, *audience, *fingerprint;
    int64_t version;
    const char *const *named; size_t n_named; /* parties, for audience "named" */
};
/* Makes the releases; ids in the order of the orders, or NULL. Mails a receipt. base_url: for
 * the link, may be NULL (console, demonstration). */
const char *const *release_make(struct act *, const char *input, const struct release_order *, size_t n, const char *base_url);

/* A release that the acting person may see, recalled ones included (then without words); NULL
 * and NOT_FOUND. */
struct release *release_find(struct act *, const char *id);
struct release_content *release_words(struct act *, const struct release *); /* SEE_RELEASE */
struct bytes release_bytes(struct act *, const struct release *);            /* the exact bytes */
struct released_file *release_file(struct act *, const struct release *, const char *file);
/* Names of the parties named, for audience "named": for the party itself only. */
const char *const *release_named(struct act *, const struct release *, size_t *n);
/* All versions of one section of one party that the acting person may see, newest first;
 * section NULL: of all sections. */
struct release *release_history(struct act *, const char *round, const char *party, const char *section, size_t *n);

/* What became of a section since it was cleared: nothing left yet, its release stands, or was
 * recalled, and when. all: the party's releases (release_history), which are all there only for
 * those who read its releases to itself. */
struct let_go { enum { LET_GO_NOT, LET_GO_STANDS, LET_GO_RECALLED } how; const char *at; };
struct let_go release_since_cleared(const struct release *all, size_t n, const struct section *);
/* Cleared sections of which nothing left yet. */
size_t release_waiting(const struct release *all, size_t n, const struct section *, size_t n_sections);

/* For who keeps words of it elsewhere: until the end of this act nobody recalls it, and false
 * (NOT_FOUND) when somebody has. */
bool release_hold(struct act *, const char *id);
/* An audience as people: a release of a party in a round, with the parties named for "named". */
struct reach_of { const char *round, *host, *party, *audience; const char *const *named; size_t n_named; };
/* Names of the parties it reaches, alphabetical in the reader's language; none for owner and public. */
const char *const *release_readers(struct act *, const struct reach_of *, size_t *n);
/* What another audience changes: who gains and who loses sight, for the parties as the round
 * has them now. everyone_…: the public does. */
struct reach {
    const char *from, *to;
    enum { REACH_SAME, REACH_WIDER, REACH_NARROWER, REACH_OTHER } way;
    bool everyone_gains, everyone_loses;
    const char *const *gains; size_t n_gains;
    const char *const *loses; size_t n_loses;
};
struct reach *release_reach(struct act *, const struct reach_of *from, const struct reach_of *to);
/* Of a release made in the place of one that stood: against that one. NULL: there was none, or
 * it is not one's own party's. */
/* "Before: Members of the round. Now: Everyone. It is seen by more than before." */
const char *reach_words(const struct act *, const struct reach *);
struct reach *release_reach_of(struct act *, const struct release *);

/* Parties that take part in this capacity from now on, and did in that one ("": not at all). */
struct joined { const char *const *party; size_t n; const char *was, *capacity; };
bool release_gains(const char *audience, const struct joined *); /* they read now what went to this audience */
/* Tells each party of whose releases they gain sight: by mail (base_url NULL: nobody) and in its trail. */
bool release_tell_gained(struct act *, const struct round *, const struct joined *, const char *base_url);

/* Takes a release back, and with it all earlier versions of the section: words, files, quotes vanish in this transaction; paragraphs that rest
 * on it are flagged; the secretariat is told by mail if it could see the release. */
bool release_recall(struct act *, const char *id, const char *reason, const char *base_url);

/* Words of a form in the reader's language (else the form's); the name itself when the form
 * has none. item "": the section. Never NULL, never fails the act. */
const char *question_label(struct act *, const char *form, const char *section, const char *item, const char **language);
/* An answer as people read it: labels of choices, dates in words; else the value itself. */
const char *question_answer(struct act *, const char *form, const char *section, const char *item, const char *value);
#endif
