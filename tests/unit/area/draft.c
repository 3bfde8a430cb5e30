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
    return draft_save(a, s, &(struct draft_change){"status", language, words, based_on, in, NULL}, 1, &saved, &conflicts);
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
    assert_string_equal(draft(b, s, "ar")->beside_value, "نص آخر");
    assert_true(draft_choose(b, s, "status", "ar", draft(b, s, "ar")->beside));
    assert_string_equal(draft(b, s, "ar")->value, "نص آخر");
    assert_null(draft(b, s, "ar")->beside);
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
    assert_null(draft(b, s, "")->beside);
    assert_string_equal(draft(b, s, "")->value, "Segunda redacción");
    /* nor is one that was empty when the form was opened */
    assert_true(put_words(b, s, "ar", "نص", "", NULL));
    assert_true(put_words(b, s, "ar", "", "", NULL));
    assert_string_equal(draft(b, s, "ar")->value, "نص");
    assert_null(draft(b, s, "ar")->beside);
    /* taking words away is a change, also beside somebody else's */
    assert_true(put_words(b, s, "", "", first, NULL));
    assert_int_equal(conflicts, 1);
    assert_string_equal(draft(b, s, "")->beside_value, "");
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

/* Three write from the same beginning: each text is seen before it is chosen away. */
static void a_third_text_hides_no_second(void **state) {
    struct act *a = round_world();
    const struct section *s = open_section(a);
    holder(a, "chl", "alternate");
    const char *first = draft(acting(a, "chl", "focal_point"), s, "")->revision;
    struct act *one = acting(a, "chl", "focal_point"), *two = acting(a, "chl", "alternate");
    assert_true(put_words(one, s, "", "Uno", first, NULL));
    assert_true(put_words(two, s, "", "Dos", first, NULL));
    assert_true(put_words(two, s, "", "Dos y medio", first, NULL)); /* takes the place of one's own */
    assert_true(put_words(one, s, "", "Tres", first, NULL));
    assert_true(put_words(one, s, "", "Tres y medio", first, NULL));
    assert_string_equal(draft(one, s, "")->beside_value, "Tres y medio");
    assert_true(draft_choose(one, s, "status", "", draft(one, s, "")->beside));
    assert_string_equal(draft(one, s, "")->value, "Tres y medio");
    assert_string_equal(draft(one, s, "")->beside_value, "Dos y medio");
    assert_true(draft_choose(one, s, "status", "", draft(one, s, "")->revision));
    assert_string_equal(draft(one, s, "")->value, "Tres y medio");
    assert_null(draft(one, s, "")->beside);
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
    const struct CMUnitTest tests[] = {TEST(a_translation_is_kept_like_an_answer), TEST(a_field_left_alone_is_no_second_text), TEST(a_third_text_hides_no_second), TEST(a_section_opened_to_the_state_stays_in_it), TEST(a_file_is_called_what_it_is),
        TEST(the_language_of_an_answer_stays_until_said), TEST(nobody_else_translates),
        TEST(translations_are_released_with_their_answer)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
