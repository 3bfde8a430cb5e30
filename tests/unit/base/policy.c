/* Policies: the example of the specification, quorums, and each rule broken. */
#include "unit.h"
#include "base/buf.h"
#include "base/policy.h"

static struct note_key *w[5], *log_key;
static const char *problem;
static struct policy *read_policy(const char *s) { return policy_read(m, s, strlen(s), &problem); }
static const char *lines(void) {
    struct buf *b = buf_new(m);
    log_key = note_key_new(m, "forum.example/log", NOTE_ED25519);
    buf_printf(b, "# a comment\n\n  log\t%s https://forum.example/log\n", note_key_text(m, log_key));
    for (int i = 0; i < 5; i++) {
        w[i] = note_key_new(m, arena_printf(m, "w%d.example", i), NOTE_COSIGNATURE);
        buf_printf(b, "witness W%d %s\n", i, note_key_text(m, w[i]));
    }
    return b->data;
}
static struct note *signed_by(const char *which) {
    struct buf *b = buf_new(m);
    static const char text[] = "forum.example/log\n3\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n";
    buf_printf(b, "%s\n%s", text, note_sign(m, log_key, text, 0));
    for (; *which; which++) buf_add(b, note_sign(m, w[*which - '0'], text, 1700000000));
    return note_read(m, b->data, b->size);
}

static void quorums(void **state) {
    const char *begin = lines();
    struct policy *p = read_policy(arena_printf(m, "%sgroup X 2 W0 W1 W2\ngroup Y any W3 W4\ngroup all-of-it all X Y\nquorum all-of-it\n", begin));
    assert_non_null(p);
    static const struct { const char *who; bool enough; } cases[] = {{"", false}, {"01", false}, {"34", false}, {"03", false}, {"013", true}, {"124", true}, {"01234", true}, {"0033", false}};
    struct checkpoint c = {"forum.example/log", 3, {{0}}};
    for (size_t i = 0; i < COUNT(cases); i++) {
        assert_int_equal(policy_quorum(p, signed_by(cases[i].who)), cases[i].enough);
        assert_int_equal(policy_accepts(p, signed_by(cases[i].who), &c), cases[i].enough);
    }
    c.origin = "other.example/log";
    assert_false(policy_accepts(p, signed_by("013"), &c));
    assert_true(policy_quorum(read_policy(arena_printf(m, "%squorum none", begin)), signed_by("")));
    assert_true(policy_quorum(read_policy(arena_printf(m, "%squorum W4\n", begin)), signed_by("4")));
    struct note *lie = signed_by("013");
    lie->signature[2].bytes = lie->signature[1].bytes; /* W1 signed something else */
    assert_false(policy_quorum(p, lie));
}

static void refused(void **state) {
    const char *begin = lines(), *key = note_key_text(m, note_key_new(m, "x.example", NOTE_COSIGNATURE));
    const char *const wrong[] = {"", "group G any W0\n", "quorum W9\n", "quorum none\nquorum none\n", "group G 0 W0\nquorum G\n", "group G 2 W0\nquorum G\n", "group G any\nquorum G\n",
        "group none any W0\nquorum none\n", "group W0 any W1\nquorum none\n", "group G any W0 W0\nquorum G\n", "group G any W0\ngroup H any W0\nquorum G\n", "group G any H\ngroup H any W0\nquorum G\n",
        "group G 01 W0\nquorum G\n", "group G +1 W0\nquorum G\n", "quorum\n", "quorum W0 W1\n", "other\nquorum none\n", "quorum none\r\n", "log x\nquorum none\n",
        arena_printf(m, "log %s\nquorum none\n", key), arena_printf(m, "witness none %s\nquorum none\n", key), arena_printf(m, "witness W0 %s\nquorum none\n", key),
        arena_printf(m, "witness A %s\nwitness B %s\nquorum none\n", key, key), arena_printf(m, "log %s\nquorum none\n", note_key_text(m, log_key))};
    for (size_t i = 0; i < COUNT(wrong); i++) {
        struct policy *p = read_policy(arena_printf(m, "%s%s", begin, wrong[i]));
        if (p) print_error("taken: %s\n", wrong[i]);
        assert_null(p);
    }
    assert_null(read_policy("quorum none\nwitness\n"));
    assert_string_equal(problem, "line 2: a witness line is: witness NAME KEY [URL]");
}

int main(void) {
    const struct CMUnitTest tests[] = {TEST(quorums), TEST(refused)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
