/* The tree: vectors of RFC 6962's reference tests (eight leaves, their roots, proofs) and of
 * transparency-dev/merkle, all sizes against each other, and proofs spoiled bit by bit. */
#include "unit.h"
#include <sodium.h>
#include "base/base64.h"
#include "base/merkle.h"

static const char *const leaves[] = {"", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"};
static const char *const roots[] = {
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d", "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77", "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4", "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c", "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"};

static struct digest hex(const char *s) {
    struct digest d;
    assert_int_equal(sodium_hex2bin(d.of, 32, s, 64, NULL, NULL, NULL), 0);
    return d;
}
static struct digest b64(const char *s) {
    struct digest d;
    assert_true(base64_into(s, 44, d.of, 32));
    return d;
}
static struct digest leaf(size_t i) {
    unsigned char raw[32];
    size_t n = 0;
    sodium_hex2bin(raw, sizeof raw, leaves[i], strlen(leaves[i]), NULL, &n, NULL);
    return merkle_leaf(raw, n);
}

static void published_roots(void **state) {
    struct grown g = {0};
    struct digest empty = hex("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"), d = grown_root(&g);
    assert_true(digest_same(&d, &empty));
    for (size_t i = 0; i < 8; i++) {
        struct digest l = leaf(i), r = hex(roots[i]);
        grown_add(&g, &l);
        d = grown_root(&g);
        assert_true(digest_same(&d, &r));
    }
}

static void published_proofs(void **state) {
    struct digest l = b64("ApjRIpBtz8EIkstTpzmS/FufST6kybrbJ7eRtBJ6f+c="), r = b64("rra8/idLcKFPsGel5VeCZNsPqbUa9eC6FZFY8yngbnc=");
    struct digest p = b64("+sVCA+fMaWzw38tCySodnbr3CtnmIfS9jZhmLwDjwSU=");
    assert_true(merkle_included(&l, 2, 3, &p, 1, &r));
    assert_false(merkle_included(&l, 1, 3, &p, 1, &r));
    assert_false(merkle_included(&l, UINT64_MAX, 3, &p, 1, &r));
    static const struct { uint64_t old, size; const char *was, *root, *proof[3]; } c[] = {
        {6, 8, "duZ9rbzfHhDht03cYIq9L5jfsW+851J3tSMqEn8gh+8=", "XcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg=",
         {"DrxdNDf74tsVi58Sah0RjjCBgQMdCpSfje3t68VY72o=", "yoVOoSjtBQtBs1/8G4e46yveRh6eO1WW7Oa51ZdaCuA=", "037kGJdt2VdTwcc4Yrk5j6Kiz5tP8P3+izDNlSCWFLc="}},
        {1, 8, "bjQLnP+zepicpUTmu3gKLHiQHT+zNzh2hRGjBhevoB0=", "XcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg=",
         {"lqKW0iTyhcZ77pPDD4owkVfw2qNdxbh+QQt4YwoJz8c=", "Xwg/ChozygdqlSeYMlgNs+DvRYS9/x9UyKNg9Q3jAx4=", "a0eq8p7jwq+a+Im8H7klTavTEXfxYjLdaqsDXKOb9uQ="}},
        {2, 5, "+sVCA+fMaWzw38tCySodnbr3CtnmIfS9jZhmLwDjwSU=", "Tju7H3tHjc/nH7YxYxUZo7yhLJrvyhYSv85ME6hiZNQ=",
         {"Xwg/ChozygdqlSeYMlgNs+DvRYS9/x9UyKNg9Q3jAx4=", "vBoGQ7EuTS18d5GPROD095qDi2z57FtcKD4fTYhZnms=", NULL}}};
    for (size_t i = 0; i < COUNT(c); i++) {
        struct digest was = b64(c[i].was), root = b64(c[i].root), h[3];
        size_t n = 0;
        for (; n < 3 && c[i].proof[n]; n++) h[n] = b64(c[i].proof[n]);
        assert_true(merkle_consistent(c[i].old, &was, c[i].size, &root, h, n));
        assert_false(merkle_consistent(c[i].old, &root, c[i].size, &was, h, n));
        assert_false(merkle_consistent(c[i].old, &was, c[i].size, &root, h, n - 1));
        assert_false(merkle_consistent(c[i].old + 1, &was, c[i].size, &root, h, n));
        assert_false(merkle_consistent(c[i].old, &was, c[i].size * 2, &root, h, n));
        h[n / 2].of[0] ^= 16;
        assert_false(merkle_consistent(c[i].old, &was, c[i].size, &root, h, n));
    }
}

enum { most = 70 };
static struct digest all[most];
static bool read_hash(void *from, int level, uint64_t n, struct digest *d) {
    uint64_t size = (uint64_t)1 << level;
    struct grown g = {0};
    for (uint64_t i = n * size; i < (n + 1) * size; i++) {
        if (i >= most) return false;
        grown_add(&g, &all[i]);
    }
    *d = grown_root(&g);
    return true;
}
static const struct hashes hashes = {read_hash, NULL};

static void all_sizes(void **state) {
    struct grown g = {0};
    struct digest root[most + 1] = {0}, p[merkle_most + 1];
    int n;
    for (int i = 0; i < most; i++) {
        all[i] = merkle_leaf(&i, sizeof i);
        grown_add(&g, &all[i]);
        root[i + 1] = grown_root(&g);
    }
    for (uint64_t size = 1; size <= most; size++) {
        struct digest r;
        struct grown again;
        assert_true(merkle_root(&hashes, size, &r) && digest_same(&r, &root[size]));
        assert_true(merkle_grown(&hashes, size, &again));
        r = grown_root(&again);
        assert_true(digest_same(&r, &root[size]));
        for (uint64_t i = 0; i < size; i++) {
            assert_true(merkle_prove(&hashes, i, size, p, &n));
            assert_true(merkle_included(&all[i], i, size, p, (size_t)n, &root[size]));
            for (int k = 0; k < n; k++) {
                p[k].of[i % 32] ^= 1;
                assert_false(merkle_included(&all[i], i, size, p, (size_t)n, &root[size]));
                p[k].of[i % 32] ^= 1;
            }
            assert_false(merkle_included(&all[i], (i + 1) % size, size, p, (size_t)n, &root[size]) && size > 1);
            assert_false(merkle_included(&all[i], i, size, p, (size_t)n + 1, &root[size]));
            assert_true(merkle_prove_grown(&hashes, i + 1, size, p, &n));
            assert_true(merkle_consistent(i + 1, &root[i + 1], size, &root[size], p, (size_t)n));
            for (int k = 0; k < n; k++) {
                p[k].of[i % 32] ^= 1;
                assert_false(merkle_consistent(i + 1, &root[i + 1], size, &root[size], p, (size_t)n));
                p[k].of[i % 32] ^= 1;
            }
        }
    }
}

static void edges(void **state) {
    struct digest a = leaf(0), b = leaf(1), p[1];
    int n;
    assert_true(merkle_consistent(5, &a, 5, &a, NULL, 0));
    assert_false(merkle_consistent(5, &a, 5, &b, NULL, 0));
    assert_false(merkle_consistent(0, &a, 5, &b, NULL, 0));
    assert_false(merkle_consistent(6, &a, 5, &b, NULL, 0));
    assert_false(merkle_included(&a, 0, 0, NULL, 0, &a));
    assert_true(merkle_included(&a, 0, 1, NULL, 0, &a));
    assert_false(merkle_prove(&hashes, 1, 1, p, &n));
    assert_false(merkle_prove_grown(&hashes, 0, 4, p, &n));
}

int main(void) {
    const struct CMUnitTest tests[] = {TEST(published_roots), TEST(published_proofs), TEST(all_sizes), TEST(edges)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
