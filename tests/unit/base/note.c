/* Notes: the published example of Go's reference implementation (key, text, exact bytes), the
 * shapes of the C2SP specifications' examples, and everything a reader must refuse. */
#include "unit.h"
#include "base/base64.h"
#include "base/buf.h"
#include "base/note.h"

static const char vkey[] = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
static const char skey[] = "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";
static const char words[] = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
static const char line[] = "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";

static struct note *note(const char *s) { return note_read(m, s, strlen(s)); }

static void published(void **state) {
    struct note_key *v = note_key_read(m, vkey), *s = note_secret_read(m, skey);
    assert_non_null(v);
    assert_non_null(s);
    assert_int_equal(v->id, 0xc74f20a3);
    assert_string_equal(note_key_text(m, s), vkey);
    assert_string_equal(note_secret_text(m, s), skey);
    assert_string_equal(note_sign(m, s, words, 0), line);
    struct note *n = note(arena_printf(m, "%s\n%s", words, line));
    assert_non_null(n);
    assert_string_equal(n->text, words);
    assert_int_equal(note_check(n, v, NULL), NOTE_GOOD);
    n = note(arena_printf(m, "%sX\n\n%s", words, line));
    assert_int_equal(note_check(n, v, NULL), NOTE_BAD);
    struct note_key *other = note_key_new(m, "PeterNeumann", NOTE_ED25519);
    assert_int_equal(note_check(n, other, NULL), NOTE_ABSENT);
    /* The example of the specification: empty lines in the text, cut at the last one. */
    n = note("Ognuno sta solo sul cuor della terra\ntrafitto da un raggio di sole:\n\ned è subito sera.\n\n"
             "— quasimodo.example/salvatore NnugSzTjtVAewIS+Z/iJhUPeFDkO/5QQ2i5ddnGITLlC+EhfLW9oJKONrMouFSQU0xMcXxj99ihAQwaqP3ZekRwNtIc=\n");
    assert_non_null(n);
    assert_int_equal(n->n, 1);
    assert_string_equal(n->signature[0].name, "quasimodo.example/salvatore");
    assert_int_equal(n->signature[0].id, 0x367ba04b);
    assert_true(n->signature[0].bytes.size == 64);
}

static void keys_refused(void **state) {
    static const char *const wrong[] = {"", "+", "++", "PeterNeumann", "PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        "PeterNeumann+C74F20A3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW", "Peter Neumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10T", "+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        "PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW", "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW="};
    for (size_t i = 0; i < COUNT(wrong); i++) assert_null(note_key_read(m, wrong[i]));
    assert_null(note_secret_read(m, vkey));
    assert_null(note_secret_read(m, "PRIVATE+KEY+PeterNeumann+c74f20a4+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz"));
    assert_false(note_name_fits("a\xc2\xa0""b"));
    assert_false(note_name_fits("a\xe2\x80\x83""b"));
    assert_true(note_name_fits("forum.example/log"));
}

static void notes_refused(void **state) {
    const char *good = arena_printf(m, "text\n\n%s", line);
    assert_non_null(note(good));
    const char *const wrong[] = {"", "text\n", "text\n\n", arena_printf(m, "text\n%s", line), arena_printf(m, "text\n\n%.*s", (int)strlen(line) - 1, line),
        arena_printf(m, "text\n\n%sx\n", line), arena_printf(m, "te\txt\n\n%s", line), arena_printf(m, "te\rxt\n\n%s", line), arena_printf(m, "te\xffxt\n\n%s", line),
        "text\n\n- name AAAAAAA=\n", "text\n\n— name\n", "text\n\n—  AAAAAAA=\n", "text\n\n— na+me AAAAAAA=\n", "text\n\n— name AAAAAA==\n", "text\n\n— name AAAAAAB=\n",
        "text\n\n— name AAAAAAA\n", "text\n\n— name AAAA AAA=\n"};
    for (size_t i = 0; i < COUNT(wrong); i++) {
        if (note(wrong[i])) print_error("taken: %s\n", wrong[i]);
        assert_false(note(wrong[i]));
    }
    struct buf *many = buf_new(m);
    buf_add(many, "text\n\n");
    for (int i = 0; i < 16; i++) buf_add(many, line);
    assert_non_null(note_read(m, many->data, many->size)); /* at least 16 must be read */
    for (int i = 0; i < 60; i++) buf_add(many, line);
    assert_null(note_read(m, many->data, many->size));
}

static void checkpoints(void **state) {
    struct checkpoint c;
    static const char good[] = "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n";
    assert_true(checkpoint_read(m, good, &c));
    assert_string_equal(c.origin, "example.com/behind-the-sofa");
    assert_int_equal(c.size, 20852163);
    assert_string_equal(checkpoint_text(m, &c), good);
    assert_true(checkpoint_read(m, "o\n0\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\nextension\n", &c));
    assert_true(checkpoint_read(m, "o\n18446744073709551615\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n", &c));
    static const char *const wrong[] = {"", "\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n", "o\n01\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n",
        "o\n-1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n", "o\n18446744073709551616\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n", "o\n\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n",
        "o\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I\n", "o\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2J=\n", "o\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=", "o\n1\nAAAA\n", "o\n1 \nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n",
        "o\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n"};
    for (size_t i = 0; i < COUNT(wrong); i++) {
        if (checkpoint_read(m, wrong[i], &c)) print_error("taken: %s\n", wrong[i]);
        assert_false(checkpoint_read(m, wrong[i], &c));
    }
}

