#include "round_world.h"
#include "area/input.h"

SQL(world_draft, "k", "", "UPDATE section SET state = 'drafting', stage = 'author' WHERE id = $1");

static const struct section *open_section(struct act *a) {
    write_words(a, "chl", "objective_07", "status", "", "Primera redacción");
    db_do(a, world_draft, "s-chl-objective_07");
    return section_find(acting(a, "chl", "focal_point"), "s-chl-objective_07");
}
static const struct draft *draft(struct act *a, const struct section *s, const char *language) {
    size_t n;
    struct draft *d = draft_list(a, s, &n);
    for (size_t i = 0; i < n; i++)
        if (same(d[i].question, "status") && same(d[i].language, language)) return &d[i];
    return NULL;
}
static int saved, conflicts;
static bool put_words(struct act *a, const struct section *s, const char *language, const char *words, const char *based_on, const char *in) {
    return draft_save(a, s, &(struct draft_change){"status", language, words, based_on, in, NULL, NULL}, 1, &saved, &conflicts);
}

static void a_translation_is_kept_like_an_answer(void **state) {
    struct act *a = round_world();
    const struct section *s = open_section(a);
    struct act *b = acting(a, "chl", "focal_point");
    assert_true(put_words(b, s, "ar", "المسودة الأولى", "", NULL));
    const char *first = draft(b, s, "ar")->revision;
    assert_true(put_words(b, s, "ar", "المسودة الثانية", first, NULL));
    assert_int_equal(conflicts, 0);
    /* a second writer from the same beginning: both texts stay */
    assert_true(put_words(b, s, "ar", "نص آخر", first, NULL));
    assert_int_equal(conflicts, 1);
    assert_string_equal(draft(b, s, "ar")->value, "المسودة الثانية");
    assert_int_equal(draft(b, s, "ar")->n_beside, 1);
    assert_string_equal(draft(b, s, "ar")->beside[0].value, "نص آخر");
    assert_true(draft_choose(b, s, "status", "ar", draft(b, s, "ar")->beside[0].revision));
    assert_string_equal(draft(b, s, "ar")->value, "نص آخر");
    assert_int_equal(draft(b, s, "ar")->n_beside, 0);
    assert_string_equal(draft(b, s, "")->value, "Primera redacción"); /* the answer is another text */
    size_t n;
    draft_history(b, s, "status", "ar", 0, &n);
    assert_int_equal(n, 3);
    assert_true(draft_restore(b, s, first));
    assert_string_equal(draft(b, s, "ar")->value, "المسودة الأولى");
    draft_history(b, s, "status", "", 0, &n);
    assert_int_equal(n, 1);
    draft_history(b, s, "status", "ar", 2, &n); /* of four the two oldest */
    assert_int_equal(n, 2);
    assert_null(draft_revision(b, s, "nothing"));
}

/* A form without script sends all fields: one that was left alone is no second text. */
static void a_field_left_alone_is_no_second_text(void **state) {
    struct act *a = round_world();
    const struct section *s = open_section(a);
    struct act *b = acting(a, "chl", "focal_point");
    const char *first = draft(b, s, "")->revision;
    assert_true(put_words(b, s, "", "Segunda redacción", first, NULL));
    assert_true(put_words(b, s, "", "Primera redacción", first, NULL));
    assert_int_equal(saved + conflicts, 0);
    assert_int_equal(draft(b, s, "")->n_beside, 0);
    assert_string_equal(draft(b, s, "")->value, "Segunda redacción");
    /* nor is one that was empty when the form was opened */
    assert_true(put_words(b, s, "ar", "نص", "", NULL));
    assert_true(put_words(b, s, "ar", "", "", NULL));
    assert_string_equal(draft(b, s, "ar")->value, "نص");
    assert_int_equal(draft(b, s, "ar")->n_beside, 0);
    /* taking words away is a change, also beside somebody else's */
    assert_true(put_words(b, s, "", "", first, NULL));
    assert_int_equal(conflicts, 1);
    assert_string_equal(draft(b, s, "")->beside[0].value, "");
}

