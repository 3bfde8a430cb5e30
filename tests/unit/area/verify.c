/* Verifying offline: each form of receipt accepted for its file and for no other; thousands of
 * spoiled receipts refused; witnesses asked for when the policy asks for them. */
#include "world.h"
#include <unistd.h>
#include "area/log/verify.h"
#include "base/buf.h"

static struct trusted trusted;
static const char content[] = "{\"answers\":[]}", attachment[] = "a file";
static struct bytes of(const char *s) { return (struct bytes){s, strlen(s)}; }
static struct verdict verify(const char *file, struct bytes receipt) { return log_verify(m, &trusted, of(file), receipt); }

static struct log_entry *logged(size_t *n) {
    static int count;
    const char *problem = NULL;
    struct act *a = world();
    assert_true(log_start(arena_printf(m, "%s/verify-%d-%d", getenv("ISTHMUS_TEST_FOLDER") ? getenv("ISTHMUS_TEST_FOLDER") : "/tmp", (int)getpid(), ++count), "unit.example/log", &problem));
    struct log_file f[] = {{"content.json", hash_hex(m, content, strlen(content))}, {"x", hash_hex(m, attachment, strlen(attachment))}};
    struct log_said said[] = {{"party", "chl"}};
    for (int i = 0; i < 5; i++) log_add_file(a, "other", &f[1]);
    log_add_file(a, "r", &f[0]);
    log_add_statement(a, &(struct log_statement){"release", "r", said, 1, f, 2});
    assert_true(log_publish(a->db, m, &problem));
    const char *policy = log_policy_text(m);
    struct bytes *key = NEW(m, struct bytes);
    *key = log_release_key();
    trusted = (struct trusted){policy_read(m, policy, strlen(policy), &problem), key, 1};
    return log_entries(a, "r", n);
}

static void accepted(void **state) {
    size_t n;
    struct log_entry *e = logged(&n);
    struct log_proof *p = log_proof(m, &e[0]), *q = log_proof(m, &e[1]);
    struct verdict v = verify(content, of(log_bundle(m, &e[0], p)));
    assert_null(v.wrong);
    assert_int_equal(v.index, 5);
    assert_int_equal(v.size, 7);
    assert_null(verify(content, of(log_proof_file(m, &e[0], p))).wrong);
    assert_null(verify(content, log_signature(m, &e[0])).wrong);
    v = verify(attachment, of(log_bundle(m, &e[1], q)));
    assert_null(v.wrong);
    assert_string_equal(v.what, "subject");
    v = verify(e[1].payload.data, of(log_proof_file(m, &e[1], q)));
    assert_null(v.wrong);
    assert_string_equal(v.what, "statement");
    assert_non_null(verify(attachment, of(log_bundle(m, &e[0], p))).wrong);
    assert_non_null(verify("another", of(log_bundle(m, &e[1], q))).wrong);
    assert_non_null(verify(content, of(log_proof_file(m, &e[1], q))).wrong);
    assert_non_null(verify(content, log_signature(m, &e[1])).wrong);
    assert_non_null(verify(content, of("")).wrong);
    struct bytes none[1] = {signer_public(signer_new(m))};
    struct trusted other = {trusted.policy, none, 1};
    assert_non_null(log_verify(m, &other, of(content), of(log_bundle(m, &e[0], p))).wrong);
    other = (struct trusted){NULL, trusted.key, 1};
    assert_non_null(log_verify(m, &other, of(content), of(log_bundle(m, &e[0], p))).wrong);
}

/* Every byte of every form changed; what is still accepted must say the same. */
static void spoiled(void **state) {
    size_t n, refused = 0, same_thing = 0;
    struct log_entry *e = logged(&n);
    const char *forms[] = {log_bundle(m, &e[0], log_proof(m, &e[0])), log_proof_file(m, &e[0], log_proof(m, &e[0])), log_bundle(m, &e[1], log_proof(m, &e[1]))};
    for (size_t f = 0; f < COUNT(forms); f++)
        for (size_t i = 0; forms[f][i]; i++) {
            struct arena *each = arena_new();
            char *bad = arena_copy(each, forms[f]);
            bad[i] ^= (char)(1 << i % 7);
            struct verdict v = log_verify(each, &trusted, of(content), of(bad));
            if (v.wrong) refused++;
            else same_thing++, assert_int_equal(v.index, e[f == 2].position), assert_int_equal(v.size, 7);
            arena_end(each);
        }
    print_message("%zu refused, %zu changed in what proves nothing (spaces, hints, names of unread members)\n", refused, same_thing);
    assert_true(refused > 4000);
    assert_true(same_thing < 500);
    struct bytes s = log_signature(m, &e[0]);
    for (size_t i = 0; i < s.size * 8; i++) {
        char *bad = arena_copy_n(m, s.data, s.size);
        bad[i / 8] ^= (char)(1 << i % 8);
        assert_non_null(verify(content, (struct bytes){bad, s.size}).wrong);
    }
}

static void witnessed(void **state) {
    size_t n;
    struct log_entry *e = logged(&n);
    struct log_proof *p = log_proof(m, &e[0]);
    struct note_key *w = note_key_new(m, "w.example", NOTE_COSIGNATURE);
    const char *problem = NULL, *text = arena_printf(m, "log %s\nwitness W %s\nquorum W\n", note_key_text(m, log_key()), note_key_text(m, w));
    struct trusted strict = {policy_read(m, text, strlen(text), &problem), trusted.key, 1};
    assert_non_null(log_verify(m, &strict, of(content), of(log_bundle(m, &e[0], p))).wrong);
    struct note *note = note_read(m, p->proof.checkpoint, strlen(p->proof.checkpoint));
    const char *was = p->proof.checkpoint;
    p->proof.checkpoint = arena_printf(m, "%s%s", was, note_sign(m, w, note->text, 1700000000));
    struct verdict v = log_verify(m, &strict, of(content), of(log_bundle(m, &e[0], p)));
    assert_null(v.wrong);
    assert_int_equal(v.witnesses, 1);
    p->proof.checkpoint = arena_printf(m, "%s%s", was, note_sign(m, w, "unit.example/log\n9\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n", 1700000000));
    assert_non_null(log_verify(m, &strict, of(content), of(log_bundle(m, &e[0], p))).wrong);
}

int main(void) {
    const struct CMUnitTest tests[] = {TEST(accepted), TEST(spoiled), TEST(witnessed)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
