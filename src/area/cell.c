#include "area/cell.h"
#include <ctype.h>
#include "area/directory.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/lang.h"
#include "base/text.h"
#include "store/db.h"

/* part_of is missing on purpose: which bodies speak for a State is that State's own (people.h). */
const char *const cell_roles[] = {"member", "observer", "chair", "co_chair", "secretariat", "convener", "partner", "applicant", "suspended",
    "substitute", NULL};
const char *const cell_facts[] = {"type", "founded", "status", "region", "focus", "chair", "secretariat", "association", "observers", "members_count",
    "note", NULL};
static const char *const seats[] = {"member", "observer", "applicant", NULL};
static const char *const tiers[] = {"global", "regional", "subregional", "national", NULL};
static const char *const round_statuses[] = {"planned", "open", "closed", "held", NULL};
static const char *const modes[] = {"place", "online", "both", NULL};
static const char *const event_statuses[] = {"provisional", "confirmed", "cancelled", NULL};
static const char *const steps[] = {"opening", "input", "hearing", "conference", "draft_report", "comments", "adoption", "package", NULL};

SQL(cell_round_there, "k", "i", "SELECT 1 FROM round WHERE id = $1");

bool cell_among(const char *value, const char *const *list) {
    for (; *list; list++)
        if (same(value, *list)) return true;
    return false;
}

char *cell_id(struct act *a, const char *name) {
    char *id = arena_copy(a->arena, name);
    for (char *p = id; *p; p++) *p = isalnum((unsigned char)*p) ? (char)tolower((unsigned char)*p) : '-';
    return id;
}

bool cell_after(const char *since, const char *until) {
    size_t n = strlen(since) < strlen(until) ? strlen(since) : strlen(until);
    return n && strncmp(since, until, n) > 0;
}

static bool is_id(const char *s) {
    size_t n = strlen(s);
    return n >= 2 && n <= 40 && s[strspn(s, "abcdefghijklmnopqrstuvwxyz0123456789-")] == 0 && *s != '-' && !same(s, "new");
}

