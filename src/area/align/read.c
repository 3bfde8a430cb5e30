/* A problem file, field by field. The first thing that is wrong ends the reading and is told
 * with its place. What the definition ignores (titles of kinds, members of fora) is not read. */
#include <jansson.h>
#include "area/align.h"
#include "base/clock.h"
#include "base/text.h"

struct reader {
    struct arena *arena;
    struct align_problem *p;
    json_t *root, *agents, *cities, *fora, *meetings; /* root; the others: number by id */
    bool *holiday;                                    /* [slot][agent] */
    const char *problem;
};

PRINTF(2, 3) static bool wrong(struct reader *r, const char *format, ...) {
    if (r->problem) return false;
    va_list list;
    va_start(list, format);
    r->problem = arena_vprintf(r->arena, format, list);
    va_end(list);
    return false;
}

/* A whole number of the object between least and most. */
static bool number(struct reader *r, const json_t *of, const char *where, const char *key, int least, int most, int *n) {
    const json_t *v = json_object_get(of, key);
    if (!v) return wrong(r, "%s: \"%s\" is missing", where, key);
    if (!json_is_integer(v) || json_integer_value(v) < least || json_integer_value(v) > most)
        return wrong(r, "%s: \"%s\" must be a whole number from %d to %d", where, key, least, most);
    *n = (int)json_integer_value(v);
    return true;
}

static const char *words(struct reader *r, const json_t *of, const char *where, const char *key, bool needed) {
    const json_t *v = json_object_get(of, key);
    if (!v && !needed) return "";
    if (!json_is_string(v) || (needed && !*json_string_value(v))) return wrong(r, "%s: \"%s\" must be words", where, key), NULL;
    if (strlen(json_string_value(v)) > 500 || text_tricky(json_string_value(v)))
        return wrong(r, "%s: \"%s\" is too long or holds control characters", where, key), NULL;
    return arena_copy(r->arena, json_string_value(v));
}

static const json_t *list(struct reader *r, const json_t *of, const char *where, const char *key, size_t most) {
    const json_t *v = json_object_get(of, key);
    if (!json_is_array(v)) return wrong(r, "%s: \"%s\" must be a list", where, key), NULL;
    if (json_array_size(v) > most) return wrong(r, "%s: \"%s\" holds more than %zu entries", where, key, most), NULL;
    return v;
}

/* The entry k of a list at the top, an object; where is set to "meetings[3]". */
static const json_t *entry(struct reader *r, const json_t *l, const char *key, int k, const char **where) {
    const json_t *v = json_array_get(l, (size_t)k);
    *where = arena_printf(r->arena, "%s[%d]", key, k);
    return json_is_object(v) ? v : (wrong(r, "%s must be an object", *where), NULL);
}

/* The id of entry k, kept in map; *where becomes "meetings[3] (m003)". */
static const char *identity(struct reader *r, const json_t *v, json_t *map, int k, const char **where) {
    const char *id = words(r, v, *where, "id", true);
    if (!id) return NULL;
    *where = arena_printf(r->arena, "%s (%s)", *where, text_cut(r->arena, id, 40));
    if (json_object_get(map, id)) return wrong(r, "%s: this id is there twice", *where), NULL;
    json_object_set_new(map, id, json_integer(k));
    return id;
}

static bool known(struct reader *r, const json_t *v, const json_t *map, const char *where, const char *what, int *n) {
    const json_t *k = json_is_string(v) ? json_object_get(map, json_string_value(v)) : NULL;
    if (!k) return wrong(r, "%s: \"%s\" must name one of the %s", where, what, map == r->agents ? "agents" : map == r->cities ? "cities" : map == r->fora ? "fora" : "meetings");
    *n = (int)json_integer_value(k);
    return true;
}

/* Slots of a list, as flags. What lies after the end concerns nobody. */
static bool slots(struct reader *r, const json_t *of, const char *where, const char *key, bool *set) {
    const json_t *l = list(r, of, where, key, align_most_number), *v;
    size_t i;
    if (!l) return false;
    json_array_foreach(l, i, v) {
        if (!json_is_integer(v) || json_integer_value(v) < 0 || json_integer_value(v) > align_most_number)
            return wrong(r, "%s: \"%s\"[%zu] must be a slot", where, key, i);
        if (json_integer_value(v) < r->p->horizon) set[json_integer_value(v)] = true;
    }
    return true;
}

