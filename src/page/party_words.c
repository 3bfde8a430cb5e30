#include "page/party_words.h"
#include "base/text.h"
#include "page/event_words.h"

const char *status_words(const struct language *l, const char *status) {
    if (same(status, "dormant")) return tr(l, TR("dormant"));
    if (same(status, "unknown")) return tr(l, TR("known by name only"));
    return "";
}

const char *role_words(const struct language *l, const char *role) {
    static const struct { const char *role, *words; } names[] = {{"member", TR("Members")}, {"observer", TR("Observers")}, {"chair", TR("Chair")},
        {"co_chair", TR("Co-chairs")}, {"secretariat", TR("Secretariat")}, {"partner", TR("Partners")}, {"convener", TR("Convener")},
        {"suspended", TR("Suspended seat")}, {"substitute", TR("Substitute in a suspended seat")}, {"applicant", TR("Accession pending")}, {"part_of",
        TR("Part of it")}};
    for (size_t i = 0; i < COUNT(names); i++)
        if (same(names[i].role, role)) return tr(l, names[i].words);
    return role;
}
const char *capacity_words(const struct language *l, const char *role) {
    static const struct { const char *role, *words; } names[] = {{"member", TR("member")}, {"observer", TR("observer")}, {"chair", TR("chair")},
        {"co_chair", TR("co-chair")}, {"secretariat", TR("secretariat")}, {"partner", TR("partner")}, {"convener", TR("convener")},
        {"suspended", TR("suspended seat")}, {"substitute", TR("substitute in a suspended seat")}, {"applicant", TR("accession pending")}, {"part_of",
        TR("part of")}};
    for (size_t i = 0; i < COUNT(names); i++)
        if (same(names[i].role, role)) return tr(l, names[i].words);
    return role;
}

const char *fact_words(const struct language *l, const char *name) {
    static const struct { const char *name, *words; } names[] = {{"founded", TR("Founded")}, {"type", TR("Type")}, {"region", TR("Region")},
        {"status", TR("Status")},
        {"secretariat", TR("Secretariat")}, {"chair", TR("Chair")}, {"association", TR("Associated with")}, {"observers", TR("Observers and partners")},
        {"focus", TR("Focus")}, {"members_count", TR("Number of members")}, {"note", TR("Note")}};
    for (size_t i = 0; i < COUNT(names); i++)
        if (same(names[i].name, name)) return tr(l, names[i].words);
    return name;
}

const char *entry_field_words(const struct language *l, const char *kind, const char *field) {
    static const struct { const char *kind, *field, *words; } names[] = {{"fact", "name", TR("Fact")}, {"", "value", TR("Value")}, {"", "disputed",
        TR("Sources disagree")},
        {"", "note", TR("Note")}, {"", "source", TR("Source")}, {"", "role", TR("Capacity")}, {"", "since", TR("Since")}, {"", "until", TR("Until")},
        {"", "permanent", TR("Permanent")}, {"", "kind", TR("Kind")}, {"", "iso3", TR("Country")}, {"", "acronym", TR("Acronym")}, {"", "status", TR("Status")},
        {"", "footnote", TR("Footnote")}, {"", "website", TR("Website")}, {"", "name_en", TR("Name in English")}, {"", "name_fr", TR("Name in French")},
        {"", "name_es", TR("Name in Spanish")}, {"", "name_ar", TR("Name in Arabic")}, {"", "name_ru", TR("Name in Russian")},
        {"", "name_zh", TR("Name in Chinese")}, {"", "forum", TR("Forum")}, {"", "title", TR("Title")}, {"", "starts", TR("First day")},
        {"", "ends", TR("Last day")}, {"", "city", TR("City")}, {"", "fora", TR("Fora")}, {"", "begins", TR("Begins at")}, {"", "finishes", TR("Ends at")},
        {"", "zone", TR("Time zone")}, {"", "mode", TR("How it meets")}, {"", "address", TR("Page or room online")},
        {"", "objectives", TR("Objectives of the Compact")}, {"", "formerly", TR("Days before it was moved")}};
    for (size_t i = 0; i < COUNT(names); i++)
        if (same(names[i].field, field) && (!*names[i].kind || same(names[i].kind, kind))) return tr(l, names[i].words);
    return field;
}

const char *entry_value_words(const struct language *l, const char *field, const char *value) {
    if (!*value) return tr(l, TR("nothing"));
    if (same(field, "disputed") || same(field, "permanent")) return tr(l, same(value, "1") ? TR("yes") : TR("no"));
    if (same(field, "role")) return capacity_words(l, value);
    if (same(field, "name")) return fact_words(l, value);
    if (same(field, "status") && same(value, "active")) return tr(l, TR("active"));
    if (same(field, "mode")) return event_mode_words(l, value);
    bool of_event = same(value, "provisional") || same(value, "confirmed") || same(value, "cancelled");
    if (same(field, "status") && of_event) return event_status_words(l, value);
    return same(field, "status") ? status_words(l, value) : value;
}