static void cosignatures(void **state) {
    struct note_key *k = note_key_new(m, "witness.example/w1", NOTE_COSIGNATURE), *v = note_key_read(m, note_key_text(m, k));
    static const char text[] = "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n";
    int64_t time = 0;
    char *s = note_sign(m, k, text, 1679315147);
    assert_int_equal(note_check(note(arena_printf(m, "%s\n%s", text, s)), v, &time), NOTE_GOOD);
    assert_int_equal(time, 1679315147);
    assert_int_equal(note_check(note(arena_printf(m, "%sx\n\n%s", text, s)), v, &time), NOTE_BAD);
    /* As a plain signature of the same key it means something else. */
    struct note_key plain = *v;
    plain.type = NOTE_ED25519;
    assert_int_equal(note_check(note(arena_printf(m, "%s\n%s", text, s)), &plain, NULL), NOTE_BAD);
    /* The example of the specification has a known shape: 4 bytes of id, 8 of time, 64. */
    struct note *n = note(arena_printf(m, "%s\n— witness.example.com/w1 jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==\n", text));
    const unsigned char *p = n->signature[0].bytes.data;
    assert_true(n->signature[0].bytes.size == 72);
    assert_int_equal(p[4] << 24 | p[5] << 16 | p[6] << 8 | p[7], 1679315147);
}

static void proofs(void **state) {
    struct tlog_proof p = {.extra = {"abc", 3}, .index = 73894, .n = 2, .checkpoint = "example.com/fancylog\n109482\nsFodV/vSp5O8n9a8QpW6PRY97tfOSW5bsc2Xl/EQi08=\n\n— x AAAAAAA=\n"};
    const char *s = tlog_proof_text(m, &p);
    struct tlog_proof *q = tlog_proof_read(m, s, strlen(s));
    assert_non_null(q);
    assert_int_equal(q->index, 73894);
    assert_int_equal(q->n, 2);
    assert_memory_equal(q->extra.data, "abc", 3);
    assert_string_equal(q->checkpoint, p.checkpoint);
    assert_string_equal(tlog_proof_text(m, q), s);
    static const char *const wrong[] = {"", "c2sp.org/tlog-proof@v1", "c2sp.org/tlog-proof@v2\nindex 1\n\n", "c2sp.org/tlog-proof@v1\nindex 01\n\n", "c2sp.org/tlog-proof@v1\nindex 1\n",
        "c2sp.org/tlog-proof@v1\nextra A\nindex 1\n\n", "c2sp.org/tlog-proof@v1\nindex 1\nAAAA\n\n", "c2sp.org/tlog-proof@v1\nindex 1\nextra AAAA\n\n", "c2sp.org/tlog-proof@v1\r\nindex 1\n\n"};
    for (size_t i = 0; i < COUNT(wrong); i++) assert_null(tlog_proof_read(m, wrong[i], strlen(wrong[i])));
    static const char call[] = "old 20852014\nPlRNCrwHpqhGrupue0L7gxbjbMiKA9temvuZZDDpkaw=\njrJZDmY8Y7SyJE0MWLpLozkIVMSMZcD5kvuKxPC3swk=\n5+pKlUdi2LeF/BcMHBn+Ku6yhPGNCswZZD1X/6QgPd8=\n"
        "/6WVhPs2CwSsb5rYBH5cjHV/wSmA79abXAwhXw3Kj/0=\n\nexample.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n"
        "— example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n";
    struct witness_call *c = witness_call_read(m, call, strlen(call));
    assert_non_null(c);
    assert_int_equal(c->old, 20852014);
    assert_int_equal(c->n, 4);
    assert_non_null(note_read(m, c->checkpoint, strlen(c->checkpoint)));
    assert_string_equal(witness_call_text(m, c), call);
    struct buf *many = buf_new(m);
    buf_add(many, "old 1\n");
    for (int i = 0; i < 64; i++) buf_add(many, "PlRNCrwHpqhGrupue0L7gxbjbMiKA9temvuZZDDpkaw=\n");
    buf_add(many, "\nx\n");
    assert_null(witness_call_read(m, many->data, many->size));
}

static void base64(void **state) {
    bool fine;
    assert_string_equal(base64_text(m, "f", 1), "Zg==");
    assert_string_equal(base64_text(m, "foobar", 6), "Zm9vYmFy");
    struct bytes b = base64_bytes(m, "Zm9v", 4, &fine);
    assert_true(fine && b.size == 3);
    static const char *const wrong[] = {"Zg", "Zg=", "Zh==", "Zg==Zg==", "Zm9v\n", " Zm9v", "Zm9-", "====", "A"};
    for (size_t i = 0; i < COUNT(wrong); i++) {
        base64_bytes(m, wrong[i], strlen(wrong[i]), &fine);
        assert_false(fine);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {TEST(published), TEST(keys_refused), TEST(notes_refused), TEST(checkpoints), TEST(cosignatures), TEST(proofs), TEST(base64)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
