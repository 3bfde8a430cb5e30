/* reminder.h: reminders by mail in the reader's language, and who is waited for.
 * Of a round that is open: 14, 7 and 2 days before the last day for inputs, to those who
 * have work left for it; 48 hours after a section began to wait at a step of clearance, to
 * those whose turn it is; 48 hours after that, to the alternate (the focal point where there is
 * none). Each is sent once for step or turn, person and kind: the key of a row decides, so two
 * servers or a clock set back send nothing twice. A person gets one mail a day for a party in
 * a round, with all that is due. What makes a reminder due is asked anew each time: work
 * done, a post ended, a round closed end it, for mails that wait in the outbox too (area/mail.h).
 * The other steps of a round, also when it is closed for input (reminder/occasion.c): what takes
 * place, to all who take part, once a week before; comments on the circulated report, to members
 * who have sent none, a week before the last day and two days before it, then to the alternate
 * as well; the secretariat's own dates to itself, until the report is circulated.
 * The secretariat finds in its outbox that those who lead a party's input were told of the
 * round's date; which sections are left is read by the receiver alone. Mails to others of the
 * party and mails about clearance are not there: they would tell how far a State is. */
#ifndef AREA_REMINDER_H
#define AREA_REMINDER_H
#include "area/input.h"
#include "area/people.h"

/* Whose turn a section is. vacant: nobody holds the post, the holders are those who lead the
 * input instead. function "": nobody's, it is released. Internal use and for those who
 * found the section through SEE_DRAFT. */
struct turn { const char *function, *party; struct holder *holder; size_t n; bool vacant; };
struct turn section_turn(struct act *, const struct section *);

/* One mail that is due. left: the sections it names and why (before: unfinished with a date
 * near; waiting; escalated). step NULL: no date is near. */
struct left { const char *kind; const struct section *section; struct left *next; };
struct reminder {
    const char *round, *party;
    const struct holder *to;
    const struct round_step *step;
    bool leads;                     /* the receiver leads the input: a date is no secret of the State's */
    const char *occasion;           /* in_7, in_2: the step is another than the inputs; else NULL */
    bool stead;                     /* the receiver is told as the alternate */
    struct left *left, **last;
    struct reminder *next;
};
/* What is due now; reads only, for the server's clock and the console. NULL: nothing. */
struct reminder *reminder_due(struct act *);
/* Queues one, in a transaction of the caller's. False without a failure: somebody else was
 * first, and the caller undoes. */
bool reminder_queue(struct act *, const struct reminder *, const char *base_url);

/* Members of an open round from whom nothing has reached its secretariat, alphabetical; for
 * reminders only. SEE_WAITING. */
struct silent { const char *party, *name, *reminded; bool has_focal_point; }; /* reminded: day of the last one by hand, or "" */
struct silent *reminder_silent(struct act *, const struct round *, size_t *n);
/* A mail to the party's focal points, at most once a day. SEE_WAITING; mistakes on "party". */
bool reminder_by_hand(struct act *, const struct round *, const char *party, const char *base_url);
#endif
