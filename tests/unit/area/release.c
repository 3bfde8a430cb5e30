#include "round_world.h"
#include "area/directory.h"
#include "area/log.h"

enum { owner, named, members, observers, partners, everyone };
static const struct { const char *party, *function; int widest; /* narrowest audience that reaches them */ bool by_name; } readers[] = {
    {"chl", "releaser", owner, false}, {"chl", "focal_point", owner, false}, {"per", "focal_point", members, true},
    {"bol", "releaser", members, false}, {"esp", "focal_point", observers, false}, {"iom", "delegate", partners, false},
    {"eclac", "secretariat", members, false}, {"fra", "focal_point", everyone, false}, {NULL, NULL, everyone, false}};

static struct act *reader(struct act *a, size_t i) { return readers[i].party ? acting(a, readers[i].party, readers[i].function) : nobody(a); }
static bool reads(struct act *b, const char *id) {
    struct release *r = release_find(b, id);
    return r && release_words(b, r)->n > 0 && release_bytes(b, r).size > 0;
}

static void each_audience_reaches_exactly_its_readers(void **s) {
    struct act *a = round_world();
    for (int audience = owner; audience <= everyone; audience++) {
        write_words(a, "chl", "objective_07", "actions", "", arena_printf(m, "words %d", audience));
        const char *id = let_go(a, "chl", "objective_07", audiences[audience], audience == named ? "per" : NULL);
        for (size_t i = 0; i < COUNT(readers); i++) {
            bool wanted = readers[i].widest == owner || (audience == named ? readers[i].by_name : audience >= readers[i].widest);
            if (reads(reader(a, i), id) != wanted) bug("%s for %s", audiences[audience], readers[i].party);
        }
    }
    struct act *lost = acting(a, "per", "focal_point");
    size_t n;
    release_history(lost, "r1", "chl", NULL, &n); /* of six versions only the newest stands for others */
    assert_int_equal(n, 1);
    release_history(acting(a, "chl", "releaser"), "r1", "chl", NULL, &n);
    assert_int_equal(n, 6);
}

SQL(test_clear_again, "d", "", "UPDATE section SET since = $1 WHERE name = 'objective_07'");
static void what_waits_for_release_is_counted(void **s) {
    struct act *a = round_world();
    write_words(a, "chl", "objective_07", "actions", "", "words");
    write_words(a, "chl", "objective_08", "actions", "", "words");
    struct act *b = acting(a, "chl", "releaser");
    size_t n, k;
    struct section *l = section_list(b, input_find(b, "in-chl"), &n);
    struct release *all = release_history(b, "r1", "chl", NULL, &k);
    assert_int_equal(release_waiting(all, k, l, n), 2);
    const char *first = let_go(a, "chl", "objective_07", "owner", NULL);
    b = acting(a, "chl", "focal_point");
    all = release_history(b, "r1", "chl", NULL, &k);
    assert_int_equal(release_waiting(all, k, l, n), 1);
    assert_int_equal(release_since_cleared(all, k, &l[0]).how, LET_GO_STANDS);
    assert_int_equal(release_since_cleared(all, k, &l[1]).how, LET_GO_NOT);
    assert_true(release_recall(acting(a, "chl", "releaser"), first, "why", NULL));
    b = acting(a, "chl", "focal_point");
    all = release_history(b, "r1", "chl", NULL, &k);
    assert_int_equal(release_since_cleared(all, k, &l[0]).how, LET_GO_RECALLED);
    assert_int_equal(release_waiting(all, k, l, n), 1);
    db_do(again(a), test_clear_again, "2999-01-01T00:00:00Z"); /* cleared again, after that */
    b = acting(a, "chl", "focal_point");
    l = section_list(b, input_find(b, "in-chl"), &n);
    assert_int_equal(release_waiting(all, k, l, n), 2);
}

