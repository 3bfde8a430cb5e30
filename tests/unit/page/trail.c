/* The trail as its party reads it: titles and words on the page, codes in the file. */
#include "asking.h"
#include "area/round_world.h"
#include "area/trail.h"

SQL(test_drafting, "", "", "UPDATE section SET state = 'drafting', stage = 'author'");

static void codes_are_words_on_the_page(void **s) {
    struct act *a = round_world();
    write_words(a, "chl", "objective_07", "actions", "", "w");
    db_do(a, test_drafting);
    struct act *b = acting(a, "chl", "focal_point");
    int moved;
    assert_true(section_give(b, section_find(b, "s-chl-objective_07"), "chl", "", false));
    assert_true(section_clear(b, section_find(b, "s-chl-objective_07"), NULL));
    assert_true(input_set_clearance(b, input_find(b, "in-chl"), "author releaser", NULL, &moved));
    assert_true(trail_write(b, "chl", "began from the round before", "in-chl", "13"));
    assert_true(trail_write(b, "chl", "began an input", "in-chl", "r1"));
    if (failed(b)) bug("%s", b->message);
    const char *page = get("chl-focal_point", "/trail");
    assert_int_equal(last->status, 200);
    static const char *const words[] = {"Objective 7", "handed on by its authors", "Authors, then the releasing authority", "13 answers copied", "The review"};
    for (size_t i = 0; i < COUNT(words); i++)
        if (!holds(page, words[i])) bug("not said: %s in %s", words[i], page);
    assert_false(holds(page, "objective_07") || holds(page, "author releaser") || holds(page, "submitted"));
    get("chl-focal_point", "/trail.csv");
    const char *file = arena_copy_n(m, (const char *)last->fixed.data, last->fixed.size);
    assert_true(holds(file, "\"objective_07: submitted\"") && holds(file, "\"author releaser\"") && holds(file, "\"13\""));
}

int main(void) {
    const struct CMUnitTest tests[] = {TEST(codes_are_words_on_the_page)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
