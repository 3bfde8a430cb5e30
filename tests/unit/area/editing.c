/* Changes of the directory: who may, what is kept, who was first, and taking back. */
#include "town.h"
#include "area/access.h"
#include "area/directory.h"
#include "area/editing.h"
#include "area/round.h"

static struct entry *chair(struct act *a, const char *party_id, const char *other) {
    struct entry *e = entry_new(a, "relation", party_id, other);
    entry_set(e, "role", "chair");
    entry_set(e, "since", "2025");
    entry_set(e, "source", "minutes");
    return e;
}
static bool save_new(struct act *a, struct entry *e) { return entry_save(a, e, entry_mark(a, entry_find(a, e->kind, e->id))); }

static void everybody_changes_only_what_is_theirs(void **s) {
    struct act *a = town();
    const char *icmpd = holder_of(a, "icmpd", "secretariat"), *eclac = holder_of(a, "eclac", "secretariat"), *admin = holder_of(a, NULL, "administrator");
    const char *focal = holder_of(a, "chl", "focal_point");
    const struct { const char *mandate, *forum; bool may; } all[] = {{icmpd, "bp", true}, {icmpd, "pp", true}, {icmpd, "sacm", false}, {icmpd, "lac", false},
        {eclac, "lac", true}, {eclac, "bp", false}, {admin, "rp", true}, {admin, "sacm", true}, {focal, "sacm", false}, {NULL, "sacm", false}};
    for (size_t i = 0; i < COUNT(all); i++) {
        struct act *b = all[i].mandate ? acting(a, all[i].mandate) : as(a, NULL, NULL, NULL);
        assert_int_equal(save_new(b, chair(b, "per", all[i].forum)), all[i].may);
        assert_int_equal(b->failure, all[i].may ? OK : DENIED);
    }
    struct act *b = acting(a, icmpd);
    b->strong = false;
    assert_false(save_new(b, chair(b, "col", "bp")));
    assert_true(access_lacks_second_factor(b));
    static const char *const rights[] = {"secretariat", "convener"}; /* from these follow rights */
    for (size_t i = 0; i < COUNT(rights); i++) {
        b = acting(a, icmpd);
        struct entry *e = chair(b, "iom", "bp");
        entry_set(e, "role", rights[i]);
        assert_false(save_new(b, e));
        assert_int_equal(b->failure, DENIED);
        b = acting(a, admin);
        assert_true(save_new(b, e));
        b = acting(a, icmpd);
        entry_set(e, "role", "partner"); /* nor take them away */
        assert_false(entry_save(b, e, entry_mark(b, entry_find(b, "relation", e->id))));
    }
    b = acting(a, icmpd);
    struct entry *own = entry_find(b, "party", "icmpd");
    entry_set(own, "website", "https://www.icmpd.org");
    entry_set(own, "source", "icmpd.org");
    assert_true(entry_save(b, own, entry_mark(b, entry_find(b, "party", "icmpd"))));
    b = acting(a, icmpd);
    own = entry_find(b, "party", "iom");
    assert_false(entry_save(b, own, entry_mark(b, own)));
}

static void nobody_comes_to_speak_for_a_state_through_the_directory(void **s) {
    struct act *a = town();
    const char *body = people_add_body(a, "chl", "ministry", "Ministry");
    const char *icmpd = holder_of(a, "icmpd", "secretariat"), *admin = holder_of(a, NULL, "administrator");
    struct act *b = acting(a, admin);
    struct entry *e = chair(b, "icmpd", "chl");
    entry_set(e, "role", "part_of");
    assert_false(save_new(b, e));
    assert_non_null(mistake_of(b, "role"));
    assert_non_null(mistake_of(b, "other"));
    size_t n;
    struct relation_line *r = directory_relations(a, body, &n);
    assert_int_equal(n, 1);
    b = acting(a, icmpd); /* the id of what must not be touched, dressed as another relation */
    e = chair(b, "per", "bp");
    e->id = r->id;
    save_new(b, e);
    assert_string_equal(directory_relations(a, body, &n)->role, "part_of");
    b = acting(a, admin);
    assert_false(entry_find(b, "relation", r->id)->there);
}