/* Being named in one release opens no other. */
static void a_name_opens_one_release_alone(void **s) {
    struct act *a = round_world();
    write_words(a, "chl", "objective_01", "actions", "", "For Peru");
    write_words(a, "bol", "objective_02", "actions", "", "For Spain");
    write_words(a, "chl", "objective_03", "actions", "", "For Spain as well");
    const char *to_peru = let_go(a, "chl", "objective_01", "named", "per"), *to_spain = let_go(a, "bol", "objective_02", "named", "esp");
    const char *again_to_spain = let_go(a, "chl", "objective_03", "named", "esp");
    assert_true(reads(acting(a, "per", "focal_point"), to_peru));
    assert_true(reads(acting(a, "esp", "focal_point"), to_spain) && reads(acting(a, "esp", "focal_point"), again_to_spain));
    assert_false(reads(acting(a, "per", "focal_point"), to_spain) || reads(acting(a, "per", "focal_point"), again_to_spain));
    assert_false(reads(acting(a, "esp", "focal_point"), to_peru));
    assert_false(reads(acting(a, "chl", "focal_point"), to_spain) || reads(acting(a, "eclac", "secretariat"), to_spain) || reads(nobody(a), to_spain));
}

static void the_bytes_are_what_the_digest_says(void **s) {
    struct act *a = round_world();
    write_words(a, "chl", "methodology", "drafted_by", "", "He said \"no\"\\\nand\tleft, ñandú");
    write_words(a, "chl", "methodology", "drafted_by", "ar", "كلمات");
    struct act *b = nobody(a);
    struct release *r = release_find(b, let_go(a, "chl", "methodology", "public", NULL));
    struct bytes w = release_bytes(b, r);
    assert_string_equal(r->sha256, hash_hex(m, w.data, w.size));
    assert_non_null(strstr(w.data, "\"text\":\"He said \\\"no\\\"\\\\\\nand\\tleft, ñandú\",\"translations\":[{\"language\":\"ar\",\"text\":\"كلمات\"}]"));
    const char *salt = strstr(w.data, "\"salt\":\"");
    assert_non_null(salt);
    assert_int_equal(strcspn(salt + 8, "\""), 32);
    assert_int_equal(strlen(r->receipt), 14);
    struct release *again_r = release_find(nobody(a), let_go(a, "chl", "methodology", "public", NULL));
    assert_string_not_equal(again_r->sha256, r->sha256); /* the salt */
}

/* Who may see a release learns nothing of those before it, which may have gone to fewer. */
static void the_log_does_not_say_what_came_before(void **s) {
    struct act *a = round_world();
    write_words(a, "chl", "methodology", "approach", "", "Palabras");
    let_go(a, "chl", "methodology", "named", "per");
    const char *id = let_go(a, "chl", "methodology", "public", NULL);
    size_t n;
    struct log_entry *e = log_entries(a, id, &n);
    for (size_t i = 0; i < n; i++)
        if (e[i].payload.data) assert_true(strstr(e[i].payload.data, "\"audience\":\"public\"") && !strstr(e[i].payload.data, "version") && !strstr(e[i].payload.data, "supersedes"));
    assert_true(n > 0 && release_recall(acting(a, "chl", "releaser"), id, "A mistake.", NULL));
    e = log_entries(a, id, &n);
    for (size_t i = 0; i < n; i++) assert_true(!e[i].payload.data || !strstr(e[i].payload.data, "version"));
}

static void only_the_releasing_authority_with_the_second_factor(void **s) {
    struct act *a = round_world();
    write_words(a, "chl", "methodology", "drafted_by", "", "w");
    assert_null(release_offers(acting(a, "chl", "focal_point"), "in-chl"));
    assert_null(release_offers(acting(a, "per", "releaser"), "in-chl"));
    assert_null(release_offers(acting(a, "eclac", "secretariat"), "in-chl"));
    struct act *weak = acting(a, "chl", "releaser");
    weak->strong = false;
    assert_null(release_offers(weak, "in-chl"));
    struct offers *o = release_offers(acting(a, "chl", "releaser"), "in-chl");
    assert_int_equal(o->n, 1);
    const char *id = let_go(a, "chl", "methodology", "public", NULL);
    assert_false(release_recall(acting(a, "per", "releaser"), id, "no", NULL));
    assert_false(release_recall(acting(a, "chl", "focal_point"), id, "no", NULL));
}

