#include "command/demo_report.h"
#include "area/compact.h"
#include "area/report.h"
#include "base/clock.h"
#include "base/text.h"

/* Chapters by their number in the report: 1 summary, 2 method, 3 to 6 the clusters 1 to 4; a paragraph
 * stands in the cluster of the objective under it. */
struct passage { const char *party, *section, *question, *quoted; };
struct said_so { int chapter; const char *words; struct passage source[3]; };

static const struct said_so before[] = {
    {1, "[Synthetic] Two States described how they prepare data and engage their diasporas. Both asked for exchange between national offices.", {{0}}},
    {2, "[Synthetic] The secretariat read the sections released to everyone, and circulated the draft for two weeks.", {{0}}},
    {6, "[Synthetic] A national survey of migration was being prepared in one State, on the basis of an agreement between its statistical and migration services.",
     {{"chl", "objective_01", "status", "[Sintético] Se prepara una encuesta nacional de migración."}, {"chl", "objective_01", "actions", "Acuerdo entre el instituto de estadística y el servicio de migraciones."}}},
    {5, "[Synthetic] A diaspora policy was being drafted.", {{"jam", "objective_19", "status", "A diaspora policy is being drafted."}}},
};
static const struct said_so half[] = {
    {1, "[Synthetic] To be written once the chapters stand.", {{0}}},
    {2, "[Synthetic] Inputs were drafted with between six and twelve public bodies; in several States migrants' organizations, unions and employers were heard.",
     {{"chl", "methodology", "consulted", "Cuatro talleres con organizaciones de migrantes, sindicatos y empleadores"}, {"per", "methodology", "drafted_by", "Mesa de trabajo intersectorial con doce entidades."}}},
    {6, "[Synthetic] Registers of several bodies are being joined, and a first national survey was published. Data on children on the move are still missing.",
     {{"chl", "objective_01", "status", "La encuesta nacional de migración se hizo por primera vez"}, {"chl", "objective_01", "challenges", "Faltan datos sobre niñas y niños en movilidad."}, {"per", "objective_01", "status", "Los registros de tres entidades están unidos."}}},
    {6, "[Synthetic] Support was asked for methods of estimating populations and for training statisticians outside the capitals.",
     {{"chl", "objective_01", "needs[1]/need_text", "Métodos para estimar la población en situación irregular."}, {"per", "objective_01", "needs[1]/need_text", "Formación de estadísticos en las regiones."}, {"jam", "objective_01", "needs[1]/need_text", "Support for a labour mobility survey."}}},
    {3, "[Synthetic] Plans of resilience are being made where cyclones drive people from their homes; local authorities have few means.",
     {{"hti", "objective_02", "status", "Plans de résilience dans trois départements touchés par les cyclones."}}},
    {3, "[Synthetic] Inspection of work in agriculture was widened, with interpreters of indigenous languages.",
     {{"per", "objective_06", "status", "Inspección del trabajo en agricultura, con intérpretes de quechua y aimara."}}},
    {5, "[Synthetic] A diaspora policy was adopted with a budget; volunteers teach in public colleges.",
     {{"jam", "objective_19", "status", "The diaspora policy was adopted and has a budget."}, {"jam", "objective_19", "practices[1]/practice_text", "Three hundred volunteers teach online in public colleges."}}},
};

static void cite(struct act *a, const struct report *p, const struct chapter *c, const char *paragraph, const struct passage *s) {
    size_t n;
    int64_t objective = 0;
    struct objective *o = text_starts(s->section, "objective_") && text_number(s->section + 10, &objective) ? compact_objective(a, (int)objective) : NULL;
    if (o && o->cluster != c->cluster) bug("demo: %s stands under cluster %d", s->section, c->cluster);
    struct release *r = release_history(a, p->round, s->party, s->section, &n);
    if (!n) bug("demo: %s released nothing of %s", s->party, s->section);
    if (!failed(a)) source_add(a, p, paragraph, r[0].id, s->question, "", s->quoted);
}

static struct report *begin(struct act *a, const char *round, const char *title) {
    struct round *r = round_find(a, round);
    const char *id = r ? report_create(a, r, title, "en") : NULL;
    return id ? report_find(a, id) : NULL;
}

static bool write(struct act *a, const struct report *p, const struct said_so *s, size_t n) {
    struct report_body *b = p ? report_read(a, p) : NULL;
    for (size_t i = 0; b && i < n; i++) {
        const char *id = paragraph_add(a, p, b->chapter[s[i].chapter - 1].id, s[i].words);
        for (size_t k = 0; id && k < COUNT(s->source) && s[i].source[k].party; k++) cite(a, p, &b->chapter[s[i].chapter - 1], id, &s[i].source[k]);
    }
    return b && !failed(a);
}

bool demo_report_before(struct act *a, const char *round) {
    struct report *p = begin(a, round, "Regional report of the last cycle (synthetic)");
    if (!write(a, p, before, COUNT(before)) || !report_circulate(a, p, &(struct circulation){arena_copy_n(a->arena, a->now, 10), "", "", ""}, NULL)) return false;
    p = report_find(a, p->id);
    return p && report_adopt(a, p, &(struct adoption){arena_copy_n(a->arena, a->now, 10), "Regional conference of the last cycle (synthetic), Santiago",
                                   "Synthetic: the demonstration makes the whole round in one day.", "", ""}, NULL);
}

bool demo_report_half(struct act *a, const char *round) {
    return write(a, begin(a, round, "Regional report: Latin America and the Caribbean (synthetic, half written)"), half, COUNT(half));
}
