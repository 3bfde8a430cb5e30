#include "unit.h"
#include "base/passage.h"
#include "base/text.h"

static struct passages *of(const char *written) {
    static const char *const names[] = {"Global Compact for Safe, Orderly and Regular Migration", "《安全、有序和正常移民全球契约》"};
    struct passages *p = passages_new(m, names, 2);
    passages_add(p, written);
    return p;
}
static const char *both(const char *written, const char *other) {
    struct passage found[2];
    size_t n = passages_find(of(written), passages_all, text_fold(m, other), found, 2);
    assert_true(n <= 1); /* one of each text */
    return n ? found[0].words : "";
}

static void words_that_stand_in_both_are_found_where_they_stand(void **s) {
    const char *answer = "In 2024, the ministry regularised forty thousand workers of the fishing industry, without fees.";
    assert_string_equal(both("It is said: The Ministry regularised  forty-thousand workers of the «fishing» industry; at last.", answer),
                        "The Ministry regularised  forty-thousand workers of the «fishing» industry;");
    assert_string_equal(both("A ministry regularised many workers, forty thousand in the fishing industry.", answer), "");
    assert_string_equal(both("The ministry regularised forty thousand workers.", answer), ""); /* six words of many */
    assert_string_equal(both("", answer), "");
    assert_string_equal(both(answer, ""), "");
    assert_string_equal(both(answer, answer), answer);
}

static void accents_and_letter_forms_hide_nothing(void **s) {
    assert_string_equal(both("El Perú regularizó a cuarenta mil trabajadores del sector pesquero en 2024.", "EL PERU REGULARIZO a cuarenta mil trabajadores del sector pesquero"),
                        "El Perú regularizó a cuarenta mil trabajadores del sector pesquero");
    const char *arabic = "سوّت الوزارة أوضاع أربعين ألف عامل في قطاع الصيد البحري سنة ٢٠٢٤";
    assert_string_equal(both("قيل: سوت الوزارة اوضاع اربعين الف عامل فى قطاع الصيد البحرى سنة 2024.", arabic), "سوت الوزارة اوضاع اربعين الف عامل فى قطاع الصيد البحرى سنة 2024.");
    assert_string_equal(both("سوت الوزارة أوضاع عمال كثيرين", arabic), "");
    assert_string_equal(both("Министерство урегулировало положение сорока тысяч работников рыбной отрасли страны", "министерство урегулировало положение СОРОКА тысяч работников рыбной отрасли страны"),
                        "Министерство урегулировало положение сорока тысяч работников рыбной отрасли страны");
}

static void signs_without_spaces_are_words(void **s) {
    assert_string_equal(both("据报告，该部为渔业四万名工人办理了合法化手续。", "2024年，该部为渔业四万名工人办理了合法化手续，不收费。"), "该部为渔业四万名工人办理了合法化手续");
    assert_string_equal(both("该部为四万名工人办理了手续", "该部为四万名学生办理了手续"), ""); /* parts of six signs */
}

static void names_that_everyone_writes_are_one_word(void **s) {
    assert_string_equal(both("Through the implementation of the Global Compact for Safe, Orderly and Regular Migration, in all regions.",
                             "We report on the implementation of the Global Compact for Safe, Orderly and Regular Migration."), "");
    assert_string_equal(both("为执行《安全、有序和正常移民全球契约》的目标", "报告说明执行《安全、有序和正常移民全球契约》的情况"), "");
    assert_true(*both("The budget of the Global Compact for Safe, Orderly and Regular Migration was doubled by the parliament of Chile in March.",
                      "The budget of the Global Compact for Safe, Orderly and Regular Migration was doubled by the parliament of Chile."));
}

static void what_another_text_has_too_is_covered(void **s) {
    const char *words = "Forty thousand workers of the fishing industry were regularised, and their children go to school without any fees at all.";
    struct passages *p = of(words);
    size_t second = passages_add(p, "Their children go to school without any fees at all.");
    struct passage found[4];
    assert_int_equal(second, 1);
    assert_int_equal(passages_find(p, passages_all, text_fold(m, words), found, 4), 2);
    assert_int_equal(passages_find(p, passages_all, text_fold(m, words), found, 1), 1);
    passages_cover(p, 0, text_fold(m, "Forty thousand workers of the fishing industry were regularised."));
    assert_int_equal(passages_find(p, 0, text_fold(m, "forty thousand workers of the fishing industry were regularised"), found, 4), 0);
    assert_int_equal(passages_find(p, 0, text_fold(m, words), found, 4), 1); /* the rest is still found */
    passages_cover(p, passages_all, text_fold(m, words));
    assert_int_equal(passages_find(p, passages_all, text_fold(m, words), found, 4), 0);
}

