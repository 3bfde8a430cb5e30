#include "base/act.h"
#include "base/clock.h"
#include "base/lang.h"
#include "base/text.h"

void act_start(struct act *a, struct arena *m, struct db *db, const struct language *lang) {
    *a = (struct act){.arena = m, .db = db, .lang = lang, .zone = "UTC"};
    a->now = clock_text(m, clock_now());
    a->last_mistake = &a->mistakes;
}

bool fail(struct act *a, enum outcome outcome, const char *message, ...) {
    if (a->failure) return false;
    a->failure = outcome;
    va_list list;
    va_start(list, message);
    a->message = tr_v(a->arena, a->lang, message, list);
    va_end(list);
    return false;
}

bool broken(struct act *a, const char *detail, ...) {
    if (a->failure) return false;
    va_list list;
    va_start(list, detail);
    a->detail = arena_vprintf(a->arena, detail, list);
    va_end(list);
    return fail(a, BROKEN, TR("The server could not finish this. Nothing you wrote is lost on this page; try again in a minute."));
}

bool mistake_said(struct act *a, const char *field, const char *words) {
    if (mistake_of(a, field)) return false; /* one at a time: the first says enough */
    struct mistake *m = NEW(a->arena, struct mistake);
    m->field = arena_copy(a->arena, field);
    m->message = words;
    *a->last_mistake = m;
    a->last_mistake = &m->next;
    return fail(a, INVALID, TR("Some fields need your attention. Nothing you typed is lost."));
}

bool mistake(struct act *a, const char *field, const char *message, ...) {
    va_list list;
    va_start(list, message);
    const char *words = tr_v(a->arena, a->lang, message, list);
    va_end(list);
    return mistake_said(a, field, words);
}

bool within(struct act *a, const char *field, const char *label, const char *value, int most) {
    size_t n = value ? text_length(value) : 0;
    if (n <= (size_t)most) return true;
    return mistake(a, field, TR("%1$s: at most %2$s characters fit here, and you wrote %3$s. Nothing was cut off: shorten it, then send it again."), tr(a->lang, label),
                   lang_number(a->arena, a->lang, most), lang_number(a->arena, a->lang, (int64_t)n));
}

const char *mistake_of(const struct act *a, const char *field) {
    for (const struct mistake *m = a->mistakes; m; m = m->next)
        if (same(m->field, field)) return m->message;
    return NULL;
}