static void what_was_seen_is_what_leaves(void **s) {
    struct act *a = round_world();
    write_words(a, "chl", "methodology", "drafted_by", "", "first words");
    struct offers *seen = release_offers(acting(a, "chl", "releaser"), "in-chl");
    struct release_order o = {.name = "methodology", .audience = "public", .fingerprint = seen->offer[0].fingerprint};
    write_words(a, "chl", "methodology", "drafted_by", "", "other words");
    struct act *b = acting(a, "chl", "releaser");
    assert_null(release_make(b, "in-chl", &o, 1, NULL));
    assert_int_equal(b->failure, CONFLICT);
    /* two at once: the second saw version 0 and is told */
    o.fingerprint = release_offers(acting(a, "chl", "releaser"), "in-chl")->offer[0].fingerprint;
    assert_non_null(release_make(acting(a, "chl", "releaser"), "in-chl", &o, 1, NULL));
    b = acting(a, "chl", "releaser");
    assert_null(release_make(b, "in-chl", &o, 1, NULL));
    assert_int_equal(b->failure, CONFLICT);
    seen = release_offers(acting(a, "chl", "releaser"), "in-chl");
    assert_int_equal(seen->offer[0].version, 1);
    assert_true(seen->offer[0].unchanged);
    o.audience = "named";
    o.version = 1;
    b = acting(a, "chl", "releaser");
    assert_null(release_make(b, "in-chl", &o, 1, NULL));
    assert_non_null(mistake_of(b, "audience-methodology"));
}

SQL(test_quote, "kd", "",
    "INSERT INTO paragraph_source (id, paragraph, release, question, quoted, added) VALUES ('ps', 'pa', $1, 'q', 'zyxquoted words', $2)");
static void recall_leaves_no_word(void **s) {
    struct act *a = round_world();
    write_words(a, "chl", "methodology", "drafted_by", "", "zyxplanted zyxquoted words");
    const char *problem = NULL;
    assert_true(db_script(world_db, m, "INSERT INTO attachment (id, section, question, name, type, size, sha256, content, at) "
        "VALUES ('at','s-chl-methodology','method_file','a.txt','text/plain',9,'0000000000000000000000000000000000000000000000000000000000000000',CAST('zyxplaced' AS BLOB),'')", &problem));
    const char *id = let_go(a, "chl", "methodology", "members", NULL);
    struct release *whole = release_find(reader(a, 0), id);
    assert_int_equal(release_words(reader(a, 0), whole)->n_files, 1);
    assert_true(db_script(world_db, m, "INSERT INTO report (id, round, title, language, status, created) VALUES ('re','r1','T','en','draft','');"
        "INSERT INTO chapter (id, report, position, kind, title) VALUES ('ch','re',1,'free','C');"
        "INSERT INTO paragraph (id, chapter, position, words, changed) VALUES ('pa','ch',1,'Chile said zyxquoted words.','');"
        "INSERT INTO paragraph_version (paragraph, version, words, at) VALUES ('pa',1,'Chile said zyxquoted words.','');"
        "INSERT INTO paragraph_beside (id, paragraph, words, at) VALUES ('be','pa','Or: zyxquoted words.','');"
        "INSERT INTO report_version (id, report, number, status, sha256, at) VALUES ('rv','re',1,'circulated','','');"
        "INSERT INTO report_version_paragraph (version, position, chapter, paragraph, words) VALUES ('rv',1,'C','pa','Chile said zyxquoted words.')", &problem));
    assert_true(db_do(a, test_quote, id, a->now));
    struct act *b = acting(a, "chl", "releaser");
    assert_false(release_recall(b, id, "  ", "http://x"));
    assert_non_null(mistake_of(b, "reason"));
    assert_true(release_recall(acting(a, "chl", "releaser"), id, "A figure was wrong.", "http://x"));
    assert_false(release_recall(acting(a, "chl", "releaser"), id, "Twice.", NULL));
    for (size_t i = 0; i < COUNT(readers); i++) {
        b = reader(a, i);
        struct release *r = release_find(b, id);
        bool could = readers[i].widest <= members;
        assert_int_equal(r != NULL, could);
        if (!r) continue;
        assert_string_equal(r->reason, "A figure was wrong.");
        assert_null(release_words(b, r));
        assert_int_equal(release_bytes(reader(a, i), r).size, 0);
    }
    /* The draft stays the party's own; with it gone, no trace of the words is in the file. */
    assert_true(db_script(world_db, m, "UPDATE revision SET value = ''; UPDATE attachment SET content = x''; PRAGMA wal_checkpoint(TRUNCATE)", &problem));
    const char *folder = getenv("ISTHMUS_TEST_FOLDER");
    struct buf *file = file_read(m, arena_printf(m, "%s/world-%d.db", folder ? folder : "/tmp", world_count), 1 << 26);
    assert_non_null(file);
    assert_non_null(memmem(file->data, file->size, "A figure was wrong", 18)); /* the search itself works */
    assert_null(memmem(file->data, file->size, "zyxplanted", 10));
    assert_null(memmem(file->data, file->size, "zyxquoted", 9));
    assert_null(memmem(file->data, file->size, "zyxplaced", 9));
    /* released again: a new version */
    write_words(a, "chl", "methodology", "drafted_by", "", "mended");
    const char *next = let_go(a, "chl", "methodology", "public", NULL);
    assert_int_equal(release_find(acting(a, "chl", "releaser"), next)->version, 2);
    /* others are not told how many came before, which they may never have seen */
    assert_int_equal(release_find(nobody(a), next)->version, 0);
    assert_int_equal(release_find(acting(a, "per", "releaser"), next)->version, 0);
    size_t n;
    struct act *host = acting(a, "eclac", "secretariat");
    assert_int_equal(release_history(host, "r1", "chl", "methodology", &n)->version, 0);
}

