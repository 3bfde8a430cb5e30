#include "area/compact.h"
#include "base/lang.h"
#include "store/db.h"

SQL(compact_all, "t", "iiittttt",
    "SELECT o.number, o.cluster, o.paragraph, coalesce(t.title, ''), coalesce(e.title, ''), coalesce(t.short, ''), coalesce(e.short, ''), "
    "coalesce(t.language, '') FROM objective o LEFT JOIN objective_text t ON t.number = o.number AND t.language = $1 "
    "LEFT JOIN objective_text e ON e.number = o.number AND e.language = 'en' ORDER BY o.number");
SQL(compact_principle_list, "t", "ttt",
    "SELECT e.letter, coalesce(t.name, ''), e.name FROM principle_text e LEFT JOIN principle_text t ON t.letter = e.letter AND t.language = $1 "
    "WHERE e.language = 'en' ORDER BY e.letter");

struct objective *compact_objectives(struct act *a, size_t *n) {
    struct rows *r = db_all(a, compact_all, a->lang->code);
    struct objective *o = NEW_N(a->arena, struct objective, r->n);
    for (size_t i = 0; i < r->n; i++) {
        struct row *w = r->row[i];
        bool own = *text(w, 3), own_short = *text(w, 5);
        o[i] = (struct objective){(int)num(w, 0), (int)num(w, 1), (int)num(w, 2), own ? text(w, 3) : text(w, 4), own ? a->lang->code : "en",
                                  own_short ? text(w, 5) : text(w, 6), own_short ? a->lang->code : "en"};
    }
    *n = r->n;
    return o;
}

struct objective *compact_objective(struct act *a, int number) {
    size_t n;
    struct objective *o = compact_objectives(a, &n);
    for (size_t i = 0; i < n; i++)
        if (o[i].number == number) return &o[i];
    return NULL;
}

struct principle *compact_principles(struct act *a, size_t *n) {
    struct rows *r = db_all(a, compact_principle_list, a->lang->code);
    struct principle *p = NEW_N(a->arena, struct principle, r->n);
    for (size_t i = 0; i < r->n; i++) {
        bool own = *text(r->row[i], 1);
        p[i] = (struct principle){text(r->row[i], 0), text(r->row[i], own ? 1 : 2), own ? a->lang->code : "en"};
    }
    *n = r->n;
    return p;
}

const char *compact_cluster(int cluster) {
    static const char *const titles[] = {"", "Ensuring that migration is voluntary, orderly and regular",
        "Protecting migrants through rights-based border governance", "Supporting the integration of migrants and their contribution to development",
        "Improving value- and evidence-based policymaking and public debate, and enhancing cooperation"};
    return cluster >= 1 && cluster <= 4 ? titles[cluster] : "";
}
