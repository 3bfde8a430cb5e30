#include "command/demo_words.h"

#define ANSWERS (const struct demo_answer[])
#define END {NULL, NULL, NULL}

static const struct demo_section chile_before[] = {
    {"methodology", true, ANSWERS{{"drafted_by", "[Sintético] Redactado por el Ministerio de Relaciones Exteriores con otros cuatro ministerios.", "es"}, {"consulted", "[Sintético] Dos talleres con organizaciones de migrantes.", "es"}, END}},
    {"objective_01", true, ANSWERS{{"priority", "yes", NULL}, {"status", "[Sintético] Se prepara una encuesta nacional de migración.", "es"}, {"actions", "[Sintético] Acuerdo entre el instituto de estadística y el servicio de migraciones.", "es"}, END}},
    {"objective_04", true, ANSWERS{{"priority", "no", NULL}, {"status", "[Sintético] Los documentos se entregan en tres meses.", "es"}, END}},
    {NULL, false, NULL}};
static const struct demo_section chile[] = {
    {"methodology", true, ANSWERS{{"drafted_by", "[Sintético] Redactado por el Ministerio de Relaciones Exteriores con seis ministerios y dos gobiernos regionales.", "es"}, {"consulted", "[Sintético] Cuatro talleres con organizaciones de migrantes, sindicatos y empleadores, en Arica, Antofagasta y Santiago.", "es"}, {"sources", "[Sintético] Censo, encuesta de hogares y registros administrativos.", "es"}, END}},
    {"environment", true, ANSWERS{{"plan", "yes", NULL}, {"plan_text", "[Sintético] Política nacional de migración, con un plan de acción a cuatro años.", "es"}, {"lead", "[Sintético] Un consejo interministerial se reúne cada trimestre.", "es"}, END}},
    {"objective_01", true, ANSWERS{{"priority", "yes", NULL}, {"priority_why", "[Sintético] Sin datos desagregados no se puede planificar en las comunas.", "es"}, {"status", "[Sintético] La encuesta nacional de migración se hizo por primera vez y sus resultados están publicados.", "es"}, {"actions", "[Sintético] Acuerdo de datos entre el instituto de estadística, salud y educación.", "es"}, {"challenges", "[Sintético] Faltan datos sobre niñas y niños en movilidad.", "es"}, {"principles", "a d g", NULL}, {"practices[1]/practice_title", "[Sintético] Tablero comunal de datos", "es"}, {"practices[1]/practice_text", "[Sintético] Cuarenta comunas planifican con el tablero; se actualiza cada mes.", "es"}, {"needs[1]/need_kind", "technical", NULL}, {"needs[1]/need_text", "[Sintético] Métodos para estimar la población en situación irregular.", "es"}, {"needs[2]/need_kind", "data", NULL}, {"needs[2]/need_text", "[Sintético] Intercambio de registros con países vecinos.", "es"}, END}},
    {"objective_04", false, ANSWERS{{"priority", "yes", NULL}, {"status", "[Sintético] Borrador: la cédula se entrega en seis semanas.", "es"}, END}},
    {"objective_06", false, ANSWERS{{"priority", "yes", NULL}, {"status", "[Sintético] Borrador: contratos tipo para el trabajo de temporada, en consulta con los sindicatos.", "es"}, END}},
    {"objective_16", true, ANSWERS{{"priority", "yes", NULL}, {"status", "[Sintético] Oficinas de acogida en todas las regiones.", "es"}, {"challenges", "[Sintético] Vivienda y acceso a la escuela en las grandes ciudades.", "es"}, {"needs[1]/need_kind", "peer", NULL}, {"needs[1]/need_text", "[Sintético] Intercambio con municipios de otros países.", "es"}, END}},
    {NULL, false, NULL}};
static const struct demo_section peru_before[] = {
    {"objective_01", true, ANSWERS{{"priority", "no", NULL}, {"status", "[Sintético] Los registros no están unidos.", "es"}, END}}, {NULL, false, NULL}};
static const struct demo_section peru[] = {
    {"methodology", true, ANSWERS{{"drafted_by", "[Sintético] Mesa de trabajo intersectorial con doce entidades.", "es"}, END}},
    {"environment", true, ANSWERS{{"plan", "yes", NULL}, {"plan_text", "[Sintético] Política migratoria con metas anuales, en revisión.", "es"}, END}},
    {"objective_01", true, ANSWERS{{"priority", "yes", NULL}, {"status", "[Sintético] Los registros de tres entidades están unidos.", "es"}, {"actions", "[Sintético] Norma técnica de datos de migración.", "es"}, {"needs[1]/need_kind", "technical", NULL}, {"needs[1]/need_text", "[Sintético] Formación de estadísticos en las regiones.", "es"}, END}},
    {"objective_06", true, ANSWERS{{"priority", "yes", NULL}, {"status", "[Sintético] Inspección del trabajo en agricultura, con intérpretes de quechua y aimara.", "es"}, {"challenges", "[Sintético] Contratación por intermediarios sin registro.", "es"}, END}},
    {NULL, false, NULL}};
static const struct demo_section haiti_before[] = {
    {"objective_21", true, ANSWERS{{"priority", "yes", NULL}, {"status", "[Synthétique] Accueil des personnes de retour à deux points de passage.", "fr"}, END}}, {NULL, false, NULL}};