SQL(world_body, "kkkd", "", "INSERT INTO relation (id, party, other, role, created) VALUES ($1, $2, $3, 'part_of', $4)");
SQL(world_holder, "kk", "", "UPDATE section SET holder = $2 WHERE id = $1");
SQL(world_author, "kk", "", "INSERT INTO section_author (section, person) VALUES ($1, $2)");
/* A section of one ministry: opened to the State it is open to the State, and to nobody else. */
static void a_section_opened_to_the_state_stays_in_it(void **state) {
    struct act *a = round_world();
    const struct section *s = open_section(a);
    static const char *const bodies[] = {"chl-work", "chl-home"};
    for (size_t i = 0; i < COUNT(bodies); i++) {
        party(a, bodies[i], "ministry");
        db_do(a, world_body, bodies[i], bodies[i], "chl", a->now);
        holder(a, bodies[i], "author");
    }
    db_do(a, world_holder, s->id, "chl-work");
    assert_non_null(section_find(acting(a, "chl-work", "author"), s->id));
    assert_null(section_find(acting(a, "chl-home", "author"), s->id));
    assert_true(section_give(acting(a, "chl", "focal_point"), s, "chl-work", "", true));
    assert_non_null(section_find(acting(a, "chl-home", "author"), s->id));
    static const char *const others[][2] = {{"per", "focal_point"}, {"per", "releaser"}, {"esp", "focal_point"}, {"iom", "delegate"}, {"eclac", "secretariat"}};
    for (size_t i = 0; i < COUNT(others); i++) {
        db_do(a, world_author, s->id, arena_printf(m, "%s-%s", others[i][0], others[i][1])); /* nor by being named in it */
        assert_false(failed(a));
        assert_null(section_find(acting(a, others[i][0], others[i][1]), s->id));
    }
    assert_null(section_find(nobody(a), s->id));
}

/* Three begin from the same words: the text of each is shown, and whoever writes on in one that
 * stands beside has one place there. */
static void each_of_many_writers_is_shown(void **state) {
    struct act *a = round_world();
    const struct section *s = open_section(a);
    struct act *b = acting(a, "chl", "focal_point");
    const char *first = draft(b, s, "")->revision;
    assert_true(put_words(b, s, "", "Uno", first, NULL) && put_words(b, s, "", "Dos", first, NULL) && put_words(b, s, "", "Tres", first, NULL));
    assert_string_equal(draft(b, s, "")->value, "Uno");
    assert_int_equal(draft(b, s, "")->n_beside, 2);
    assert_string_equal(draft(b, s, "")->beside[0].value, "Dos");
    const char *third = draft(b, s, "")->beside[1].revision;
    assert_true(put_words(b, s, "", "Tres y más", third, NULL));
    assert_int_equal(conflicts, 1);
    assert_int_equal(draft(b, s, "")->n_beside, 2);
    assert_string_equal(draft(b, s, "")->beside[1].value, "Tres y más");
    /* the same words as the present ones stand beside no longer */
    assert_true(put_words(b, s, "", "Uno", draft(b, s, "")->beside[1].revision, NULL));
    assert_int_equal(draft(b, s, "")->n_beside, 1);
    assert_false(draft_choose(b, s, "status", "", third)); /* no longer there to be chosen */
    b = acting(a, "chl", "focal_point");
    assert_true(draft_choose(b, s, "status", "", draft(b, s, "")->beside[0].revision));
    assert_string_equal(draft(b, s, "")->value, "Dos");
    assert_int_equal(draft(b, s, "")->n_beside, 0);
    size_t n;
    struct revision *all = draft_history(b, s, "status", "", 0, &n);
    static const char *const words[] = {"Tres y más", "Tres", "Dos", "Uno", "Primera redacción"};
    assert_int_equal(n, COUNT(words));
    for (size_t i = 0; i < n; i++) assert_string_equal(all[i].value, words[i]);
    all = draft_history(b, s, "status", "", 3, &n);
    assert_int_equal(n, 2);
    assert_string_equal(all[1].value, "Primera redacción");
}

