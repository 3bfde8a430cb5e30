#include "unit.h"
#include "base/text.h"
#include "base/clock.h"
#include "base/lang.h"
#include "base/hash.h"

static void utf8_is_checked(void **s) {
    assert_true(text_valid("añ中🌍", strlen("añ中🌍")));
    assert_false(text_valid("\xc3", 1));
    assert_false(text_valid("\xc0\x80", 2));
    assert_false(text_valid("\xed\xa0\x80", 3)); /* a surrogate */
    assert_false(text_valid("a\0b", 3));
    assert_false(text_valid("\xf4\x90\x80\x80", 4));
}
static void tricks_are_removed_letters_stay(void **s) {
    assert_string_equal(text_clean(m, "a\r\nb\rc\x07"), "a\nb\nc");
    assert_string_equal(text_clean(m, "user\u202egpj.exe"), "usergpj.exe");
    assert_string_equal(text_clean(m, "e\u0301"), "é");
    assert_string_equal(text_clean(m, "می\u200cخواهم"), "می\u200cخواهم"); /* a joiner is a letter's form */
    assert_string_equal(text_line(m, "  a \n\t b  "), "a b");
}
static void folds_find_what_readers_mean(void **s) {
    assert_string_equal(text_fold(m, "Éducation"), text_fold(m, "education"));
    assert_string_equal(text_fold(m, "إعادة الإدماج"), text_fold(m, "اعاده الادماج"));
    assert_string_equal(text_fold(m, "المُهَاجِرُون"), text_fold(m, "المهاجرون"));
    assert_string_equal(text_fold(m, "٢٠٢٥"), "2025");
    assert_string_equal(text_fold(m, "Миграция"), text_fold(m, "МИГРАЦИЯ"));
    assert_string_equal(text_fold(m, "移民"), "移民");
}
static void mail_addresses(void **s) {
    assert_string_equal(text_mail(m, " Ana.Lopez@Example.ORG "), "ana.lopez@example.org");
    const char *wrong[] = {"", "a", "a@", "@b.c", "a@b", "a@b..c", "a b@c.d", "a@b.c\r\nBcc: x@y.z", "a@-b.c", "a@@b.c"};
    for (size_t i = 0; i < COUNT(wrong); i++) assert_null(text_mail(m, wrong[i]));
}
static void directions(void **s) {
    assert_string_equal(text_direction("123 العربية"), "rtl");
    assert_string_equal(text_direction("… abc"), "ltr");
    assert_string_equal(text_direction("12"), "auto");
}
static void cuts_by_character(void **s) {
    assert_string_equal(text_cut(m, "中文字", 2), "中文…");
    assert_string_equal(text_cut(m, "ab", 2), "ab");
}
static void days(void **s) {
    assert_true(clock_is_day("2024-02-29"));
    assert_false(clock_is_day("2023-02-29"));
    assert_false(clock_is_day("9999-01-01"));
    assert_string_equal(clock_day_add(m, "2024-12-31", 1), "2025-01-01");
    assert_int_equal(clock_days_between("2025-03-18", "2025-03-20"), 2);
    int64_t at;
    assert_true(clock_read("2025-03-18T10:20:30Z", &at));
    assert_string_equal(clock_text(m, at), "2025-03-18T10:20:30Z");
    assert_false(clock_read("2025-03-18 10:20:30Z", &at));
}
static void languages(void **s) {
    assert_non_null(lang_find("ar"));
    assert_true(lang_find("ar")->rtl);
    assert_string_equal(lang_accept("de, fr-CH;q=0.8, en;q=0.5")->code, "fr");
    assert_string_equal(lang_accept("xx")->code, "en");
    assert_string_equal(lang_accept("en;q=0.2, zh-Hant;q=0.9")->code, "zh");
    assert_string_equal(lang_country(m, lang_find("fr"), "CHL"), "Chili");
    assert_null(lang_country(m, lang_find("fr"), "QQQ"));
    assert_string_equal(lang_country(m, lang_find("en"), "PRK"), "Democratic People’s Republic of Korea");
    assert_string_equal(lang_country(m, lang_find("en"), "BOL"), "Bolivia (Plurinational State of)");
    assert_string_equal(lang_country(m, lang_find("fr"), "SYR"), "République arabe syrienne");
    assert_string_equal(lang_country(m, lang_find("ar"), "PSE"), "دولة فلسطين");
    assert_string_equal(lang_country(m, lang_find("fr"), "MMR"), "Myanmar"); /* iso-codes has another name there */
    assert_string_equal(lang_country(m, lang_find("zh"), "VAT"), "梵蒂冈");
    assert_non_null(strstr(lang_country_also(m, lang_find("en"), "PRK"), "North Korea"));
    assert_non_null(strstr(lang_country_also(m, lang_find("en"), "CIV"), "Ivory Coast"));
    assert_string_equal(lang_country_also(m, lang_find("en"), "QQQ"), "");
    assert_string_equal(lang_day(m, lang_find("es"), "2025-03-18"), "18 de marzo de 2025");
    assert_string_equal(lang_day(m, lang_find("fr"), "2025-09-01"), "1er septembre 2025");
    assert_string_equal(lang_day(m, lang_find("fr"), "2025-09-11"), "11 septembre 2025");
    const char *three[] = {"a", "b", "c"};
    assert_string_equal(lang_list(m, lang_find("fr"), three, 3), "a, b et c");
    assert_string_equal(lang_number(m, lang_find("ar"), 12), "12");
}
/* No name of a country stands turned round or empty in any language. */
static void names_of_countries_can_be_read(void **s) {
    static const char *const some[] = {"ATG", "BIH", "BOL", "BRN", "CIV", "COD", "COG", "CPV", "FSM", "GBR", "IRN", "KNA", "KOR", "LAO", "LCA", "MDA", "MMR",
        "PRK", "PSE", "RUS", "STP", "SYR", "TTO", "TUR", "TZA", "USA", "VAT", "VCT", "VEN", "VNM"};
    for (const struct language *const *l = lang_all(); *l; l++)
        for (size_t i = 0; i < COUNT(some); i++) {
            const char *name = lang_country(m, *l, some[i]);
            assert_non_null(name);
            assert_true(*name && !strchr(name, ',') && !strstr(name, "،") && !strstr(name, " &") && !strstr(name, "\n"));
            assert_true(lang_country_rank(*l, some[i]) > 0);
        }
}
static void any_language_can_be_named(void **s) {
    assert_true(lang_known("pt") && lang_known("tet") && lang_known("sg"));
    assert_false(lang_known("") || lang_known("xx") || lang_known("iw") || lang_known("fr-CH") || lang_known(NULL));
    assert_true(lang_from_right("fa") && lang_from_right("dv") && lang_from_right("ckb"));
    assert_false(lang_from_right("pt") || lang_from_right("") || lang_from_right(NULL));
    const char *const *c = lang_codes(m, lang_find("fr"));
    size_t n = 0;
    bool found = false;
    for (; c[n]; n++) {
        found |= same(c[n], "ht");
        if (n) assert_true(text_order("fr", lang_name_of(m, lang_find("fr"), c[n - 1]), lang_name_of(m, lang_find("fr"), c[n])) <= 0);
    }
    assert_true(found && n > 170);
}
static void digests(void **s) {
    hash_start();
    assert_string_equal(hash_hex(m, "", 0), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    assert_int_equal(strlen(hash_id(m)), 16);
    assert_string_not_equal(hash_id(m), hash_id(m));
    const char *earlier = hash_id_in_order(m);
    const char *later = hash_id_in_order(m);
    assert_int_equal(strlen(later), 21);
    assert_true(strcmp(earlier, later) < 0);
    assert_true(hash_same("abc", "abc"));
    assert_false(hash_same("abc", "abd"));
    assert_false(hash_same(NULL, NULL));
}
int main(void) {
    const struct CMUnitTest tests[] = {TEST(utf8_is_checked), TEST(tricks_are_removed_letters_stay),
        TEST(folds_find_what_readers_mean), TEST(mail_addresses), TEST(directions), TEST(cuts_by_character),
        TEST(days), TEST(languages), TEST(digests), TEST(any_language_can_be_named), TEST(names_of_countries_can_be_read)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