static bool head(struct reader *r) {
    struct align_problem *p = r->p;
    const json_t *w = json_object_get(r->root, "weights");
    const char *format = words(r, r->root, "file", "format", true);
    int n[4];
    if (!format) return false;
    if (!same(format, "iscm-calendar-problem/1")) return wrong(r, "file: \"format\" must be \"iscm-calendar-problem/1\"");
    p->name = words(r, r->root, "file", "name", false);
    p->start = words(r, r->root, "file", "start", true);
    if (!p->name || !p->start) return false;
    if (!clock_is_day(p->start) || clock_days_between("1900-01-01", p->start) % 7) return wrong(r, "file: \"start\" must be a Monday, as 2029-01-01");
    if (!number(r, r->root, "file", "slots", 1, align_most_slots, &p->slots)) return false;
    p->horizon = p->slots + align_most_duration;
    if (!json_is_object(w)) return wrong(r, "file: \"weights\" must be an object");
    static const char *const key[] = {"overload", "holiday", "city", "synergy"};
    for (size_t i = 0; i < COUNT(key); i++)
        if (!number(r, w, "weights", key[i], 0, align_most_number, &n[i])) return false;
    p->overload = n[0], p->holiday = n[1], p->city_cost = n[2], p->synergy = n[3];
    return true;
}

static bool agents(struct reader *r) {
    const json_t *l = list(r, r->root, "file", "agents", align_most_agents), *v;
    const char *where;
    r->p->n_agents = (int)json_array_size(l);
    r->p->agent = NEW_N(r->arena, struct align_agent, (size_t)r->p->n_agents);
    for (int i = 0; i < r->p->n_agents; i++) {
        struct align_agent *a = &r->p->agent[i];
        if (!(v = entry(r, l, "agents", i, &where)) || !(a->id = identity(r, v, r->agents, i, &where)) ||
            !number(r, v, where, "capacity", 0, align_most_number, &a->capacity)) return false;
    }
    return l != NULL;
}

static bool cities(struct reader *r) {
    const json_t *l = list(r, r->root, "file", "cities", align_most_cities), *v;
    const char *where;
    r->p->n_cities = (int)json_array_size(l);
    r->p->city = NEW_N(r->arena, struct align_city, (size_t)r->p->n_cities);
    for (int i = 0; i < r->p->n_cities; i++) {
        struct align_city *c = &r->p->city[i];
        bool *closed = NEW_N(r->arena, bool, (size_t)r->p->horizon);
        if (!(v = entry(r, l, "cities", i, &where)) || !(c->id = identity(r, v, r->cities, i, &where)) ||
            !(c->name = words(r, v, where, "name", false)) || !number(r, v, where, "capacity", 0, align_most_number, &c->capacity) ||
            !number(r, v, where, "cost", 0, align_most_number, &c->cost) || !slots(r, v, where, "closed", closed)) return false;
        if (!*c->name) c->name = c->id;
        c->closed = closed;
    }
    return l != NULL;
}

static bool fora(struct reader *r) {
    const json_t *l = list(r, r->root, "file", "fora", align_most_fora), *v;
    const char *where;
    r->p->n_fora = (int)json_array_size(l);
    r->p->forum = NEW_N(r->arena, const char *, (size_t)r->p->n_fora);
    for (int i = 0; i < r->p->n_fora; i++)
        if (!(v = entry(r, l, "fora", i, &where)) || !(r->p->forum[i] = identity(r, v, r->fora, i, &where))) return false;
    return l != NULL;
}

/* States that are no agents may stand here: they attend nothing. */
static bool holidays(struct reader *r) {
    struct align_problem *p = r->p;
    const json_t *l = list(r, r->root, "file", "holidays", 2000), *v, *states, *s;
    const char *where;
    r->holiday = NEW_N(r->arena, bool, (size_t)p->horizon * (size_t)p->n_agents);
    bool *set = NEW_N(r->arena, bool, (size_t)p->horizon);
    for (int i = 0; i < (int)json_array_size(l); i++) {
        size_t k;
        memset(set, 0, (size_t)p->horizon);
        if (!(v = entry(r, l, "holidays", i, &where)) || !slots(r, v, where, "slots", set) || !(states = list(r, v, where, "states", align_most_agents))) return false;
        json_array_foreach(states, k, s) {
            if (!json_is_string(s)) return wrong(r, "%s: \"states\"[%zu] must be words", where, k);
            const json_t *a = json_object_get(r->agents, json_string_value(s));
            for (int t = 0; a && t < p->horizon; t++)
                if (set[t]) r->holiday[(size_t)t * (size_t)p->n_agents + (size_t)json_integer_value(a)] = true;
        }
    }
    return l != NULL;
}