static const struct demo_section haiti[] = {
    {"methodology", true, ANSWERS{{"drafted_by", "[Synthétique] Rédigé par le ministère des Affaires étrangères avec l’office chargé des migrations.", "fr"}, END}},
    {"objective_02", true, ANSWERS{{"priority", "yes", NULL}, {"status", "[Synthétique] Plans de résilience dans trois départements touchés par les cyclones.", "fr"}, {"challenges", "[Synthétique] Ressources limitées des collectivités.", "fr"}, {"needs[1]/need_kind", "financial", NULL}, {"needs[1]/need_text", "[Synthétique] Fonds pour les communes d’origine.", "fr"}, END}},
    {"objective_21", true, ANSWERS{{"priority", "yes", NULL}, {"status", "[Synthétique] Accueil, orientation et réintégration à quatre points de passage.", "fr"}, {"needs[1]/need_kind", "capacity", NULL}, {"needs[1]/need_text", "[Synthétique] Formation d’agents d’accueil.", "fr"}, END}},
    {NULL, false, NULL}};
static const struct demo_section jamaica_before[] = {
    {"objective_19", true, ANSWERS{{"priority", "yes", NULL}, {"status", "[Synthetic] A diaspora policy is being drafted.", "en"}, END}}, {NULL, false, NULL}};
static const struct demo_section jamaica[] = {
    {"methodology", true, ANSWERS{{"drafted_by", "[Synthetic] Drafted by the planning institute with nine ministries and the diaspora council.", "en"}, END}},
    {"environment", true, ANSWERS{{"plan", "yes", NULL}, {"plan_text", "[Synthetic] A national policy on international migration and development, with yearly work plans.", "en"}, END}},
    {"objective_01", true, ANSWERS{{"priority", "no", NULL}, {"status", "[Synthetic] A migration profile is published every five years.", "en"}, {"needs[1]/need_kind", "technical", NULL}, {"needs[1]/need_text", "[Synthetic] Support for a labour mobility survey.", "en"}, END}},
    {"objective_19", true, ANSWERS{{"priority", "yes", NULL}, {"status", "[Synthetic] The diaspora policy was adopted and has a budget.", "en"}, {"practices[1]/practice_title", "[Synthetic] Diaspora skills register", "en"}, {"practices[1]/practice_text", "[Synthetic] Three hundred volunteers teach online in public colleges.", "en"}, {"offers", "[Synthetic] The register's software and its rules, for any country that asks.", "en"}, END}},
    {NULL, false, NULL}};

const struct demo_further demo_further[] = {
    {"ury", "focal.ury@demo.example", "Abril Sosa", "es", {{"objective_01", "yes", "technical", "[Sintético] Un censo con preguntas nuevas sobre el lugar de nacimiento."},
        {"objective_07", "yes", "capacity", "[Sintético] Atención prioritaria en seis centros de orientación."}, {"objective_16", "yes", "peer", "[Sintético] Mesas de convivencia en doce municipios."},
        {"objective_23", "yes", "financial", "[Sintético] Fondo común con dos países vecinos."}}},
    {"col", "focal.col@demo.example", "Camila Ortiz", "es", {{"objective_01", "yes", "technical", "[Sintético] Un observatorio publica cifras cada trimestre."},
        {"objective_07", "yes", "capacity", "[Sintético] Protección temporal con documento para diez años."}, {"objective_16", "yes", "peer", "[Sintético] Rutas de empleo en las ciudades de acogida."},
        {"objective_21", "yes", NULL, "[Sintético] Retorno acompañado desde tres ciudades."}}},
    {"cri", "focal.cri@demo.example", "Catalina Mora", "es", {{"objective_01", "yes", "data", "[Sintético] Los registros de asilo y de residencia se leen juntos."},
        {"objective_05", "yes", "peer", "[Sintético] Permisos de cosecha con un trámite en línea."}, {"objective_07", "yes", "capacity", "[Sintético] Albergues con personal de salud en la frontera."},
        {"objective_23", "yes", "financial", "[Sintético] Proyectos conjuntos con organismos de la región."}}},
    {"guy", "focal.guy@demo.example", "Gloria Persaud", "en", {{"objective_01", "no", "data", "[Synthetic] Arrivals are counted at two airports only."},
        {"objective_07", "yes", "financial", "[Synthetic] A help line in three languages, day and night."}, {"objective_21", "no", NULL, "[Synthetic] No programme of return exists."}}},
    {"mex", "focal.mex@demo.example", "Marisol Reyes", "es", {{"objective_01", "no", "technical", "[Sintético] Las encuestas en la frontera siguen como en la ronda anterior."},
        {"objective_07", "yes", "capacity", "[Sintético] Comités locales de protección de la niñez."}, {"objective_16", "yes", "peer", "[Sintético] Escuelas que reciben a niñas y niños todo el año."},
        {"objective_23", "yes", "financial", "[Sintético] Cooperación con países de origen en el sur."}}},
    {"tto", "focal.tto@demo.example", "Tricia Ali", "en", {{"objective_01", "no", NULL, "[Synthetic] Figures come from the labour force survey."},
        {"objective_05", "no", NULL, "[Synthetic] Work permits follow the rules of the last round."}, {"objective_07", "yes", "capacity", "[Synthetic] Case workers were trained with partners."}}}};
const size_t demo_n_further = COUNT(demo_further);

const char demo_file_name[] = "talleres-sintetico.txt";
const char demo_file[] = "[Sintético] Talleres de consulta: nada de esto ha ocurrido.\n\nArica          42 personas\nAntofagasta    35 personas\nSantiago       58 personas\nEn línea       61 personas\n";

const struct demo_section *demo_words(size_t state, bool before) {
    static const struct demo_section *const all[][2] = {{chile, chile_before}, {peru, peru_before}, {haiti, haiti_before}, {jamaica, jamaica_before}};
    if (state >= COUNT(all)) bug("no State %zu in the demonstration", state);
    return all[state][before];
}