static void a_short_passage_is_found_as_a_whole(void **s) {
    struct passages *p = of("They made a secret fishing agreement last year.");
    assert_string_equal(passages_whole(p, 0, text_fold(m, "Secret fishing agreement")), "secret fishing agreement");
    assert_null(passages_whole(p, 0, text_fold(m, "agreement last"))); /* two words */
    assert_null(passages_whole(p, 0, text_fold(m, "secret farming agreement")));
}

static void a_short_text_is_found_as_a_whole(void **s) {
    assert_string_equal(both("They made a secret fishing agreement last year.", "Secret fishing agreement."), "secret fishing agreement");
    assert_string_equal(both("They made a secret fishing agreement last year.", "A secret farming agreement."), "");
    assert_string_equal(both("该部为四万名工人办理了手续。", "四万名工人办理"), "四万名工人办理");
    assert_string_equal(both("They made an agreement.", "an agreement"), ""); /* two words */
    struct passages *p = of("They made a secret fishing agreement last year.");
    struct passage found[1];
    passages_cover(p, passages_all, text_fold(m, "In March the parties made a secret fishing agreement, without any fees at all")); /* a passage that goes on */
    assert_int_equal(passages_find(p, passages_all, text_fold(m, "Secret fishing agreement"), found, 1), 0);
}

/* All that is kept of words taken back: numbers. */
struct kept { uint64_t *mark; size_t n; };
static bool is_kept(void *with, uint64_t mark) {
    const struct kept *k = with;
    for (size_t i = 0; i < k->n; i++)
        if (k->mark[i] == mark) return true;
    return false;
}
static size_t marked(const char *written, const char *other, bool whole, struct passage *found) {
    struct passages *p = of(written);
    struct kept k = {NULL, 0};
    k.mark = passages_marks(p, text_fold(m, other), whole, &k.n);
    return passages_find_marked(p, is_kept, &k, found);
}
static void words_are_found_again_by_their_marks(void **s) {
    struct passage found[1];
    const char *answer = "In 2024, the ministry regularised forty thousand workers of the fishing industry, without fees.";
    assert_int_equal(marked("It is said: the ministry regularised forty-thousand WORKERS of the fishing industry.", answer, false, found), 1);
    assert_string_equal(found[0].words, "the ministry regularised forty-thousand WORKERS of the");
    assert_int_equal(marked("Forty thousand workers of other industries.", answer, true, found), 0);
    assert_int_equal(marked("They made a secret fishing agreement.", "secret fishing agreement", true, found), 1);
    assert_int_equal(marked("They made a secret fishing agreement.", "secret fishing agreement", false, found), 0);
}

/* The same word over and over, in many texts: no more work than for others. */
static void a_text_made_to_be_slow_is_not(void **s) {
    char *words = arena_alloc(m, 16001);
    for (size_t i = 0; i < 16000; i++) words[i] = i % 2 ? ' ' : 'x';
    struct passages *p = of(words);
    for (int i = 0; i < 50; i++) passages_add(p, words);
    struct passage found[100];
    assert_int_equal(passages_find(p, passages_all, words, found, 100), 51);
    passages_cover(p, passages_all, words);
    assert_int_equal(passages_find(p, passages_all, words, found, 100), 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {TEST(words_that_stand_in_both_are_found_where_they_stand), TEST(accents_and_letter_forms_hide_nothing), TEST(signs_without_spaces_are_words),
        TEST(names_that_everyone_writes_are_one_word), TEST(what_another_text_has_too_is_covered), TEST(a_short_passage_is_found_as_a_whole), TEST(a_short_text_is_found_as_a_whole), TEST(words_are_found_again_by_their_marks), TEST(a_text_made_to_be_slow_is_not)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