static bool is_acronym(const char *s) {
    size_t n = strlen(s);
    return n >= 2 && n <= 40 && isalnum((unsigned char)*s) && s[strspn(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-+")] == 0 &&
        !same(s, "new");
}

/* XKX is assigned by users of ISO 3166, not by ISO: ICU has no such country. */
static bool is_country(struct act *a, const char *s) {
    bool shape = strlen(s) == 3 && isupper((unsigned char)s[0]) && isupper((unsigned char)s[1]) && isupper((unsigned char)s[2]);
    return shape && (lang_country(a->arena, a->lang, s) || same(s, "XKX"));
}

static bool is_party(struct act *a, const char *s) {
    if (party_exists(a, s)) return true;
    if (strlen(s) != 3) return false;
    char *code = arena_copy(a->arena, s);
    for (char *p = code; *p; p++) *p = islower((unsigned char)*p) ? (char)toupper((unsigned char)*p) : '?';
    return is_country(a, code);
}

static bool is_date(struct act *a, const char *s) {
    size_t n = strlen(s);
    return (n == 4 && clock_is_day(arena_printf(a->arena, "%s-01-01", s))) || (n == 7 && clock_is_day(arena_printf(a->arena, "%s-01", s))) || clock_is_day(s);
}

static const char *code(struct act *a, const char *value, const char *const *list) {
    if (cell_among(value, list)) return NULL;
    struct buf *b = buf_new(a->arena);
    for (; *list; list++) buf_printf(b, "%s%s", b->size ? ", " : "", *list);
    return tr_f(a->arena, a->lang, TR("\"%1$s\" is no code for this. It can be: %2$s."), text_cut(a->arena, value, 40), b->data);
}

static const char *no_text(struct act *a, const char *value) {
    return text_length(value) > 4000 ? tr(a->lang, TR("This is too long: at most 4,000 characters.")) : NULL;
}

/* As the directory writes it: an entry is found again by the letters of its line, so "SaCM"
 * beside "SACM" would be another line about the same. */
static bool is_mechanism(struct act *a, const char *s) {
    const char *id = cell_id(a, s);
    if (!same(party_kind(a, id), "mechanism")) return false;
    const struct party_line *p = directory_party(a, id);
    return p && same(p->acronym, s);
}

static bool is_time(const char *s) {
    return strlen(s) == 5 && s[2] == ':' && strspn(s, "0123456789") == 2 && strspn(s + 3, "0123456789") == 2 && strncmp(s, "24", 2) < 0 && s[3] < '6';
}

/* Each word of a list is one; the first that is not is named. */
static const char *wrong_word(struct act *a, const char *list, bool (*fine)(struct act *, const char *)) {
    for (char **word = text_split(a->arena, list, ' '); *word; word++)
        if (!fine(a, *word)) return **word ? text_cut(a->arena, *word, 40) : "  ";
    return NULL;
}
static bool meets(struct act *a, const char *id) {
    static const char *const kinds[] = {"mechanism", "region", "organization", NULL};
    return cell_among(party_kind(a, id), kinds);
}
static bool is_objective(struct act *a, const char *s) {
    int64_t n;
    return strlen(s) <= 2 && text_number(s, &n) && n >= 1 && n <= 23;
}
static bool are_days(struct act *a, const char *s) {
    if (strlen(s) != 21 || s[10] != '/') return false;
    char *first = arena_copy_n(a->arena, s, 10);
    return clock_is_day(first) && clock_is_day(s + 11) && strcmp(first, s + 11) <= 0;
}
static bool is_address(const char *s) {
    const char *host = text_starts(s, "https://") ? s + 8 : text_starts(s, "http://") ? s + 7 : "";
    return *host && *host != '/' && !strpbrk(s, " \"<>\\") && strlen(s) <= 1000;
}

static const char *wrong_of_event(struct act *a, enum cell_kind kind, const char *s, const char *cut) {
    const struct language *l = a->lang;
    const char *word;
    switch (kind) {
    case CELL_TIME: return is_time(s) ? NULL : tr_f(a->arena, l, TR("\"%s\" is no time of the day. Write hours and minutes, such as 09:30."), cut);
    case CELL_ZONE: return lang_zone_known(s) ? NULL : tr_f(a->arena, l, TR("\"%s\" is no time zone. Write it as continent and city, such as Africa/Cairo."), cut);
    case CELL_MODE: return code(a, s, modes);
    case CELL_EVENT_STATUS: return code(a, s, event_statuses);
    case CELL_FORA: return (word = wrong_word(a, s, meets)) ? tr_f(a->arena, l, TR("The directory has no mechanism, region or organization \"%s\"."), word) : NULL;
    case CELL_OBJECTIVES: return (word = wrong_word(a, s, is_objective)) ? tr_f(a->arena, l,
        TR("\"%s\" is no objective of the Compact. Write numbers from 1 to 23 with a space between them."), word) : NULL;
    case CELL_FORMERLY: return (word = wrong_word(a, s, are_days)) ? tr_f(a->arena, l,
        TR("\"%s\" are no days. Write first and last day, such as 2019-11-19/2019-11-22."), word) : NULL;
    case CELL_ADDRESS: return is_address(s) ? NULL : tr_f(a->arena, l, TR("\"%s\" is no address of a page. It begins with https:// or http://."), cut);
    default: bug("unknown kind of cell %d", kind);
    }
}

const char *cell_wrong(struct act *a, enum cell_kind kind, const char *s) {
    const struct language *l = a->lang;
    int64_t n;
    if (blank(s)) return NULL;
    const char *cut = text_cut(a->arena, s, 40);
    switch (kind) {
    case CELL_TEXT: case CELL_IGNORED: return no_text(a, s);
    case CELL_NUMBER: return text_number(s, &n) && n >= 0 ? NULL : tr_f(a->arena, l, TR("\"%s\" is no whole number."), cut);
    case CELL_FLAG: return same(s, "0") || same(s, "1") ? NULL : tr_f(a->arena, l, TR("\"%s\" is neither 1 (yes) nor 0 (no)."), cut);
    case CELL_DAY: return clock_is_day(s) ? NULL : tr_f(a->arena, l, TR("\"%s\" is no day of the calendar. Write year-month-day, such as 2026-03-01."), cut);
    case CELL_DATE: return is_date(a, s) ? NULL : tr_f(a->arena, l, TR("\"%s\" is no date. Write a year, a month or a day: 2026, 2026-03 or 2026-03-01."), cut);
    case CELL_COUNTRY: return is_country(a, s) ? NULL : tr_f(a->arena, l,
        TR("\"%s\" is no country code. Write the three capital letters of ISO 3166, such as CHL."), cut);
    case CELL_ID: return is_id(s) ? NULL : tr_f(a->arena, l, TR("\"%s\" is no code. Write small letters, digits and hyphens."), cut);
    case CELL_ACRONYM: return is_acronym(s) ? NULL : tr_f(a->arena, l,
        TR("\"%s\" is no acronym. Write letters, digits, hyphens and plus signs, without spaces."), cut);
    case CELL_PARTY: return is_party(a, s) ? NULL : tr_f(a->arena, l, TR("The directory has no party \"%s\"."), cut);
    case CELL_MECHANISM:
        return is_mechanism(a, s) ? NULL : tr_f(a->arena, l, TR("The directory has no mechanism \"%s\"."), cut);
    case CELL_ROLE: return code(a, s, cell_roles);
    case CELL_SEAT: return code(a, s, seats);
    case CELL_STATUS:
        return text_starts(s, "dormant") || same(s, "active") || same(s, "unknown") ? NULL
            : tr_f(a->arena, l, TR("\"%1$s\" is no code for this. It can be: %2$s."), cut, "active, dormant, unknown");
    case CELL_FACT: return code(a, s, cell_facts);
    case CELL_TIER: return code(a, s, tiers);
    case CELL_ROUND_STATUS: return code(a, s, round_statuses);
    case CELL_STEP: return code(a, s, steps);
    case CELL_LETTER: return strlen(s) == 1 && *s >= 'a' && *s <= 'j' ? NULL : tr_f(a->arena, l, TR("\"%s\" is no letter from a to j."), cut);
    case CELL_ROUND: return db_one(a, cell_round_there, s) ? NULL : tr_f(a->arena, l, TR("There is no round \"%s\"."), cut);
    default: return wrong_of_event(a, kind, s, cut);
    }
}
