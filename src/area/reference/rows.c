/* What stands, as records of each table: the id of its entry first, then the columns. */
#include "area/reference/room.h"

#define WORDS(language) "coalesce((SELECT n.name FROM party_name n WHERE n.party = p.id AND n.language = '" language "'), '')"
#define SOURCE "coalesce((SELECT n.source FROM party_name n WHERE n.party = p.id AND n.language = 'en'), '')"
#define FACT(called) "coalesce((SELECT f.value FROM fact f WHERE f.party = p.id AND f.name = '" called "' AND f.disputed = 0 ORDER BY f.value, f.id LIMIT 1), '')"
#define YES_NO(column) "CASE WHEN " column " = 1 THEN '1' ELSE '0' END"
SQL(rows_organization, "", "ktttttt",
    "SELECT p.id, p.id, p.acronym, " WORDS("en") ", " WORDS("fr") ", " WORDS("es") ", " SOURCE " FROM party p WHERE p.kind = 'organization' AND p.synthetic = 0 ORDER BY p.id");
#define CONVENER "SELECT r.other, min(r.party) AS body FROM relation r WHERE r.role = 'convener' AND r.until IS NULL AND r.disputed = 0 GROUP BY r.other"
SQL(rows_region, "", "ktttttttt",
    "SELECT p.id, p.id, " WORDS("en") ", " WORDS("fr") ", " WORDS("es") ", coalesce(c.body, ''), "
    "coalesce((SELECT n.name FROM party_name n WHERE n.party = c.body AND n.language = 'en'), ''), " FACT("secretariat") ", " SOURCE
    " FROM party p LEFT JOIN (" CONVENER ") c ON c.other = p.id WHERE p.kind = 'region' AND p.synthetic = 0 ORDER BY p.id");
SQL(rows_mechanism, "", "ktttttttttttttt",
    "SELECT p.id, p.acronym, " WORDS("en") ", " FACT("founded") ", " FACT("type") ", " FACT("region") ", "
    "coalesce((SELECT f.value FROM fact f WHERE f.party = p.id AND f.name = 'status' AND f.disputed = 0 ORDER BY f.value, f.id LIMIT 1), p.status), "
    FACT("secretariat") ", " FACT("chair") ", " FACT("association") ", " FACT("observers") ", " FACT("focus") ", " FACT("members_count") ", " SOURCE ", " FACT("note")
    " FROM party p WHERE p.kind = 'mechanism' AND p.synthetic = 0 ORDER BY p.id");

/* What members.csv says whole, but for the beginning. */
#define MEMBERSHIP \
    "(p.kind IN ('state', 'territory') AND m.kind = 'mechanism' AND r.role IN ('member', 'observer', 'applicant') AND r.until IS NULL AND r.disputed = 0 AND r.permanent = 0)"
#define RELATED "FROM relation r JOIN party p ON p.id = r.party JOIN party m ON m.id = r.other WHERE p.synthetic = 0 AND m.synthetic = 0 AND r.role <> 'part_of' "
SQL(rows_member, "", "kttttt",
    "SELECT r.id, m.acronym, p.iso3, r.role, r.note, r.source " RELATED "AND " MEMBERSHIP " ORDER BY m.id, r.role, p.iso3, r.id");
SQL(rows_relation, "i", "kktttttttt",
    "SELECT r.id, r.party, r.role, r.other, coalesce(r.since, ''), coalesce(r.until, ''), " YES_NO("r.permanent") ", " YES_NO("r.disputed") ", r.note, r.source " RELATED
    "AND ($1 = 1 OR r.since IS NOT NULL OR NOT " MEMBERSHIP ") ORDER BY r.other, r.role, r.party, r.since, r.id");

/* Facts that mechanisms.csv and regions.csv say whole. */
#define SAID_ELSEWHERE \
    "((p.kind = 'mechanism' OR (p.kind = 'region' AND f.name = 'secretariat')) AND f.disputed = 0 AND f.note = '' AND f.source = " SOURCE \
    " AND NOT EXISTS (SELECT 1 FROM fact g WHERE g.party = f.party AND g.name = f.name AND g.id <> f.id))"
SQL(rows_fact, "i", "ktttttt",
    "SELECT f.id, f.party, f.name, f.value, " YES_NO("f.disputed") ", f.note, f.source FROM fact f JOIN party p ON p.id = f.party "
    "WHERE p.synthetic = 0 AND ($1 = 1 OR NOT " SAID_ELSEWHERE ") ORDER BY f.party, f.position, f.value, f.id");
SQL(rows_event, "", "ktttttttttttttttt",
    "SELECT id, starts, ends, title, forum_name, city, coalesce(iso3, ''), source, status, mode, objectives, formerly, begins, finishes, zone, address, note "
    "FROM event ORDER BY starts, forum_name, title, id");

