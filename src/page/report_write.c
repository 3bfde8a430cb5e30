/* What is sent from the page of writing: all that was typed is saved, then the deed of the
 * button is done. A deed that is refused undoes only itself. */
#include "page/report_parts.h"
#include "base/text.h"
#include "page/pages.h"

struct saving { int saved, beside, wrong; const char *at; struct buf *bases, *besides, *mistakes; }; /* the texts are of JSON */

static void name(struct buf *b, const char *letter, const char *id, const char *value) { buf_printf(b, "%s\"%s:%s:\":\"%s\"", b->size ? "," : "", letter, id, value); }

static bool plain(const char *id) { return *id && strlen(id) <= 32 && !id[strspn(id, "abcdefghijklmnopqrstuvwxyz0123456789")]; }

/* Every text of the form. A text over the limit is a mistake on its field; with part_by_part
 * (autosave) it is only named, so that the others are kept. */
static bool save(struct visit *v, const struct report *p, bool part_by_part, struct saving *s) {
    struct act *a = v->act;
    *s = (struct saving){.bases = buf_new(a->arena), .besides = buf_new(a->arena), .mistakes = buf_new(a->arena)};
    for (const struct pair *f = v->in->form; f; f = f->next) {
        if (!text_starts(f->name, "a:")) continue;
        const char *id = arena_copy_n(a->arena, f->name + 2, strcspn(f->name + 2, ":")), *base;
        if (!plain(id)) continue;
        if (part_by_part && text_length(text_trim(a->arena, f->value)) > paragraph_most) {
            name(s->mistakes, "a", id, "long");
            s->wrong++;
            continue;
        }
        struct typed t = {id, posted(v, arena_printf(a->arena, "c:%s:", id)), posted(v, arena_printf(a->arena, "b:%s:", id)), f->value};
        enum typed_fate fate = paragraph_typed(a, p, &t, &base);
        if (a->failure && a->failure != INVALID) return false;
        if (fate == TYPED_SAVED) s->saved++;
        if (fate == TYPED_BESIDE) s->beside++, s->at = id, name(s->besides, "b", id, base);
        else if (fate != TYPED_REFUSED && plain(base)) name(s->bases, "b", id, base);
    }
    return !failed(a);
}

static bool move(struct visit *v, const struct report *p, const char *what, const char *on) {
    struct act *a = v->act;
    if (same(what, "up") || same(what, "down")) return paragraph_move(a, p, on, same(what, "up") ? -1 : 1);
    if (same(what, "remove") || same(what, "back")) return paragraph_remove(a, p, on, same(what, "back"));
    if (same(what, "unflag")) return paragraph_unflag(a, p, on);
    if (same(what, "take") || same(what, "keep")) return paragraph_settle(a, p, on, same(what, "take"));
    if (same(what, "drop")) return source_remove(a, p, on);
    return fail(a, NOT_FOUND, TR("There is no page at this address."));
}

/* Where the page opens again: at the paragraph concerned. */
static const char *place(struct visit *v, const struct report *p, const char *what, const char *on) {
    struct report_body *b = report_read(v->act, p);
    for (size_t c = 0; b && c < b->n; c++)
        for (size_t i = 0; i < b->chapter[c].n; i++) {
            const struct paragraph *g = &b->chapter[c].paragraph[i];
            if (same(g->id, on)) return g->id;
            for (size_t k = 0; k < g->n_beside; k++)
                if (same(g->beside[k].id, on)) return g->id;
            for (size_t k = 0; k < g->n_sources; k++)
                if (same(g->source[k].id, on)) return g->id;
        }
    return NULL;
}

static bool act_on(struct visit *v, const struct report *p, const char *what, const char *on) {
    struct act *a = v->act;
    if (same(what, "circulate")) {
        struct circulation c = {posted(v, "until"), posted(v, "repeats"), posted(v, "refusals"), posted(v, "earlier")};
        if (!report_circulate(a, p, &c, v->base_url)) return false;
        redirect_with(v, TR("Circulated. The parties cited are told by mail."), "/reports/%s", p->id);
    } else if (same(what, "ask")) {
        if (!consent_ask(a, p, v->base_url)) return false;
        redirect_with(v, TR("The parties are asked by mail, each once a day at most."), "/reports/%s/edit", p->id);
    } else if (same(what, "adopt")) {
        redirect(v, "/reports/%s/adopt", p->id);
    } else if (same(what, "leave")) {
        if (!report_correct_leave(a, p)) return false;
        redirect_with(v, TR("What you wrote is kept; the report stays as it was published."), "/reports/%s", p->id);
    } else if (same(what, "answers")) {
        if (*on) redirect_with(v, TR("Saved."), "/rounds/%s/answers?place=%s", p->round, on);
        else redirect_with(v, TR("Saved."), "/rounds/%s/answers", p->round);
    } else {
        const char *at = place(v, p, what, on);
        if (!move(v, p, what, on)) return false;
        if (at) redirect_with(v, TR("Saved."), "/reports/%s/edit#e-%s", p->id, at);
        else redirect_with(v, TR("Saved."), "/reports/%s/edit", p->id);
    }
    return true;
}

/* The deed in a savepoint of its own: refused, it leaves what was saved before. */
static void do_deed(struct visit *v, const struct report *p, const char *what, const char *on) {
    struct act *a = v->act;
    if (!db_act_begin(a)) return;
    bool done = act_on(v, p, what, on);
    db_act_end(a);
    if (done || (a->failure != INVALID && a->failure != CONFLICT)) return;
    a->failure = INVALID;
    report_edit(v);
    if (a->failure == INVALID) a->failure = OK, v->out->status = 422;
}

void report_edit_post(struct visit *v) {
    struct report *p = report_find(v->act, param(v, "report"));
    struct saving s;
    if (!p) return;
    if (!save(v, p, false, &s)) {
        if (page_invalid(v)) report_edit(v);
        return;
    }
    char **what = text_split(v->act->arena, posted(v, "do"), ' ');
    if (s.beside) redirect_with(v, TR("Saved. Somebody else wrote in the same place: both texts are kept, see below."), "/reports/%s/edit#e-%s", p->id, s.at);
    else if (*what[0]) do_deed(v, p, what[0], what[1] ? what[1] : "");
    else redirect_with(v, TR("Saved."), "/reports/%s/edit", p->id);
}

/* For the script: short words; {"saved":2,"conflicts":0,"bases":{…},"beside":{…},"wrong":{…}}. */
void report_autosave_post(struct visit *v) {
    struct report *p = report_find(v->act, param(v, "report"));
    struct saving s;
    if (!p || !save(v, p, true, &s)) return;
    struct buf *b = buf_new(v->act->arena);
    buf_printf(b, "{\"saved\":%d,\"conflicts\":%d,\"bases\":{%s},\"beside\":{%s},\"wrong\":{%s}}", s.saved, s.beside, s.bases->data ? s.bases->data : "", s.besides->data ? s.besides->data : "", s.mistakes->data ? s.mistakes->data : "");
    v->out->type = "application/json";
    v->out->body = b;
}