static void repeats_stand_entry_by_entry(void **s) {
    struct act *a = round_world();
    const char *paths[] = {"needs[2]/need_text", "needs[2]/need_kind", "needs[1]/need_kind", "status"};
    for (size_t i = 0; i < COUNT(paths); i++) write_words(a, "chl", "objective_07", paths[i], "", "w");
    write_words(a, "chl", "objective_07", "priority", "", "no");
    write_words(a, "chl", "objective_07", "priority_why", "", "does not apply");
    struct act *b = nobody(a);
    struct release_content *c = release_words(b, release_find(b, let_go(a, "chl", "objective_07", "public", NULL)));
    const char *wanted[] = {"priority", "status", "needs[1]/need_kind", "needs[2]/need_kind", "needs[2]/need_text"};
    assert_int_equal(c->n, COUNT(wanted)); /* what does not apply stays behind */
    for (size_t i = 0; i < COUNT(wanted); i++) assert_string_equal(c->answer[i].question, wanted[i]);
    assert_string_equal(c->answer[2].kind, "need_kind");
}

SQL(test_name, "k", "", "INSERT INTO party_name (party, language, name) VALUES ($1, 'en', $1)");
static struct reach *from_to(struct act *a, const char *from, const char *from_named, const char *to, const char *to_named) {
    struct reach_of f = {"r1", "eclac", "chl", from, &from_named, from_named ? 1 : 0}, t = {"r1", "eclac", "chl", to, &to_named, to_named ? 1 : 0};
    return release_reach(a, &f, &t);
}

