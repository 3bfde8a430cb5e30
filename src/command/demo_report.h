/* demo_report.h: the synthetic reports of the demonstration: one adopted in the round before,
 * one half written in the round that is open. */
#ifndef COMMAND_DEMO_REPORT_H
#define COMMAND_DEMO_REPORT_H
#include "base/act.h"

/* Writes them as the acting secretariat of the rounds, in the act's transaction. */
bool demo_report_before(struct act *, const char *round);
bool demo_report_half(struct act *, const char *round);
#endif
