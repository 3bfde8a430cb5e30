/* reference.h: the reference data that ships in data/ (sources in its columns): mechanisms,
 * members, regions, organizations, events, objectives, principles, rounds. Loaded once into
 * an empty database; later changes are the secretariats'. */
#ifndef AREA_REFERENCE_H
#define AREA_REFERENCE_H
#include "base/act.h"

/* Loads everything; fails BROKEN with file and line when a shipped file is wrong. */
bool reference_load(struct act *);
bool reference_loaded(struct act *);
#endif
