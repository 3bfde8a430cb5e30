/* input.h: a party's input to a round while it is its own: sections given to ministries and
 * authors, drafts with every revision kept, clearance step by step. Nothing here is seen by
 * anybody outside the party (SEE_DRAFT); what goes out is area/release.h. Each function asks
 * the one access decision itself. */
#ifndef AREA_INPUT_H
#define AREA_INPUT_H
#include "area/access.h"
#include "area/form.h"
#include "area/round.h"
#include "base/act.h"
#include "store/db.h"

struct input { const char *id, *round, *party, *form, *clearance; };
/* The party's input to the round: made by its focal point (LEAD_INPUT). */
const char *input_start(struct act *, const struct round *);
struct input *input_find(struct act *, const char *id);      /* own party only; else NOT_FOUND */
struct input *input_of(struct act *, const char *round, const char *party); /* or NULL; own party only */
struct input *input_list(struct act *, size_t *n);           /* of the party acted for */
/* Another chain of clearance; sections that stand at a step it leaves out go on to the next
 * one, whose holders are told; *moved: how many. LEAD_INPUT. */
bool input_set_clearance(struct act *, const struct input *, const char *chain, const char *base_url, int *moved);
/* Copies the party's own answers of the round before into empty places, unconfirmed; how many.
 * Answers to questions that are not asked any more stay where they are. LEAD_INPUT. */
int input_prefill(struct act *, const struct input *);
/* Whether the party wrote anything in the round before. LEAD_INPUT. */
bool input_has_before(struct act *, const struct input *);

struct section {
    const char *id, *input, *name, *holder, *due, *state, *stage, *since;
    bool open_to_all;
    const char *round, *party, *form, *clearance;            /* of its input */
};
/* What came from the round before: answers copied here so far, those nobody has looked at yet,
 * answers written there, questions that are new; and those that are gone. LEAD_INPUT; NULL when
 * the party had no input in the round before. */
struct prefill_section { const struct section *section; int64_t copied, unseen, written; const struct item **added; size_t n_added; };
struct prefill {
    const char *input;                                       /* of the round before */
    const struct form *now, *then;
    int64_t copied, unseen;
    size_t n; struct prefill_section *section;
    const struct item **gone; size_t n_gone;
};
struct prefill *input_prefilled(struct act *, const struct input *);
/* Sections the acting person may see, in the form's order. */
struct section *section_list(struct act *, const struct input *, size_t *n);
struct section *section_find(struct act *, const char *id);  /* SEE_DRAFT, else NOT_FOUND */
struct subject section_subject(const struct section *);
/* Gives the section to a body of the State, with a day (a new one is not in the past) and whether all of the State may read. LEAD_INPUT. */
bool section_give(struct act *, const struct section *, const char *holder, const char *due, bool open_to_all);
bool section_add_author(struct act *, const struct section *, const char *person);
/* Names of those named for it. The section was found through SEE_DRAFT. */
const char *const *section_named(struct act *, const struct section *, size_t *n);
/* Gives several sections of one input to one body, and to a person beside it when author is not
 * blank; each with its own entry in the trail. keep: where no day is given, and where open is
 * not set, each section keeps what it has. Whoever gets work by it has one mail (base_url NULL:
 * none). The person holds a post of that body that writes and hands on. A day is not after the
 * round's last one. Mistakes on "sections", "holder", "author" and "due". LEAD_INPUT. */
struct giving { const char *holder, *author, *due; bool open, keep; };
bool sections_give(struct act *, struct section *const *, size_t n, const struct giving *, const char *base_url);

/* One answer now: the revision that counts and, when others saved meanwhile from the same
 * beginning, theirs beside it. */
struct other_text { const char *revision, *value, *author; };
struct draft {
    const char *question, *language, *value, *revision, *written_in, *author, *at;
    const struct other_text *beside; size_t n_beside;        /* of those who began from an older one */
    bool confirmed;                                          /* false: from the last round, not yet looked at */
};
struct draft *draft_list(struct act *, const struct section *, size_t *n);
/* language: '' the answer, else a translation of it into that language, which the party gives
 * beside it. written_in: of the answer; "" not said, NULL leaves it as it was. */
struct draft_change {
    const char *question, *language, *value, *based_on, *written_in;
    const char *revision, *beside;                           /* out: the one that counts after the save; this one, kept beside it; or NULL */
};
/* Saves what changed; nothing typed is refused for its content. Where based_on is no longer
 * the present revision and the texts differ, the new text is kept beside it and counted in
 * *conflicts. WRITE_DRAFT. */
bool draft_save(struct act *, const struct section *, struct draft_change *, size_t n, int *saved, int *conflicts);
/* Ends a conflict: keep is the revision id of one of the two. WRITE_DRAFT, or CLEAR_DRAFT where
 * the section waits: whoever clears it may choose as well. */
