/* Whether a value has the shape its question asks for. */
#include "area/form/value.h"
#include "base/clock.h"
#include "base/lang.h"
#include "base/text.h"

static bool decimal(const char *s) {
    s += *s == '-';
    size_t before = strspn(s, "0123456789"), after = s[before] == '.' ? 1 + strspn(s + before + 1, "0123456789") : 0;
    return before && before + after < 40 && after != 1 && !s[before + after];
}

const char *answer_wrong(const struct item *it, const char *value) {
    int64_t n;
    switch (it->type) {
    case ITEM_INTEGER: return text_number(value, &n) ? NULL : TR("Write a whole number.");
    case ITEM_DECIMAL: return decimal(value) ? NULL : TR("Write a number.");
    case ITEM_DATE: return clock_is_day(value) ? NULL : TR("Write the day as year-month-day, such as 2026-03-01.");
    case ITEM_ONE: return strchr(value, ' ') ? TR("Choose only one.") : NULL;
    default: return NULL;
    }
}
