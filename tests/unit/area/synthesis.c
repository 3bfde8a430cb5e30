#include "round_world.h"
#include "area/synthesis.h"

static struct act *ready(void) {
    struct act *a = round_world();
    write_words(a, "per", "objective_07", "actions", "", "Programa de regularización para niñas y niños");
    write_words(a, "chl", "objective_07", "actions", "", "مدرسة للأطفال");
    write_words(a, "chl", "objective_07", "actions", "fr", "Une ecole pour 儿童");
    write_words(a, "bol", "objective_07", "actions", "", "Registro único 100%_seguro");
    let_go(a, "per", "objective_07", "public", NULL);
    let_go(a, "chl", "objective_07", "members", NULL);
    let_go(a, "bol", "objective_07", "named", "chl");
    return a;
}
static size_t on_bench(struct act *b) {
    struct round *r = round_find(b, "r1");
    return bench_read(b, r, "objective_07", "actions", "", 1)->total;
}
static size_t hits(struct act *b, const char *words) { return synthesis_search(b, round_find(b, "r1"), words, 1)->total; }

static void the_bench_counts_only_what_the_reader_may_see(void **s) {
    struct act *a = ready();
    assert_int_equal(on_bench(nobody(a)), 1);
    assert_int_equal(on_bench(acting(a, "esp", "focal_point")), 1);
    assert_int_equal(on_bench(acting(a, "per", "focal_point")), 2);
    assert_int_equal(on_bench(acting(a, "chl", "focal_point")), 3);
    assert_int_equal(on_bench(acting(a, "eclac", "secretariat")), 2);
}

static const char *begins(struct act *b, const char *section, const char *party) {
    struct round *r = round_find(b, "r1");
    const struct form *f = forms_get(b, r->form);
    int i = bench_first(b, r, f, *section ? form_section(f, section) : -1, party);
    return i < 0 ? "" : f->items[i].path;
}
static void the_bench_opens_where_the_reader_has_something_to_read(void **s) {
    struct act *a = round_world();
    write_words(a, "chl", "objective_02", "status", "", "for the members");
    write_words(a, "per", "objective_07", "priority", "", "yes");
    write_words(a, "per", "objective_07", "actions", "", "for everyone");
    write_words(a, "bol", "objective_09", "status", "", "for itself");
    assert_string_equal(begins(nobody(a), "", ""), "");
    let_go(a, "bol", "objective_09", "owner", NULL);
    let_go(a, "chl", "objective_02", "members", NULL);
    assert_string_equal(begins(nobody(a), "", ""), "");
    assert_string_equal(begins(acting(a, "per", "focal_point"), "", ""), "objective_02/status");
    let_go(a, "per", "objective_07", "public", NULL);
    assert_string_equal(begins(nobody(a), "", ""), "objective_07/actions"); /* words before a choice */
    assert_string_equal(begins(acting(a, "per", "focal_point"), "", "per"), "objective_07/actions");
    assert_string_equal(begins(nobody(a), "objective_02", ""), "");
    assert_string_equal(begins(acting(a, "per", "focal_point"), "objective_09", ""), "");
    struct act *b = nobody(a); /* where to begin is no reason to see something */
    const char *const *why;
    begins(b, "", "");
    assert_int_equal(access_reasons(b, &why), 0);
}

static void parties_stand_in_the_readers_alphabet(void **s) {
    struct act *a = ready(), *b = acting(a, "chl", "focal_point");
    struct bench *e = bench_read(b, round_find(b, "r1"), "objective_07", "actions", "", 1);
    assert_string_equal(e->row[0].name, "Bolivia (Plurinational State of)");
    assert_string_equal(e->row[1].name, "Chile");
    assert_int_equal(e->row[1].n, 2); /* with its translation, as one answer */
    assert_string_equal(e->row[2].name, "Peru");
    b = acting(a, "chl", "focal_point");
    b->lang = lang_find("ru");
    assert_string_equal(bench_read(b, round_find(b, "r1"), "objective_07", "actions", "", 1)->row[1].name, "Перу"); /* Боливия, Перу, Чили */
}

static void search_folds_and_keeps_to_access(void **s) {
    struct act *a = ready();
    assert_int_equal(hits(nobody(a), "NINAS regularizacion"), 1);
    assert_int_equal(hits(nobody(a), "مدرسه"), 0);
    assert_int_equal(hits(acting(a, "per", "focal_point"), "مدرسه"), 1);
    assert_int_equal(hits(acting(a, "per", "focal_point"), "école 儿童"), 1);
    assert_int_equal(hits(acting(a, "per", "focal_point"), "registro"), 0);
    assert_int_equal(hits(acting(a, "chl", "focal_point"), "100%_seguro"), 1);
    assert_int_equal(hits(acting(a, "chl", "focal_point"), "%"), 1); /* no pattern of the asker's */
    assert_int_equal(hits(acting(a, "chl", "focal_point"), "   "), 0);
    struct act *b = nobody(a);
    struct found *f = synthesis_search(b, round_find(b, "r1"), "ninos", 1)->found;
    assert_int_equal(f->n, 2);
    assert_true(f->part[1].marked);
    assert_string_equal(f->part[1].words, "niños");
}

