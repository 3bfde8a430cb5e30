#include "base/policy.h"
#include "base/text.h"

/* Words between spaces and tabs; n of them. */
static char **words_of(struct arena *m, const char *line, size_t length, size_t *n) {
    char **word = NEW_N(m, char *, length / 2 + 2);
    *n = 0;
    for (size_t i = 0; i < length;) {
        while (i < length && (line[i] == ' ' || line[i] == '\t')) i++;
        size_t from = i;
        while (i < length && line[i] != ' ' && line[i] != '\t') i++;
        if (i > from) word[(*n)++] = arena_copy_n(m, line + from, i - from);
    }
    return word;
}

static int member(const struct policy *p, const char *name) {
    for (size_t i = 0; i < p->n_witnesses; i++)
        if (same(p->witness[i].name, name)) return (int)i;
    for (size_t i = 0; i < p->n_groups; i++)
        if (same(p->group[i].name, name)) return policy_most + (int)i;
    return -1;
}

static bool same_key(const struct note_key *a, const struct note_key *b) { return !memcmp(a->public_key, b->public_key, sizeof a->public_key); }

static const char *add_log(struct arena *m, struct policy *p, char **w, size_t n) {
    struct note_key *k = n == 2 || n == 3 ? note_key_read(m, w[1]) : NULL;
    if (!k || k->type != NOTE_ED25519) return "a log line is: log KEY [URL]";
    for (size_t i = 0; i < p->n_logs; i++)
        if (same_key(p->log[i].key, k)) return "this log is there twice";
    if (p->n_logs == policy_most) return "too many logs";
    p->log[p->n_logs++] = (struct policy_log){k, n == 3 ? w[2] : ""};
    return NULL;
}

static const char *add_witness(struct arena *m, struct policy *p, char **w, size_t n) {
    struct note_key *k = n == 3 || n == 4 ? note_key_read(m, w[2]) : NULL;
    if (!k || k->type != NOTE_COSIGNATURE) return "a witness line is: witness NAME KEY [URL]";
    for (size_t i = 0; i < p->n_witnesses; i++)
        if (same_key(p->witness[i].key, k)) return "this witness is there twice";
    if (same(w[1], "none") || member(p, w[1]) >= 0) return "this name is taken";
    if (p->n_witnesses == policy_most) return "too many witnesses";
    p->witness[p->n_witnesses++] = (struct policy_witness){w[1], n == 4 ? w[3] : "", k};
    return NULL;
}

static const char *add_group(struct policy *p, bool used[2 * policy_most], char **w, size_t n) {
    int64_t need = 0;
    if (n < 4) return "a group line is: group NAME all|any|NUMBER NAME…";
    if (same(w[1], "none") || member(p, w[1]) >= 0) return "this name is taken";
    if (p->n_groups == policy_most) return "too many groups";
    struct policy_group g = {.name = w[1]};
    for (size_t i = 3; i < n; i++) {
        int k = member(p, w[i]);
        if (k < 0) return "a group may only name witnesses and groups of lines before it";
        if (used[k]) return "a witness or group may be a member once";
        used[k] = true;
        g.member[g.n++] = k;
    }
    if (same(w[2], "all")) need = (int64_t)g.n;
    else if (same(w[2], "any")) need = 1;
    else if (!text_number(w[2], &need) || *w[2] < '1' || *w[2] > '9') need = 0;
    if (need < 1 || need > (int64_t)g.n) return "a group needs at least one of its members and at most all";
    g.need = (size_t)need;
    p->group[p->n_groups++] = g;
    return NULL;
}

static const char *add_quorum(struct policy *p, char **w, size_t n) {
    if (n != 2) return "a quorum line is: quorum NAME|none";
    if (p->quorum != -2) return "there may be one quorum line";
    p->quorum = same(w[1], "none") ? -1 : member(p, w[1]);
    if (p->quorum >= 0 || same(w[1], "none")) return NULL;
    return "the quorum names no witness or group of a line before it";
}

struct policy *policy_read(struct arena *m, const void *bytes, size_t n, const char **problem) {
    struct policy *p = NEW(m, struct policy);
    bool used[2 * policy_most] = {0};
    p->quorum = -2;
    const char *s = bytes, *end = s + n, *wrong = NULL;
    int line = 0;
    if (n > note_most) wrong = "it is too long";
    for (; s < end && !wrong; line++) {
        const char *stop = memchr(s, '\n', (size_t)(end - s));
        size_t k, length = (size_t)((stop ? stop : end) - s);
        for (size_t i = 0; i < length; i++)
            if (((unsigned char)s[i] < ' ' && s[i] != '\t') || s[i] == 127) wrong = "it holds a control character";
        char **w = wrong ? NULL : words_of(m, s, length, &k);
        bool says = !wrong && k && *w[0] != '#'; /* neither empty nor a remark */
        if (says && same(w[0], "log")) wrong = add_log(m, p, w, k);
        else if (says && same(w[0], "witness")) wrong = add_witness(m, p, w, k);
        else if (says && same(w[0], "group")) wrong = add_group(p, used, w, k);
        else if (says && same(w[0], "quorum")) wrong = add_quorum(p, w, k);
        else if (says) wrong = "a line begins with log, witness, group or quorum";
        s = stop ? stop + 1 : end;
    }
    if (!wrong && p->quorum == -2) wrong = "it has no quorum line";
    if (wrong) *problem = arena_printf(m, "line %d: %s", line, wrong);
    return wrong ? NULL : p;
}

static bool witnessed(const struct policy *p, const bool *signed_by, int k) {
    if (k < policy_most) return signed_by[k];
    const struct policy_group *g = &p->group[k - policy_most];
    size_t have = 0;
    for (size_t i = 0; i < g->n; i++) have += witnessed(p, signed_by, g->member[i]);
    return have >= g->need;
}

bool policy_quorum(const struct policy *p, const struct note *note) {
    bool signed_by[policy_most] = {0};
    for (size_t i = 0; i < p->n_witnesses; i++) {
        enum note_verdict v = note_check(note, p->witness[i].key, NULL);
        if (v == NOTE_BAD) return false;
        signed_by[i] = v == NOTE_GOOD;
    }
    return p->quorum < 0 || witnessed(p, signed_by, p->quorum);
}

bool policy_accepts(const struct policy *p, const struct note *note, const struct checkpoint *c) {
    bool log = false;
    for (size_t i = 0; i < p->n_logs; i++) {
        enum note_verdict v = same(p->log[i].key->name, c->origin) ? note_check(note, p->log[i].key, NULL) : NOTE_ABSENT;
        if (v == NOTE_BAD) return false;
        log |= v == NOTE_GOOD;
    }
    return log && policy_quorum(p, note);
}