/* What is said is what readers find: each party's own reading is the judge. */
static void what_another_audience_changes_is_said(void **s) {
    struct act *a = round_world();
    static const char *const nameless[] = {"esp", "fra", "iom", "eclac"};
    for (size_t i = 0; i < COUNT(nameless); i++) db_do(a, test_name, nameless[i]);
    struct act *b = acting(a, "chl", "releaser");
    struct reach *r = from_to(b, "members", NULL, "partners", NULL);
    assert_int_equal(r->way, REACH_WIDER);
    assert_int_equal(r->n_gains, 2);
    assert_string_equal(r->gains[0], party_name(b, "esp"));
    assert_string_equal(r->gains[1], party_name(b, "iom"));
    assert_int_equal(r->n_loses, 0);
    r = from_to(b, "public", NULL, "members", NULL);
    assert_int_equal(r->way, REACH_NARROWER);
    assert_true(r->everyone_loses && !r->everyone_gains);
    assert_int_equal(r->n_gains, 0);
    r = from_to(b, "named", "fra", "named", "esp");
    assert_int_equal(r->way, REACH_OTHER);
    assert_string_equal(r->loses[0], party_name(b, "fra"));
    assert_string_equal(r->gains[0], party_name(b, "esp"));
    r = from_to(b, "observers", NULL, "owner", NULL);
    assert_int_equal(r->way, REACH_NARROWER);
    assert_int_equal(r->n_loses, 4); /* two members, the observer, the secretariat's party; not Chile itself */
    assert_int_equal(from_to(b, "members", NULL, "members", NULL)->way, REACH_SAME);

    static const char *const others[][2] = {{"per", "focal_point"}, {"esp", "focal_point"}, {"iom", "delegate"}, {"eclac", "secretariat"}, {"fra", "focal_point"}};
    for (const char *const *from = audiences; *from; from++)
        for (const char *const *to = audiences; *to; to++) {
            write_words(again(a), "chl", "objective_07", "status", "", arena_printf(m, "%s %s", *from, *to));
            const char *was = let_go(a, "chl", "objective_07", *from, "fra");
            bool saw[COUNT(others)];
            for (size_t i = 0; i < COUNT(others); i++) saw[i] = release_find(acting(a, others[i][0], others[i][1]), was) != NULL;
            const char *now = let_go(a, "chl", "objective_07", *to, "fra");
            b = acting(a, "chl", "releaser");
            r = release_reach_of(b, release_find(b, now));
            for (size_t i = 0; i < COUNT(others); i++) {
                bool sees = release_find(acting(a, others[i][0], others[i][1]), now) != NULL, gains = false, loses = false;
                for (size_t k = 0; k < r->n_gains; k++) gains |= same(r->gains[k], party_name(b, others[i][0]));
                for (size_t k = 0; k < r->n_loses; k++) loses |= same(r->loses[k], party_name(b, others[i][0]));
                bool said_gain = gains || (r->everyone_gains && !saw[i]), said_loss = loses || (r->everyone_loses && !sees);
                if ((sees && !saw[i]) != said_gain || (!sees && saw[i]) != said_loss) bug("%s to %s, %s", *from, *to, others[i][0]);
            }
        }
    assert_null(release_reach_of(acting(a, "per", "releaser"), r ? release_find(acting(a, "chl", "releaser"), let_go(a, "chl", "objective_07", "public", NULL)) : NULL));
}

/* One that was recalled before it was released anew stood for nobody. */
/* Of a section what stands is recalled: words of an earlier version could stand in it still. */
static void what_stands_is_recalled(void **s) {
    struct act *a = round_world();
    write_words(a, "chl", "methodology", "drafted_by", "", "zyxplanted");
    const char *first = let_go(a, "chl", "methodology", "members", NULL), *second = let_go(a, "chl", "methodology", "public", NULL);
    struct act *b = acting(a, "chl", "releaser");
    assert_false(release_recall(b, first, "A mistake.", NULL));
    assert_int_equal(b->failure, CONFLICT);
    assert_true(release_words(nobody(a), release_find(nobody(a), second)) != NULL);
    assert_true(release_recall(acting(a, "chl", "releaser"), second, "A mistake.", NULL));
    b = acting(a, "chl", "releaser");
    assert_true(*release_find(b, first)->recalled && *release_find(b, second)->recalled);
}

static void after_a_recall_there_is_no_before(void **s) {
    struct act *a = round_world();
    write_words(a, "chl", "objective_07", "status", "", "w");
    const char *first = let_go(a, "chl", "objective_07", "public", NULL);
    struct act *b = acting(a, "chl", "releaser");
    assert_null(release_reach_of(b, release_find(b, first)));
    assert_true(release_recall(acting(a, "chl", "releaser"), first, "A reason", NULL));
    const char *second = let_go(a, "chl", "objective_07", "members", NULL);
    b = acting(a, "chl", "releaser");
    assert_null(release_reach_of(b, release_find(b, second)));
}

int main(void) {
    const struct CMUnitTest tests[] = {TEST(what_stands_is_recalled), TEST(the_log_does_not_say_what_came_before), TEST(what_another_audience_changes_is_said), TEST(after_a_recall_there_is_no_before), TEST(each_audience_reaches_exactly_its_readers), TEST(what_waits_for_release_is_counted), TEST(the_bytes_are_what_the_digest_says),
        TEST(only_the_releasing_authority_with_the_second_factor), TEST(a_name_opens_one_release_alone), TEST(what_was_seen_is_what_leaves), TEST(recall_leaves_no_word),
        TEST(repeats_stand_entry_by_entry)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
