/* report_world.h: a report of the round of round_world.h that rests on two releases, and what its
 * secretariat and a party do with it. Each test makes it anew with ready(). */
#ifndef REPORT_WORLD_H
#define REPORT_WORLD_H
#include "round_world.h"
#include "area/report.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/lang.h"

UNUSED static const char *report, *public_release, *members_release, *p1, *p2;
UNUSED static struct act *writer(struct act *a) { return acting(a, "eclac", "secretariat"); }
UNUSED static struct report *open_report(struct act *b) { return report_find(b, report); }

/* Peru released to everyone, Chile to members only; a paragraph rests on each. */
UNUSED static struct act *ready(void) {
    struct act *a = round_world();
    write_words(a, "per", "objective_07", "actions", "", "Programa de regularización amplio");
    write_words(a, "chl", "objective_07", "actions", "", "zyxchile acuerdo reservado");
    public_release = let_go(a, "per", "objective_07", "public", NULL);
    members_release = let_go(a, "chl", "objective_07", "members", NULL);
    struct act *b = writer(a);
    report = report_create(b, round_find(b, "r1"), "The report", "en");
    struct report *p = open_report(b);
    const char *chapter = report_read(b, p)->chapter[3].id;
    p1 = paragraph_add(b, p, chapter, "Peru began a wide programme.");
    p2 = paragraph_add(b, p, chapter, "Chile made an agreement.");
    assert_true(source_add(b, p, p1, public_release, "actions", "", "regularización amplio"));
    assert_true(source_add(b, p, p2, members_release, "actions", "", "zyxchile acuerdo"));
    return a;
}
UNUSED static bool circulate(struct act *a) { struct act *b = writer(a); return report_circulate(b, open_report(b), &(struct circulation){"2199-01-01", "", "", ""}, "http://x"); }
UNUSED static struct adoption today(struct act *b) { return (struct adoption){arena_copy_n(m, b->now, 10), "Regional Review Conference, Santiago", "The conference ends today.", "", ""}; }
UNUSED static bool adopt(struct act *a) {
    struct act *b = writer(a);
    struct adoption d = today(b);
    return report_adopt(b, open_report(b), &d, "http://x");
}
UNUSED static size_t blocks(struct act *a, const char *status) { size_t n; struct act *b = writer(a); report_blocks(b, open_report(b), status, &n); return n; }
UNUSED static const char *words_for(struct act *b, const char *id) {
    struct report *p = open_report(b);
    const struct paragraph *g = p ? report_paragraph(report_read(b, p), id) : NULL;
    return g ? g->words : NULL;
}
UNUSED static void ask(struct act *a) { struct act *b = writer(a); assert_true(consent_ask(b, open_report(b), NULL)); }
UNUSED static bool consent(struct act *a, const char *reach) {
    ask(a);
    struct act *b = acting(a, "chl", "releaser");
    size_t n;
    struct report p;
    struct consent *c = consent_list(b, report, &n, &p);
    assert_non_null(c);
    assert_int_equal(n, 1);
    assert_string_equal(c->words, "Chile made an agreement.");
    return consent_give(b, report, p2, c->version, reach);
}

UNUSED static bool consent_other(struct act *a) {
    ask(a);
    struct act *b = acting(a, "chl", "releaser");
    size_t n;
    struct report p;
    struct consent *c = consent_list(b, report, &n, &p);
    return c && consent_give(b, report, p2, c->version, "public");
}
#endif