#define TITLE(language) "coalesce((SELECT t.title FROM objective_text t WHERE t.number = o.number AND t.language = '" language "'), '')"
#define SHORT(language) "coalesce((SELECT t.short FROM objective_text t WHERE t.number = o.number AND t.language = '" language "'), '')"
SQL(rows_objective, "", "tttttttttttttttt",
    "SELECT '', CAST(o.number AS TEXT), " TITLE("en") ", " TITLE("fr") ", " TITLE("es") ", " TITLE("ar") ", " TITLE("ru") ", " TITLE("zh") ", "
    SHORT("en") ", " SHORT("fr") ", " SHORT("es") ", CAST(o.cluster AS TEXT), CAST(o.paragraph AS TEXT), "
    "coalesce((SELECT t.source FROM objective_text t WHERE t.number = o.number AND t.language = 'en'), ''), "
    "coalesce((SELECT max(t.source) FROM objective_text t WHERE t.number = o.number AND t.language <> 'en'), ''), "
    "coalesce((SELECT max(t.short_source) FROM objective_text t WHERE t.number = o.number), '') FROM objective o ORDER BY o.number");
#define PRINCIPLE(language) "coalesce((SELECT t.name FROM principle_text t WHERE t.letter = l.letter AND t.language = '" language "'), '')"
SQL(rows_principle, "", "ttttttt",
    "SELECT '', l.letter, " PRINCIPLE("en") ", " PRINCIPLE("fr") ", " PRINCIPLE("es") ", " PRINCIPLE("zh") ", l.source "
    "FROM (SELECT letter, max(source) AS source FROM principle_text GROUP BY letter) l ORDER BY l.letter");
#define ROUND_TITLE(code) "coalesce((SELECT t.title FROM round_title t WHERE t.round = r.id AND t.language = '" code "'), '')"
SQL(rows_round, "", "ktttttttttttttt",
    "SELECT r.id, r.id, r.forum, r.host, r.tier, coalesce(r.informs, ''), coalesce(r.before_round, ''), r.status, " ROUND_TITLE("en") ", " ROUND_TITLE("fr") ", "
    ROUND_TITLE("es") ", " ROUND_TITLE("ar") ", " ROUND_TITLE("ru") ", " ROUND_TITLE("zh") ", r.source FROM round r WHERE r.synthetic = 0 "
    "ORDER BY CASE WHEN r.informs IS NULL THEN 0 ELSE 1 END, coalesce((SELECT min(s.starts) FROM round_step s WHERE s.round = r.id), '9999'), r.id");
SQL(rows_step, "", "kttttttt",
    "SELECT s.id, s.round, s.kind, s.starts, s.ends, s.place, s.note, s.source FROM round_step s JOIN round r ON r.id = s.round WHERE r.synthetic = 0 "
    "ORDER BY s.round, s.starts, s.position, s.id");

void row_add(struct act *a, const struct dataset *d, struct standing_rows *s, const char *id, const char *const *cells) {
    if (s->table.n == s->room) {
        size_t room = s->room ? s->room * 2 : 64;
        struct record *more = NEW_N(a->arena, struct record, room);
        const char **ids = NEW_N(a->arena, const char *, room);
        if (s->room) memcpy(more, s->table.record, s->table.n * sizeof *more), memcpy(ids, s->id, s->table.n * sizeof *ids);
        s->table.record = more;
        s->id = ids;
        s->room = room;
    }
    struct record *r = &s->table.record[s->table.n];
    *r = (struct record){.line = (int)s->table.n + 2, .n = d->n, .cell = NEW_N(a->arena, char *, d->n)};
    for (size_t i = 0; i < d->n; i++) r->cell[i] = arena_copy(a->arena, cells[i] ? cells[i] : "");
    s->id[s->table.n++] = id;
}

static void add_all(struct act *a, const struct dataset *d, struct standing_rows *s, struct rows *r) {
    const char **cells = NEW_N(a->arena, const char *, d->n);
    for (size_t i = 0; i < r->n; i++) {
        for (size_t c = 0; c < d->n; c++) cells[c] = text(r->row[i], (int)c + 1);
        row_add(a, d, s, text(r->row[i], 0), cells);
    }
}

void organization_rows(struct act *a, const struct dataset *d, struct standing_rows *s, bool all) { add_all(a, d, s, db_all(a, rows_organization)); }
void region_rows(struct act *a, const struct dataset *d, struct standing_rows *s, bool all) { add_all(a, d, s, db_all(a, rows_region)); }
void mechanism_rows(struct act *a, const struct dataset *d, struct standing_rows *s, bool all) { add_all(a, d, s, db_all(a, rows_mechanism)); }
void member_rows(struct act *a, const struct dataset *d, struct standing_rows *s, bool all) { add_all(a, d, s, db_all(a, rows_member)); }
void event_rows(struct act *a, const struct dataset *d, struct standing_rows *s, bool all) { add_all(a, d, s, db_all(a, rows_event)); }
void objective_rows(struct act *a, const struct dataset *d, struct standing_rows *s, bool all) { add_all(a, d, s, db_all(a, rows_objective)); }
void principle_rows(struct act *a, const struct dataset *d, struct standing_rows *s, bool all) { add_all(a, d, s, db_all(a, rows_principle)); }
void round_rows(struct act *a, const struct dataset *d, struct standing_rows *s, bool all) { add_all(a, d, s, db_all(a, rows_round)); }
void step_rows(struct act *a, const struct dataset *d, struct standing_rows *s, bool all) { add_all(a, d, s, db_all(a, rows_step)); }
void relation_rows(struct act *a, const struct dataset *d, struct standing_rows *s, bool all) { add_all(a, d, s, db_all(a, rows_relation, all)); }
void fact_rows(struct act *a, const struct dataset *d, struct standing_rows *s, bool all) { add_all(a, d, s, db_all(a, rows_fact, all)); }
