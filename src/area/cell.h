/* cell.h: what one value of the directory may be, said in plain words when it may not. One
 * rule for a field on a page, a cell of an imported file and a cell of the files that ship. */
#ifndef AREA_CELL_H
#define AREA_CELL_H
#include "base/act.h"

enum cell_kind {
    CELL_TEXT,
    CELL_NUMBER,    /* whole, from 0 */
    CELL_FLAG,      /* 0 or 1; empty is 0 */
    CELL_DAY,       /* year-month-day */
    CELL_DATE,      /* a day, a month or a year, as precise as the source is */
    CELL_COUNTRY,   /* ISO 3166 alpha-3 */
    CELL_ID,        /* small letters, digits, hyphens */
    CELL_ACRONYM,   /* gives an id: "IGAD-RCP", "5+5" */
    CELL_PARTY,     /* id of a party of the directory; a country's code in small letters too */
    CELL_MECHANISM, /* acronym of a mechanism of the directory */
    CELL_ROLE,      /* a relation: member, observer, chair … */
    CELL_SEAT,      /* a State's membership: member, observer, applicant */
    CELL_STATUS,    /* active, unknown, dormant (with words after it) */
    CELL_FACT,      /* name of a fact */
    CELL_TIER, CELL_ROUND_STATUS, CELL_STEP, CELL_LETTER,
    CELL_ROUND,     /* id of a round */
    CELL_TIME,      /* of the day: 09:30 */
    CELL_ZONE,      /* IANA name of a time zone: Africa/Cairo */
    CELL_MODE,      /* of a meeting: place, online, both */
    CELL_EVENT_STATUS, /* provisional, confirmed, cancelled */
    CELL_FORA,      /* ids of parties that meet, separated by spaces */
    CELL_OBJECTIVES, /* numbers of objectives, separated by spaces */
    CELL_FORMERLY,  /* days before a meeting was moved: 2019-11-19/2019-11-22, separated by spaces */
    CELL_ADDRESS,   /* http:// or https:// */
    CELL_IGNORED    /* accepted, not kept */
};
/* NULL when the value may stand there, else why not, in the reader's words. An empty value is
 * always fine: who needs one asks for it. */
const char *cell_wrong(struct act *, enum cell_kind, const char *value);
/* "IGAD-RCP" and "5+5" as they stand in addresses: igad-rcp, 5-5. */
char *cell_id(struct act *, const char *acronym);
/* Roles and facts the directory knows, NULL at the end; a fact's place is its order on the page. */
extern const char *const cell_roles[];
extern const char *const cell_facts[];
/* A list of codes. */
bool cell_among(const char *value, const char *const *list);
/* since (a year, month or day) is after until, compared as far as both are precise. */
bool cell_after(const char *since, const char *until);
#endif