static bool attendance(struct reader *r, const json_t *v, const char *where, struct align_meeting *m) {
    json_t *of = json_object_get(v, "attendance"), *units;
    const char *id;
    if (!json_is_object(of)) return wrong(r, "%s: \"attendance\" must be an object", where);
    struct align_share *share = NEW_N(r->arena, struct align_share, json_object_size(of));
    int16_t *holiday = NEW_N(r->arena, int16_t, (size_t)r->p->horizon);
    json_object_foreach(of, id, units) {
        const json_t *a = json_object_get(r->agents, id);
        if (!a) return wrong(r, "%s: \"attendance\" names %s, which is none of the agents", where, text_cut(r->arena, id, 40));
        if (!json_is_integer(units) || json_integer_value(units) < 1 || json_integer_value(units) > 2)
            return wrong(r, "%s: \"attendance\" of %s must be 2 (member) or 1 (observer)", where, text_cut(r->arena, id, 40));
        struct align_share *s = &share[m->n_shares++];
        *s = (struct align_share){(int)json_integer_value(a), (int)json_integer_value(units)};
        if (s->units != 2) continue;
        for (int t = 0; t < r->p->horizon; t++) holiday[t] = (int16_t)(holiday[t] + r->holiday[(size_t)t * (size_t)r->p->n_agents + (size_t)s->agent]);
    }
    m->share = share;
    m->holiday = holiday;
    return true;
}

static bool window(struct reader *r, const json_t *v, const char *where, struct align_meeting *m) {
    const json_t *w = json_object_get(v, "window"), *x = json_array_get(w, 0), *y = json_array_get(w, 1);
    if (json_array_size(w) != 2 || !json_is_integer(x) || !json_is_integer(y)) return wrong(r, "%s: \"window\" must be [first, last]", where);
    if (json_integer_value(x) < 0 || json_integer_value(y) >= r->p->slots || json_integer_value(x) > json_integer_value(y))
        return wrong(r, "%s: \"window\" must lie within the %d slots, the first not after the last", where, r->p->slots);
    m->first = (int)json_integer_value(x), m->last = (int)json_integer_value(y);
    return true;
}

static bool places(struct reader *r, const json_t *v, const char *where, struct align_meeting *m) {
    const json_t *l = list(r, v, where, "cities", align_most_cities);
    if (!l) return false;
    if (!json_array_size(l)) return wrong(r, "%s: \"cities\" must name one city at least", where);
    int *city = NEW_N(r->arena, int, json_array_size(l));
    for (size_t i = 0; i < json_array_size(l); i++) {
        if (!known(r, json_array_get(l, i), r->cities, where, "cities", &city[i])) return false;
        for (size_t k = 0; k < i; k++)
            if (city[k] == city[i]) return wrong(r, "%s: \"cities\" names %s twice", where, r->p->city[city[i]].id);
    }
    m->city = city;
    m->n_cities = (int)json_array_size(l);
    return true;
}

static bool meetings(struct reader *r) {
    int places_in_all = 0;
    const json_t *l = list(r, r->root, "file", "meetings", align_most_meetings), *v;
    const char *where;
    r->p->n_meetings = (int)json_array_size(l);
    r->p->meeting = NEW_N(r->arena, struct align_meeting, (size_t)r->p->n_meetings);
    for (int i = 0; i < r->p->n_meetings; i++) {
        struct align_meeting *m = &r->p->meeting[i];
        if (!(v = entry(r, l, "meetings", i, &where)) || !(m->id = identity(r, v, r->meetings, i, &where)) || !(m->title = words(r, v, where, "title", false)) ||
            !known(r, json_object_get(v, "forum"), r->fora, where, "forum", &m->forum) || !number(r, v, where, "duration", 1, align_most_duration, &m->duration) ||
            !window(r, v, where, m) || !number(r, v, where, "target", -align_most_number, align_most_number, &m->target) ||
            !number(r, v, where, "target_weight", 0, align_most_number, &m->weight) || !places(r, v, where, m) || !attendance(r, v, where, m)) return false;
        if (!json_is_boolean(json_object_get(v, "fixed"))) return wrong(r, "%s: \"fixed\" must be true or false", where);
        m->fixed = json_is_true(json_object_get(v, "fixed"));
        places_in_all += (m->last - m->first + 1) * m->n_cities;
        if (places_in_all > align_most_places) return wrong(r, "%s: the windows and cities of the meetings make more than %d places in all", where, align_most_places);
        if (m->fixed && (m->target < m->first || m->target > m->last)) return wrong(r, "%s: is fixed, so its \"target\" must lie in its \"window\"", where);
    }
    return l != NULL;
}

