/* The questions of a form in tables, in the form's order and with labels in its languages. */
#include "area/release/room.h"
#include "base/lang.h"
#include "base/text.h"

SQL(questions_add, "kttitii", "",
    "INSERT INTO form_question (form, section, item, position, kind, cluster, objective) VALUES ($1, $2, $3, $4, $5, $6, $7) "
    "ON CONFLICT (form, section, item) DO NOTHING");
SQL(questions_add_label, "kttttt", "",
    "INSERT INTO form_question_label (form, section, item, choice, language, words) VALUES ($1, $2, $3, $4, $5, $6) "
    "ON CONFLICT (form, section, item, choice, language) DO NOTHING");
SQL(questions_rows, "ktt", "tttttiii",
    "SELECT q.section, q.item, coalesce(l.words, d.words, ''), CASE WHEN l.words IS NULL THEN 'en' ELSE l.language END, q.kind, "
    "q.position, q.cluster, q.objective FROM form_question q "
    "LEFT JOIN form_question_label l ON l.form = q.form AND l.section = q.section AND l.item = q.item AND l.choice = '' AND l.language = $3 "
    "LEFT JOIN form_question_label d ON d.form = q.form AND d.section = q.section AND d.item = q.item AND d.choice = '' AND d.language = 'en' "
    "WHERE q.form = $1 AND q.section = $2 ORDER BY q.position");
SQL(questions_section_rows, "kt", "tttttiii",
    "SELECT q.section, q.item, coalesce(l.words, d.words, ''), CASE WHEN l.words IS NULL THEN 'en' ELSE l.language END, q.kind, "
    "q.position, q.cluster, q.objective FROM form_question q "
    "LEFT JOIN form_question_label l ON l.form = q.form AND l.section = q.section AND l.item = '' AND l.choice = '' AND l.language = $2 "
    "LEFT JOIN form_question_label d ON d.form = q.form AND d.section = q.section AND d.item = '' AND d.choice = '' AND d.language = 'en' "
    "WHERE q.form = $1 AND q.item = '' ORDER BY q.position");
SQL(questions_choice, "kttt", "ttt",
    "SELECT choice, language, words FROM form_question_label WHERE form = $1 AND section = $2 AND item = $3 AND choice <> '' "
    "AND language IN ($4, 'en')");

static void labels(struct act *a, const char *form, const char *section, const char *item, const char *choice, const struct saids *s) {
    for (size_t i = 0; i < s->n; i++)
        db_do(a, questions_add_label, form, section, item, choice, blank(s->said[i].language) ? "en" : s->said[i].language, s->said[i].words);
}

bool questions_index(struct act *a, const char *form_id, const struct form *f) {
    for (size_t i = 0; i < f->n_items; i++) {
        const struct item *t = &f->items[i], *s = &f->items[t->section];
        if (t->type == ITEM_NOTE || t->type == ITEM_HIDDEN || (t->type == ITEM_GROUP && t->level > 0) || t->type == ITEM_REPEAT) continue;
        const char *item = t->level ? t->path + strlen(s->name) + 1 : "";
        db_do(a, questions_add, form_id, s->name, item, (int64_t)i, t->kind, (int64_t)s->cluster, (int64_t)s->objective);
        labels(a, form_id, s->name, item, "", &t->label);
        for (size_t k = 0; k < t->n_choices; k++) labels(a, form_id, s->name, item, t->choices[k].name, &t->choices[k].label);
    }
    return !failed(a);
}

static struct question *read(struct act *a, struct rows *r, size_t *n) {
    struct question *q = NEW_N(a->arena, struct question, r->n);
    for (size_t i = 0; i < r->n; i++) {
        struct row *w = r->row[i];
        q[i] = (struct question){text(w, 0), text(w, 1), text(w, 2), text(w, 3), text(w, 4), num(w, 5), num(w, 6), num(w, 7)};
        if (!*q[i].label) q[i].label = *q[i].item ? q[i].item : q[i].section;
    }
    *n = r->n;
    return q;
}

struct question *questions_of(struct act *a, const char *form, const char *section, size_t *n) {
    return read(a, db_all(a, questions_rows, form, section, a->lang->code), n);
}
struct question *questions_sections(struct act *a, const char *form, size_t *n) {
    return read(a, db_all(a, questions_section_rows, form, a->lang->code), n);
}

const char *question_section_label(struct act *a, const char *form, const char *section) {
    size_t n;
    struct question *q = questions_sections(a, form, &n);
    for (size_t i = 0; i < n; i++)
        if (same(q[i].section, section)) return q[i].label;
    return section;
}

const char *question_choice(struct act *a, const char *form, const char *section, const char *item, const char *value) {
    struct rows *r = db_all(a, questions_choice, form, section, item, a->lang->code);
    if (!r->n) return value;
    char **part = text_split(a->arena, value, ' ');
    size_t n = 0;
    for (; part[n]; n++) {
        const char *found = NULL;
        for (size_t i = 0; i < r->n; i++)
            if (same(text(r->row[i], 0), part[n]) && (!found || same(text(r->row[i], 1), a->lang->code))) found = text(r->row[i], 2);
        if (!found) return value; /* words, not choices */
        part[n] = arena_copy(a->arena, found);
    }
    return lang_list(a->arena, a->lang, (const char *const *)part, n);
}
