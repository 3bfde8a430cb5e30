/* Looking for a party: what fits best stands first, and a State is found by every name it has. */
#include "town.h"
#include "area/directory.h"
#include "base/text.h"

static const char *first(struct act *a, const char *language, const char *words) {
    size_t n;
    a->lang = lang_find(language);
    struct party_line *l = directory_list(a, "state territory organization mechanism region", words, &n);
    return n ? l[0].id : "";
}

static void what_fits_best_stands_first(void **s) {
    struct act *a = town();
    static const struct { const char *language, *words, *id; } all[] = {
        {"en", "Per", "per"}, {"en", "per", "per"}, {"en", "CHL", "chl"}, {"fr", "Pér", "per"}, {"en", "SACM", "sacm"}, {"en", "Korea", "prk"},
        {"en", "North Korea", "prk"}, {"en", "South Kor", "kor"}, {"en", "democratic people's", "prk"}, {"en", "Ivory Coast", "civ"}, {"en", "Iran", "irn"},
        {"en", "Russia", "rus"}, {"en", "Palest", "pse"}, {"fr", "Corée du Sud", "kor"}, {"ar", "كوريا الجنوبية", "kor"}, {"zh", "韩国", "kor"}, {"ru", "Россия", "rus"}, {"en", "qqq", ""}};
    for (size_t i = 0; i < COUNT(all); i++)
        assert_string_equal(first(a, all[i].language, all[i].words), all[i].id);
}

static void how_well_words_fit(void **s) {
    struct act *a = town();
    assert_int_equal(party_fits(a, "", "per", "Peru", "", "PER"), FITS_BEST);
    assert_int_equal(party_fits(a, "PE", "per", "Peru", "", "PER"), FITS_BEST);
    assert_int_equal(party_fits(a, "see", "vat", "Holy See", "", "VAT"), FITS_WORD);
    assert_int_equal(party_fits(a, "bol", "per", "Peru", "", "PER"), FITS_NOT);
    assert_int_equal(party_fits(a, "per", "bali", "Bali Process on People Smuggling, Trafficking in Persons", "BALI", ""), FITS_WORD);
    assert_int_equal(party_fits(a, "eru", "per", "Peru", "", "PER"), FITS_SOMEWHERE);
}

static void without_words_the_alphabet_of_the_reader_orders(void **s) {
    struct act *a = town();
    size_t n;
    struct party_line *l = directory_list(a, "state", " ", &n);
    assert_true(n > 100);
    for (size_t i = 1; i < n; i++) assert_true(text_order("en", l[i - 1].name, l[i].name) <= 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {TEST(what_fits_best_stands_first), TEST(how_well_words_fit), TEST(without_words_the_alphabet_of_the_reader_orders)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