static bool relations(struct reader *r) {
    struct align_problem *p = r->p;
    const json_t *o = list(r, r->root, "file", "precedence", align_most_pairs), *s = o ? list(r, r->root, "file", "synergy", align_most_pairs) : NULL, *v;
    const char *where;
    if (!s) return false;
    p->n_orders = (int)json_array_size(o), p->n_pairs = (int)json_array_size(s);
    p->order = NEW_N(r->arena, struct align_order, (size_t)p->n_orders);
    p->pair = NEW_N(r->arena, struct align_pair, (size_t)p->n_pairs);
    for (int i = 0; i < p->n_orders; i++)
        if (!(v = entry(r, o, "precedence", i, &where)) || !known(r, json_object_get(v, "before"), r->meetings, where, "before", &p->order[i].before) ||
            !known(r, json_object_get(v, "after"), r->meetings, where, "after", &p->order[i].after) ||
            !number(r, v, where, "lag", -align_most_slots, align_most_slots, &p->order[i].lag)) return false;
    for (int i = 0; i < p->n_pairs; i++) {
        struct align_pair *x = &p->pair[i];
        if (!(v = entry(r, s, "synergy", i, &where)) || !known(r, json_object_get(v, "a"), r->meetings, where, "a", &x->a) ||
            !known(r, json_object_get(v, "b"), r->meetings, where, "b", &x->b) || !number(r, v, where, "common", 0, align_most_number, &x->common)) return false;
        if (x->a == x->b) return wrong(r, "%s: \"a\" and \"b\" must be two meetings", where);
    }
    return true;
}

static json_t *whole(struct arena *m, const char *text, size_t n, const char **problem) {
    json_error_t error;
    if (n > align_most_bytes) {
        *problem = "the file is too large";
        return NULL;
    }
    json_t *root = json_loadb(text, n, JSON_REJECT_DUPLICATES, &error);
    if (!root) *problem = arena_printf(m, "line %d, column %d: %s", error.line, error.column, error.text);
    else if (!json_is_object(root)) *problem = "the file must hold one object";
    else return root;
    json_decref(root);
    return NULL;
}

struct align_problem *align_read(struct arena *m, const char *text, size_t n, const char **problem) {
    struct reader r = {.arena = m, .p = NEW(m, struct align_problem)};
    if (!(r.root = whole(m, text, n, problem))) return NULL;
    r.agents = json_object(), r.cities = json_object(), r.fora = json_object(), r.meetings = json_object();
    bool fine = head(&r) && agents(&r) && cities(&r) && fora(&r) && holidays(&r) && meetings(&r) && relations(&r);
    json_decref(r.root), json_decref(r.agents), json_decref(r.cities), json_decref(r.fora), json_decref(r.meetings);
    if (!fine) *problem = r.problem;
    return fine ? r.p : NULL;
}

static bool placed(struct reader *r, const char *id, const json_t *v, struct align_place *at) {
    const struct align_problem *p = r->p;
    const char *where = arena_printf(r->arena, "schedule of %s", text_cut(r->arena, id, 40)), *city;
    if (!json_is_object(v)) return wrong(r, "%s must be an object", where);
    if (!number(r, v, where, "start", 0, p->slots - 1, &at->start) || !(city = words(r, v, where, "city", true))) return false;
    for (at->city = 0; at->city < p->n_cities; at->city++)
        if (same(p->city[at->city].id, city)) return true;
    return wrong(r, "%s: \"city\" must name one of the cities", where);
}

struct align_place *align_plan_read(struct arena *m, const struct align_problem *p, const char *text, size_t n, const char **problem) {
    struct align_problem copy = *p;
    struct reader r = {.arena = m, .p = &copy};
    if (!(r.root = whole(m, text, n, problem))) return NULL;
    struct align_place *at = NEW_N(m, struct align_place, (size_t)p->n_meetings);
    const json_t *s = json_object_get(r.root, "schedule");
    if (!json_is_object(s)) wrong(&r, "file: \"schedule\" must be an object");
    for (int i = 0; !r.problem && i < p->n_meetings; i++) {
        const json_t *v = json_object_get(s, p->meeting[i].id);
        if (!v) wrong(&r, "schedule: %s is missing", p->meeting[i].id);
        else placed(&r, p->meeting[i].id, v, &at[i]);
    }
    if (!r.problem && json_object_size(s) != (size_t)p->n_meetings) wrong(&r, "schedule: it holds meetings that the problem does not");
    json_decref(r.root);
    if (r.problem) *problem = r.problem;
    return r.problem ? NULL : at;
}
