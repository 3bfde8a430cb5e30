/* round.h: review rounds: whose review it is, who runs it, which form, which steps with
 * dates, who takes part in which capacity. All of it data. What is told here about a round
 * is public; who answered is not told by this room at all. Changes: RUN_ROUND. */
#ifndef AREA_ROUND_H
#define AREA_ROUND_H
#include "area/access.h"
#include "base/act.h"

struct round {
    const char *id, *forum, *host;        /* parties */
    const char *form, *before, *informs;  /* ids or NULL */
    const char *tier, *status, *clearance, *source;
    const char *title, *title_language;   /* in the reader's language, else English */
    bool synthetic;
};
struct round *round_find(struct act *, const char *id); /* NULL and NOT_FOUND */
struct round *round_list(struct act *, size_t *n);      /* newest first step first */
/* The rights on this round: {.round, .host} filled in. */
struct subject round_subject(const struct round *);

struct round_step { const char *id, *kind, *starts, *ends, *place, *note, *source; };
struct round_step *round_steps(struct act *, const char *round, size_t *n); /* by date */
const char *round_step_name(const struct act *, const char *kind);
/* The last day on which inputs are asked for, or NULL. */
const char *round_due(struct act *, const char *round);

struct round_party { const char *party, *name, *capacity; bool invited; const char *iso3; };
/* Who takes part, alphabetical in the reader's language; capacity "" for all. */
struct round_party *round_parties(struct act *, const char *round, const char *capacity, size_t *n);

/* Changes by the secretariat. Mistakes name their field. */
struct round_draft { const char *id, *forum, *form, *before, *informs, *tier, *title, *language; bool synthetic; };
/* A new round of a forum that the acting secretariat serves; refused for dormant mechanisms. */
bool round_create(struct act *, const struct round_draft *);
/* Why the acting secretariat can make no round of this forum, in English; NULL: it can. */
const char *round_forum_wrong(struct act *, const char *forum);
bool round_set_title(struct act *, const struct round *, const char *language, const char *title);
bool round_set_status(struct act *, const struct round *, const char *status); /* planned open closed */
bool round_set_form(struct act *, const struct round *, const char *form);
/* Steps and parties (round_change.c). base_url: whoever leads for a party is told by mail, for
 * a change of the calendar those of all parties, for one of a party its own; NULL: nobody. All
 * of it stands in the secretariat's trail with what was before, and what concerns a party in
 * its trail too. Whether a party has begun its input plays no part: that is its own secret,
 * and what it wrote or released stays its own. */
bool round_add_step(struct act *, const struct round *, const struct round_step *);
struct round_step *round_step_find(struct act *, const struct round *, const char *step); /* NULL and NOT_FOUND */
bool round_change_step(struct act *, const struct round *, const char *step, const struct round_step *to, const char *base_url);
bool round_remove_step(struct act *, const struct round *, const char *step, const char *base_url);
const char *capacity_name(const struct act *, const char *capacity); /* "member" in the reader's words; "" when unknown */
/* Bodies of a State take part through their State: they are refused. */
/* Who joins, or gets another capacity, reads what was released to it before: the parties that
 * released it are told (release_tell_gained). */
bool round_add_party(struct act *, const struct round *, const char *party, const char *capacity, const char *base_url);
bool round_set_capacity(struct act *, const struct round *, const char *party, const char *capacity, const char *base_url);
bool round_remove_party(struct act *, const struct round *, const char *party, const char *base_url);
/* All members of the forum in the directory become members of the round; the number added. */
int round_invite_members(struct act *, const struct round *, const char *base_url);

/* Forms kept for rounds. */
struct form_line { const char *id, *name, *version, *title, *created; };
struct form_line *round_forms(struct act *, size_t *n);
/* The instant since when the round has its form. */
const char *round_form_since(struct act *, const struct round *);
#endif