static void recalled_and_replaced_answers_are_nowhere(void **s) {
    struct act *a = ready();
    write_words(a, "per", "objective_07", "actions", "", "other words");
    const char *id = let_go(a, "per", "objective_07", "public", NULL);
    assert_int_equal(hits(nobody(a), "regularizacion"), 0);
    assert_int_equal(hits(nobody(a), "other"), 1);
    assert_true(release_recall(acting(a, "per", "releaser"), id, "wrong", NULL));
    assert_int_equal(hits(nobody(a), "other"), 0);
    assert_int_equal(on_bench(nobody(a)), 0);
    size_t n;
    struct act *b = nobody(a);
    bench_all(b, round_find(b, "r1"), NULL, &n);
    assert_int_equal(n, 0);
}

static void figures_count_what_the_reader_sees_and_hide_few(void **s) {
    struct act *a = round_world();
    for (size_t i = 0; i < COUNT(states); i++) {
        write_words(a, states[i], "objective_07", "priority", "", "yes");
        write_words(a, states[i], "objective_08", "priority", "", i ? "yes" : "no");
        let_go(a, states[i], "objective_07", i ? "public" : "members", NULL);
        let_go(a, states[i], "objective_08", "members", NULL);
    }
    struct act *b = nobody(a);
    struct figure *f = figure_priorities(b, round_find(b, "r1"));
    assert_true(f->few);
    assert_int_equal(f->inputs, 0); /* not even how many */
    for (size_t i = 0; i < 24 * 3; i++) assert_true(f->cell[i].hidden && !f->cell[i].value);
    b = acting(a, "per", "focal_point");
    f = figure_priorities(b, round_find(b, "r1"));
    assert_false(f->few);
    assert_int_equal(f->inputs, 3);
    assert_true(figure_at(f, 7, 0)->hidden && figure_at(f, 7, 1)->hidden); /* 2 and 1 */
}

/* The attacker knows every shown cell, that lines add up and that counts are not negative:
 * each hidden cell must have at least two values in what is then possible. */
static int64_t low[64], high[64];
static void solve(const struct figure *f, int64_t *x, size_t at, size_t *found) {
    size_t rows = f->rows + 1, columns = f->columns + 1, n = rows * columns;
    if (at == n) {
        for (size_t i = 0; i < n; i++) {
            if (!*found || x[i] < low[i]) low[i] = x[i];
            if (!*found || x[i] > high[i]) high[i] = x[i];
        }
        ++*found;
        return;
    }
    size_t r = at / columns, c = at % columns;
    int64_t from = f->cell[at].hidden ? 0 : f->cell[at].value, to = f->cell[at].hidden ? 14 : from, sum = 0;
    bool fixed = false;
    if (c + 1 == columns) {
        for (size_t k = 0; k + 1 < columns; k++) sum += x[r * columns + k];
        fixed = true;
    } else if (r + 1 == rows) {
        for (size_t k = 0; k + 1 < rows; k++) sum += x[k * columns + c];
        fixed = true;
    }
    if (fixed && (sum < from || (sum > to && !f->cell[at].hidden))) return;
    if (fixed && r + 1 == rows && c + 1 == columns) {
        int64_t down = 0;
        for (size_t k = 0; k + 1 < rows; k++) down += x[k * columns + c];
        if (down != sum) return;
    }
    if (fixed) from = to = sum;
    for (x[at] = from; x[at] <= to; x[at]++) solve(f, x, at + 1, found);
}

static void hidden_cells_cannot_be_worked_out(void **s) {
    unsigned seed = 7;
    for (int round = 0; round < 400; round++) {
        size_t rows = 1 + (size_t)rand_r(&seed) % 2, columns = 1 + (size_t)rand_r(&seed) % 3;
        struct figure f = {.rows = rows, .columns = columns, .cell = NEW_N(m, struct figure_cell, (rows + 1) * (columns + 1))};
        for (size_t r = 0; r < rows; r++)
            for (size_t c = 0; c < columns; c++) {
                int64_t v = rand_r(&seed) % 7;
                figure_at(&f, r, c)->value = v;
                figure_at(&f, r, columns)->value += v;
                figure_at(&f, rows, c)->value += v;
                figure_at(&f, rows, columns)->value += v;
            }
        figure_hide(m, &f, 3);
        size_t found = 0;
        int64_t x[64];
        for (size_t i = 0; i < (rows + 1) * (columns + 1); i++)
            assert_true(f.cell[i].hidden || f.cell[i].value == 0 || f.cell[i].value >= 3);
        solve(&f, x, 0, &found);
        assert_true(found);
        for (size_t i = 0; i < (rows + 1) * (columns + 1); i++)
            if (f.cell[i].hidden && low[i] == high[i]) bug("round %d: cell %zu of %zu×%zu is %lld", round, i, rows, columns, (long long)low[i]);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {TEST(the_bench_counts_only_what_the_reader_may_see), TEST(the_bench_opens_where_the_reader_has_something_to_read), TEST(parties_stand_in_the_readers_alphabet),
        TEST(search_folds_and_keeps_to_access), TEST(recalled_and_replaced_answers_are_nowhere), TEST(figures_count_what_the_reader_sees_and_hide_few),
        TEST(hidden_cells_cannot_be_worked_out)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