static void a_file_is_called_what_it_is(void **state) {
    struct act *a = round_world();
    const struct section *s = open_section(a);
    struct act *b = acting(a, "chl", "focal_point");
    static const struct { const char *sent, *kept; } names[] = {{"run.exe", "run.exe.pdf"}, {"page.hta", "page.hta.pdf"}, {"", "File.pdf"}, {"دراسة.pdf", "دراسة.pdf"}};
    for (size_t i = 0; i < COUNT(names); i++) {
        const char *id = attachment_add(b, s, "method_file", names[i].sent, (struct bytes){"%PDF-1.4", 8});
        struct attachment f;
        struct bytes content;
        assert_true(id && attachment_get(b, s, id, &f, &content));
        assert_string_equal(f.name, names[i].kept);
    }
}

static void the_language_of_an_answer_stays_until_said(void **state) {
    struct act *a = round_world();
    const struct section *s = open_section(a);
    struct act *b = acting(a, "chl", "focal_point");
    assert_true(put_words(b, s, "", "Segunda redacción", draft(b, s, "")->revision, NULL));
    assert_string_equal(draft(b, s, "")->written_in, "es");
    assert_true(put_words(b, s, "", "Segunda redacción", draft(b, s, "")->revision, "pt"));
    assert_string_equal(draft(b, s, "")->written_in, "pt");
    assert_true(put_words(b, s, "", "Segunda redacción", draft(b, s, "")->revision, ""));
    assert_string_equal(draft(b, s, "")->written_in, "");
    assert_false(put_words(b, s, "", "x", "", "xx"));
    assert_int_equal(b->failure, INVALID);
    assert_non_null(mistake_of(b, "status"));
    b = acting(a, "chl", "focal_point");
    assert_false(put_words(b, s, "zz9", "x", "", NULL));
    assert_non_null(mistake_of(b, "status:zz9"));
}

static void nobody_else_translates(void **state) {
    struct act *a = round_world();
    const struct section *s = open_section(a);
    struct act *other = acting(a, "per", "focal_point");
    assert_false(put_words(other, s, "ar", "كلمات", "", NULL));
    assert_int_equal(other->failure, DENIED);
    assert_null(section_find(acting(a, "per", "focal_point"), s->id));
}

/* Released beside the answer; a translation taken out or of an answer taken out is not. */
static void translations_are_released_with_their_answer(void **state) {
    struct act *a = round_world();
    write_words(a, "chl", "objective_07", "status", "", "Las palabras");
    write_words(a, "chl", "objective_07", "status", "fr", "Les mots");
    write_words(a, "chl", "objective_07", "status", "en", "");
    write_words(a, "chl", "objective_07", "actions", "", "");
    write_words(a, "chl", "objective_07", "actions", "en", "Words left over");
    struct act *b = nobody(a);
    struct release *r = release_find(b, let_go(a, "chl", "objective_07", "public", NULL));
    struct release_content *c = release_words(b, r);
    assert_int_equal(c->n, 2);
    assert_string_equal(c->answer[0].written_in, "es");
    assert_string_equal(c->answer[1].language, "fr");
    assert_string_equal(c->answer[1].value, "Les mots");
    struct bytes w = release_bytes(b, r);
    const char *all = arena_copy_n(m, w.data, w.size);
    assert_non_null(strstr(all, "{\"language\":\"fr\",\"text\":\"Les mots\"}"));
    assert_null(strstr(all, "left over"));
}

int main(void) {
    const struct CMUnitTest tests[] = {TEST(a_translation_is_kept_like_an_answer), TEST(a_field_left_alone_is_no_second_text), TEST(each_of_many_writers_is_shown), TEST(a_section_opened_to_the_state_stays_in_it), TEST(a_file_is_called_what_it_is),
        TEST(the_language_of_an_answer_stays_until_said), TEST(nobody_else_translates),
        TEST(translations_are_released_with_their_answer)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
