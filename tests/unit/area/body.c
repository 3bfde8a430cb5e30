/* A State's ministries: renamed, ended, their sections where the focal point says. */
#include "round_world.h"
#include "area/body.h"
#include "area/directory.h"
#include "area/input.h"
#include "area/mail.h"

SQL(test_give, "kk", "", "UPDATE section SET holder = $2, state = 'drafting', stage = 'author' WHERE id = $1");
SQL(test_told, "t", "i", "SELECT count(*) FROM mail WHERE kind = 'waiting' AND address = $1");

static const char *labour, *health;
static const char *const section_id = "s-chl-objective_07";
static const char *post(struct act *a, const char *body, const char *function, const char *mail) {
    struct act *b = acting(a, "chl", "focal_point");
    const char *id = people_appoint(b, &(struct appointment){.party = body, .function = function, .mail = mail, .name = "N", .language = "es"});
    if (!id) bug("%s", b->message);
    return id;
}
static struct act *chile(void) {
    struct act *a = round_world();
    labour = people_add_body(a, "chl", "ministry", "Labour");
    health = people_add_body(a, "chl", "ministry", "Health");
    write_words(a, "chl", "objective_07", "status", "", "Palabras");
    db_do(a, test_give, section_id, labour);
    return a;
}
static struct act *in_post(struct act *a, const char *mandate) {
    struct holder *h = people_mandate(again(a), mandate);
    return as(a, h->person, mandate, h->party);
}

static void a_body_gets_another_name(void **s) {
    struct act *a = chile();
    assert_true(body_rename(acting(a, "chl", "focal_point"), labour, "Labour and Social Affairs"));
    assert_string_equal(party_name(again(a), labour), "Labour and Social Affairs");
    struct act *b = acting(a, "chl", "focal_point");
    assert_false(body_rename(b, labour, "HÉALTH")); /* another one is called so */
    assert_non_null(mistake_of(b, "body"));
    b = acting(a, "chl", "focal_point");
    assert_false(body_rename(b, labour, " "));
    assert_non_null(mistake_of(b, "body"));
    assert_true(body_rename(acting(a, "chl", "focal_point"), labour, "LABOUR and Social Affairs")); /* its own name is no other's */
    const char *author = post(a, labour, "author", "a@x.example");
    struct act *others[] = {acting(a, "per", "focal_point"), in_post(a, author), acting(a, "chl", "releaser"), acting(a, "eclac", "secretariat")};
    for (size_t i = 0; i < COUNT(others); i++) {
        assert_false(body_rename(others[i], labour, "Mine"));
        assert_int_equal(others[i]->failure, DENIED);
    }
    assert_null(body_find(acting(a, "chl", "focal_point"), "chl")); /* the State is no body of itself */
}

static void ended_its_sections_go_where_the_focal_point_says(void **s) {
    struct act *a = chile();
    const char *author = post(a, labour, "author", "a@x.example"), *heir = post(a, health, "author", "h@x.example");
    assert_non_null(section_find(in_post(a, author), section_id));
    assert_null(section_find(in_post(a, heir), section_id));
    struct act *b = acting(a, "chl", "focal_point");
    static const char *const wrong[] = {"per", "", "eclac"};
    for (size_t i = 0; i < COUNT(wrong); i++) {
        b = acting(a, "chl", "focal_point");
        assert_false(body_end(b, labour, wrong[i], NULL));
        assert_non_null(mistake_of(b, "heir"));
    }
    b = acting(a, "chl", "focal_point");
    assert_false(body_end(b, labour, labour, NULL));
    assert_true(body_end(acting(a, "chl", "focal_point"), labour, health, "http://x"));
    assert_null(section_find(in_post(a, author), section_id));
    assert_string_equal(access_function(in_post(a, author)), "");
    assert_non_null(section_find(in_post(a, heir), section_id));
    assert_int_equal(num(db_one(again(a), test_told, "h@x.example"), 0), 1);
    size_t n;
    struct body *left = people_bodies(again(a), "chl", &n);
    assert_int_equal(n, 1);
    assert_string_equal(left->id, health);
    b = acting(a, "chl", "focal_point");
    assert_false(section_give(b, section_find(b, section_id), labour, "", false)); /* no section for it any more */
    assert_non_null(mistake_of(b, "holder"));
    b = acting(a, "chl", "focal_point");
    assert_false(body_end(b, labour, health, NULL));
    assert_int_equal(b->failure, NOT_FOUND);
    assert_non_null(people_add_body(acting(a, "chl", "focal_point"), "chl", "ministry", "Labour")); /* one of this name may come again */
    assert_true(body_end(acting(a, "chl", "focal_point"), health, "chl", "http://x"));
    assert_string_equal(section_find(acting(a, "chl", "focal_point"), section_id)->holder, "chl");
}