bool draft_choose(struct act *, const struct section *, const char *question, const char *language, const char *keep);
/* Answers and translations that apply in which two texts stand and nobody has chosen, in the
 * form's order. No access: the caller has asked. */
struct undecided { const struct entry *entry; const char *language; };
struct undecided *section_undecided(struct act *, const struct section *, size_t *n);
bool draft_confirm(struct act *, const struct section *);    /* prefilled answers were looked at */
/* Every saved state of one answer, newest first, from the skip-th on; at most history_page. */
enum { history_page = 20 };
struct revision { const char *id, *question, *language, *value, *written_in, *author, *at, *origin; };
struct revision *draft_history(struct act *, const struct section *, const char *question, const char *language, int64_t skip, size_t *n);
struct revision *draft_revision(struct act *, const struct section *, const char *id); /* or NULL */
bool draft_restore(struct act *, const struct section *, const char *revision);
/* Answers as the form engine wants them (originals, not translations). */
struct answers *draft_answers(struct act *, const struct section *);
/* The party's answer to the same question in the round before, or NULL. */
const char *draft_before(struct act *, const struct section *, const char *question);

/* Entries of groups that repeat; path: needs[2]. All three WRITE_DRAFT. Add gives the new path,
 * of a series (needs, needs[2]/steps); remove is refused (CONFLICT) when something stands in the
 * entry that was not in the fields sent along; what is removed keeps its words. */
const char *draft_entry_add(struct act *, const struct section *, const char *series);
bool draft_entry_remove(struct act *, const struct section *, const char *path, const struct draft_change *, size_t n);
bool draft_entry_restore(struct act *, const struct section *, const char *path);
struct gone_entry { const char *path, *person, *at; };
struct gone_entry *draft_entries_gone(struct act *, const struct section *, size_t *n);

struct attachment { const char *id, *question, *name, *type, *sha256, *at; int64_t size; };
struct attachment *attachment_list(struct act *, const struct section *, size_t *n);
/* Keeps a file; type by its content, at most 25 MB; a mistake on the question's field else. */
const char *attachment_add(struct act *, const struct section *, const char *question, const char *name, struct bytes);
bool attachment_get(struct act *, const struct section *, const char *id, struct attachment *, struct bytes *);
bool attachment_remove(struct act *, const struct section *, const char *id);
/* "application/pdf" …, or NULL for what is not accepted. */
const char *attachment_type(struct bytes, const char *name);

struct comment { const char *id, *question, *author, *at, *words; bool resolved; };
struct comment *comment_list(struct act *, const struct section *, size_t *n);
bool comment_add(struct act *, const struct section *, const char *question, const char *words);
bool comment_resolve(struct act *, const struct section *, const char *id);

/* What handing a section on (or clearing it) would lead to, for whoever may see it: said
 * before, decided by the State. */
struct handing {
    const char *stage;                                       /* the step after: validator, releaser, done */
    bool vacant;                                             /* nobody holds the post of that step */
    bool leads_told;                                         /* then whoever leads the input is told instead; false: nobody does */
    bool here_vacant;                                        /* nobody holds the post at which it waits now */
    const char *post, *party;                                /* the post nobody holds, else the next one, and of which body */
    bool may_skip;                                           /* a step without anybody may be left out, and by the acting person (section_skip) */
    const char *const *appoints; size_t n_appoints;          /* names of those who can appoint somebody */
    bool empty;                                              /* nothing is written in it and no file is added */
    const struct entry *unanswered; size_t n_unanswered;     /* questions the form asks for and nobody answered */
    const struct undecided *undecided; size_t n_undecided;   /* where two texts stand */
    bool stays;                                              /* for them the last step is not taken: CONFLICT */
};
struct handing *section_handing(struct act *, const struct section *);
/* Leaves out the validator's step while nobody holds that post: from the authors (who then
 * hand on in the same act) or where the section waits. LEAD_INPUT. */
bool section_skip(struct act *, const struct section *, const char *base_url);
/* Clearance: one step on along the State's chain; mails whoever is next. CLEAR_DRAFT. */
bool section_clear(struct act *, const struct section *, const char *base_url);
bool section_return(struct act *, const struct section *, const char *note, const char *base_url); /* back to its author */
/* Back to its authors from any step after theirs, with a reason: by who leads the input, and
 * from a cleared one also by the releasing authority. */
bool section_take_back(struct act *, const struct section *, const char *note, const char *base_url);
struct clearance_step { const char *deed, *author, *at, *note; };
struct clearance_step *section_steps(struct act *, const struct section *, size_t *n);
const char *stage_name(const struct act *, const char *stage);
/* The step that follows in a chain, "done" after the last. */
const char *stage_after(struct act *, const char *chain, const char *stage);

/* For area/release: the relevant answers of a cleared section, in the form's order, with
 * translations; RELEASE_INPUT. NULL when it is not cleared or may not be released. */
struct content { const char *question, *item, *kind, *language, *value, *written_in; };
struct content *section_content(struct act *, const struct section *, size_t *n);
#endif