static void a_change_keeps_what_was_and_the_public_sees_the_office_alone(void **s) {
    struct act *a = town();
    const char *icmpd = holder_of(a, "icmpd", "secretariat");
    struct act *b = acting(a, icmpd);
    struct entry *e = chair(b, "per", "bp");
    assert_true(save_new(b, e));
    b = acting(a, icmpd);
    entry_set(e, "until", "2026-03");
    entry_set(e, "source", "letter");
    assert_true(entry_save(b, e, entry_mark(b, entry_find(b, "relation", e->id))));
    static const char *const pages[] = {"bp", "per"}; /* it shows on both */
    for (size_t i = 0; i < COUNT(pages); i++) {
        size_t n;
        struct act *public = as(a, NULL, NULL, NULL);
        struct change_line *c = editing_history(public, pages[i], NULL, 10, &n);
        assert_int_equal(n, 2);
        assert_string_equal(c[0].deed, "changed");
        assert_string_equal(c[1].deed, "added");
        assert_int_equal(c[0].n, 2);
        assert_string_equal(c[0].field[0].name, "until");
        assert_string_equal(c[0].field[0].before, "");
        assert_string_equal(c[0].field[0].after, "2026-03");
        assert_string_equal(c[0].source, "letter");
        assert_string_equal(c[0].function, "secretariat");
        assert_string_equal(c[0].office, "icmpd");
        assert_string_equal(c[0].person, "");
        assert_false(c[0].may_undo);
        c = editing_history(acting(a, icmpd), pages[i], NULL, 10, &n);
        assert_string_equal(c[0].person, "Ana Person");
        assert_true(c[0].may_undo && !c[1].may_undo);
        c = editing_history(public, pages[i], c[0].id, 10, &n);
        assert_int_equal(n, 1);
    }
}

static void the_second_of_two_editors_is_told_and_loses_nothing(void **s) {
    struct act *a = town();
    const char *admin = holder_of(a, NULL, "administrator");
    size_t n;
    const char *id = directory_facts(a, "cmc", &n)->id;
    struct act *one = acting(a, admin), *two = acting(a, admin);
    struct entry *mine = entry_find(one, "fact", id), *yours = entry_find(two, "fact", id);
    const char *mark = entry_mark(one, mine);
    entry_set(mine, "value", "first");
    entry_set(yours, "value", "second");
    assert_true(entry_save(one, mine, mark));
    assert_false(entry_save(two, yours, mark));
    assert_int_equal(two->failure, INVALID);
    assert_non_null(mistake_of(two, "mark"));
    struct entry *now = entry_find(two, "fact", id); /* the page shows it beside what was typed */
    assert_string_equal(entry_get(now, "value"), "first");
    struct act *again_two = acting(a, admin);
    assert_true(entry_save(again_two, yours, entry_mark(two, now)));
    assert_int_equal(editing_history(a, "cmc", NULL, 10, &n)->n, 1);
    assert_int_equal(n, 2); /* both are kept */
}