SQL(test_trail, "t", "i", "SELECT count(*) FROM trail WHERE deed = 'gave a section to a body' AND detail LIKE $1");
static void several_sections_are_given_in_one_act_with_one_mail(void **s) {
    struct act *a = chile();
    const char *author = post(a, labour, "author", "a@x.example"), *named = post(a, labour, "author", "n@x.example"), *elsewhere = post(a, health, "author", "e@x.example");
    write_words(a, "chl", "objective_08", "status", "", "Palabras");
    write_words(a, "chl", "objective_09", "status", "", "Palabras");
    db_do(again(a), test_give, "s-chl-objective_08", "chl");
    db_do(again(a), test_give, "s-chl-objective_09", "chl");
    struct act *b = acting(a, "chl", "focal_point");
    struct section *two[] = {section_find(b, "s-chl-objective_08"), section_find(b, "s-chl-objective_09")};
    assert_true(section_give(b, two[1], "chl", "2099-01-01", true));
    two[1] = section_find(b, two[1]->id);
    struct giving g = {.holder = labour, .author = people_mandate(again(a), named)->person, .due = "", .keep = true};
    assert_false(sections_give(acting(a, "chl", "focal_point"), two, 0, &g, "http://x"));
    assert_false(sections_give(in_post(a, author), two, 2, &g, "http://x"));
    assert_false(sections_give(acting(a, "per", "focal_point"), two, 2, &g, "http://x"));
    struct giving other = g;
    other.author = people_mandate(again(a), elsewhere)->person; /* would write and could not hand on */
    b = acting(a, "chl", "focal_point");
    assert_false(sections_give(b, two, 2, &other, "http://x"));
    assert_non_null(strstr(mistake_of(b, "author"), "Labour"));
    other.holder = health;
    other.author = "chl-focal_point";
    b = acting(a, "chl", "focal_point");
    assert_false(sections_give(b, two, 2, &other, "http://x"));
    b = acting(a, "chl", "focal_point");
    assert_true(sections_give(b, two, 2, &g, "http://x"));
    size_t n_named;
    assert_string_equal(section_named(b, two[0], &n_named)[0], "N");
    assert_int_equal(n_named, 1);
    struct section *x = section_find(in_post(a, author), two[0]->id), *y = section_find(in_post(a, author), two[1]->id);
    assert_string_equal(x->holder, labour);
    assert_string_equal(x->due, "");
    assert_false(x->open_to_all);
    assert_string_equal(y->due, "2099-01-01"); /* where none is given each keeps its day, and stays open */
    assert_true(y->open_to_all);
    assert_non_null(section_find(in_post(a, named), two[0]->id));
    assert_int_equal(num(db_one(again(a), test_told, "a@x.example"), 0), 1);
    assert_int_equal(num(db_one(again(a), test_told, "n@x.example"), 0), 1);
    assert_int_equal(num(db_one(again(a), test_trail, arena_printf(m, "objective_0_: %s", labour)), 0), 2);
    g = (struct giving){.holder = labour, .author = "", .due = "2099-02-02", .keep = true};
    two[0] = x, two[1] = y;
    assert_true(sections_give(acting(a, "chl", "focal_point"), two, 2, &g, "http://x"));
    assert_string_equal(section_find(in_post(a, author), two[0]->id)->due, "2099-02-02");
    assert_int_equal(num(db_one(again(a), test_told, "a@x.example"), 0), 1); /* nobody got work by it */
}

int main(void) {
    const struct CMUnitTest tests[] = {TEST(a_body_gets_another_name), TEST(ended_its_sections_go_where_the_focal_point_says), TEST(several_sections_are_given_in_one_act_with_one_mail)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
