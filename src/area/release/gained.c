/* An audience is who takes part when somebody reads. Who joins, or gets another capacity, reads what
 * was released before: the parties that released it are told, and decide whether it stays so. */
#include "area/release/room.h"
#include "area/directory.h"
#include "area/mail.h"
#include "area/people.h"
#include "area/trail.h"
#include "base/buf.h"
#include "base/lang.h"
#include "base/text.h"

SQL(gained_rows, "k", "kt", "SELECT DISTINCT party, audience FROM release WHERE round = $1 AND replaced IS NULL AND recalled IS NULL ORDER BY party, audience");

static void add(struct buf *b, const char *name) { buf_printf(b, "%s%s", b->size ? "; " : "", name); }

static const char *words(struct act *a, const struct round *r, const struct joined *j, const struct rows *releases, size_t from, size_t end, const char *base_url) {
    struct buf *who = buf_new(a->arena), *audience = buf_new(a->arena);
    for (size_t i = 0; i < j->n; i++)
        if (!same(j->party[i], text(releases->row[from], 0))) add(who, party_name(a, j->party[i]));
    for (size_t i = from; i < end; i++)
        if (release_gains(text(releases->row[i], 1), j)) add(audience, audience_name(a, text(releases->row[i], 1)));
    struct round *there = round_find(a, r->id); /* its title in the reader's language */
    return tr_f(a->arena, a->lang, TR("New in the review round \"%1$s\" as %2$s: %3$s.\n\nWhat your party released before is read there from now on, too, as far as it went to: %4$s. If you do not want that, your releasing authority can release these sections again to others, or recall them.\n\n%5$s/rounds/%6$s"),
                there ? there->title : r->title, capacity_name(a, j->capacity), who->data, audience->data, base_url, r->id);
}

/* The releasing authority, which can change it, and those who lead the input. */
static void tell(struct act *a, const struct round *r, const struct joined *j, const struct rows *releases, size_t from, size_t end, const char *base_url) {
    static const char *const posts[] = {"releaser", "focal_point", "alternate"};
    const char *party = text(releases->row[from], 0);
    const struct language *own = a->lang;
    for (size_t i = 0, leads = 0; i < COUNT(posts) && !leads; i++) {
        size_t n;
        struct holder *h = people_with(a, party, posts[i], &n);
        if (i) leads = n;
        for (size_t k = 0; k < n && !failed(a); k++) {
            a->lang = lang_find(h[k].language) ? lang_find(h[k].language) : own;
            mail_to_person(a, h[k].person, &(struct mail){.kind = "notice", .round = r->id, .party = party, .subject = tr(a->lang, TR("More parties read what you released")),
                .words = words(a, r, j, releases, from, end, base_url), .once = arena_printf(a->arena, "gained/%s/%s/%s/%s", r->id, j->party[0], a->now, h[k].person)});
            a->lang = own;
        }
    }
}

bool release_gains(const char *audience, const struct joined *j) {
    return access_audience_reaches(audience, j->capacity) && !access_audience_reaches(audience, j->was);
}

bool release_tell_gained(struct act *a, const struct round *r, const struct joined *j, const char *base_url) {
    struct rows *all = db_all(a, gained_rows, r->id);
    struct buf *who = buf_new(a->arena);
    for (size_t i = 0; i < j->n; i++) add(who, j->party[i]);
    for (size_t i = 0, end; i < all->n && j->n && !failed(a); i = end) {
        const char *party = text(all->row[i], 0);
        bool gains = false, alone = j->n == 1 && same(j->party[0], party); /* it reads its own anyway */
        for (end = i; end < all->n && same(text(all->row[end], 0), party); end++) gains |= release_gains(text(all->row[end], 1), j);
        if (!gains || alone) continue;
        trail_write(a, party, TR("more parties read what was released before"), r->id, arena_printf(a->arena, "%s: %s", j->capacity, who->data));
        if (base_url) tell(a, r, j, all, i, end, base_url);
    }
    return !failed(a);
}