static void taking_back_is_a_new_change_and_only_of_what_still_stands(void **s) {
    struct act *a = town();
    const char *icmpd = holder_of(a, "icmpd", "secretariat"), *eclac = holder_of(a, "eclac", "secretariat");
    struct act *b = acting(a, icmpd);
    struct entry *e = chair(b, "per", "bp");
    assert_true(save_new(b, e));
    size_t n;
    const char *added = editing_history(a, "bp", NULL, 1, &n)->id;
    b = acting(a, icmpd);
    entry_set(e, "note", "words");
    assert_true(entry_save(b, e, entry_mark(b, entry_find(b, "relation", e->id))));
    const char *noted = editing_history(a, "bp", NULL, 1, &n)->id;
    b = acting(a, icmpd);
    assert_false(editing_undo(b, "bp", added)); /* a later change stands on it */
    assert_int_equal(b->failure, CONFLICT);
    b = acting(a, eclac);
    assert_false(editing_undo(b, "bp", noted));
    assert_int_equal(b->failure, DENIED);
    b = acting(a, icmpd);
    assert_false(editing_undo(b, "sacm", noted)); /* not of this page */
    assert_true(editing_undo(acting(a, icmpd), "bp", noted));
    assert_string_equal(entry_get(entry_find(a, "relation", e->id), "note"), "");
    assert_true(editing_undo(acting(a, icmpd), "bp", editing_history(a, "bp", NULL, 1, &n)->id));
    assert_string_equal(entry_get(entry_find(a, "relation", e->id), "note"), "words");
    b = acting(a, icmpd);
    assert_false(entry_remove(b, e, entry_mark(b, entry_find(b, "relation", e->id)), " "));
    assert_non_null(mistake_of(b, "why"));
    b = acting(a, icmpd);
    assert_true(entry_remove(b, e, entry_mark(b, entry_find(b, "relation", e->id)), "never so"));
    assert_false(entry_find(a, "relation", e->id)->there);
    assert_true(editing_undo(acting(a, icmpd), "per", editing_history(a, "per", NULL, 1, &n)->id));
    assert_string_equal(entry_get(entry_find(a, "relation", e->id), "note"), "words");
    editing_history(a, "bp", NULL, 20, &n);
    assert_int_equal(n, 6);
}

static void wrong_fields_are_named(void **s) {
    struct act *a = town();
    const char *admin = holder_of(a, NULL, "administrator");
    struct act *b = acting(a, admin);
    struct entry *e = chair(b, "per", "bp");
    entry_set(e, "since", "2026-13");
    entry_set(e, "source", "");
    assert_false(save_new(b, e));
    assert_true(mistake_of(b, "since") && mistake_of(b, "source") && !mistake_of(b, "until"));
    b = acting(a, admin);
    e = chair(b, "per", "bp");
    entry_set(e, "until", "2024-05-01");
    assert_false(save_new(b, e));
    assert_non_null(mistake_of(b, "until"));
    b = acting(a, admin);
    e = chair(b, "chl", "sacm"); /* is it already */
    assert_false(save_new(b, e));
    assert_non_null(mistake_of(b, "role"));
    b = acting(a, admin);
    e = chair(b, "nobody", "sacm");
    assert_false(save_new(b, e));
    assert_non_null(mistake_of(b, "party"));
    b = acting(a, admin);
    e = entry_new(b, "fact", "sacm", NULL);
    entry_set(e, "name", "rank");
    assert_false(save_new(b, e));
    assert_true(mistake_of(b, "name") && mistake_of(b, "value"));
}

static void rights_end_with_the_last_day_of_the_year_named(void **s) {
    struct act *a = town();
    const char *sec = holder_of(a, "iom", "secretariat");
    const char *year = arena_copy_n(m, a->now, 4);
    const struct { const char *until; bool may; } all[] = {{year, true}, {arena_copy_n(m, a->now, 7), true}, {arena_copy_n(m, a->now, 10), true},
        {"2020", false}, {"2020-05-01", false}};
    struct entry *e = entry_new(a, "relation", "iom", "midsa");
    entry_set(e, "role", "secretariat");
    entry_set(e, "source", "x");
    for (size_t i = 0; i < COUNT(all); i++) {
        entry_set(e, "until", all[i].until);
        assert_true(entry_save(again(a), e, entry_mark(a, entry_find(a, "relation", e->id))));
        assert_int_equal(access_would(acting(a, sec), EDIT_DIRECTORY, &(struct subject){.party = "midsa"}), all[i].may);
        struct round_draft d = {.id = arena_printf(m, "midsa-%zu", i), .forum = "midsa", .tier = "regional", .title = "T", .language = "en"};
        assert_int_equal(round_create(acting(a, sec), &d), all[i].may);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {TEST(everybody_changes_only_what_is_theirs), TEST(nobody_comes_to_speak_for_a_state_through_the_directory),
        TEST(a_change_keeps_what_was_and_the_public_sees_the_office_alone), TEST(the_second_of_two_editors_is_told_and_loses_nothing),
        TEST(taking_back_is_a_new_change_and_only_of_what_still_stands), TEST(wrong_fields_are_named), TEST(rights_end_with_the_last_day_of_the_year_named)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
