#include "base/clock.h"
#include <stdatomic.h>
#include <time.h>

static atomic_llong shift;
static atomic_bool started;

/* Days since 1970-01-01 of the proleptic Gregorian calendar (the usual era computation). */
static int64_t days_of(int64_t y, int m, int d) {
    y -= m <= 2;
    int64_t era = (y >= 0 ? y : y - 399) / 400;
    int64_t of_era = y - era * 400;
    int64_t of_year = (153 * (m + (m > 2 ? -3 : 9)) + 2) / 5 + d - 1;
    return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

static void date_of(int64_t z, int *year, int *month, int *day) {
    z += 719468;
    int64_t era = (z >= 0 ? z : z - 146096) / 146097;
    int64_t doe = z - era * 146097;
    int64_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
    int64_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    int64_t mp = (5 * doy + 2) / 153;
    *day = (int)(doy - (153 * mp + 2) / 5 + 1);
    *month = (int)(mp < 10 ? mp + 3 : mp - 9);
    *year = (int)(yoe + era * 400 + (*month <= 2));
}

static int64_t real_now(void) {
    struct timespec t;
    clock_gettime(CLOCK_REALTIME, &t);
    return t.tv_sec;
}

int64_t clock_now(void) {
    if (!atomic_exchange(&started, true)) {
        int64_t wanted;
        const char *fixed = getenv("ISTHMUS_NOW");
        if (fixed && clock_read(fixed, &wanted)) atomic_fetch_add(&shift, wanted - real_now());
    }
    return real_now() + atomic_load(&shift);
}

void clock_shift(int64_t seconds) {
    clock_now();
    atomic_fetch_add(&shift, seconds);
}

int64_t clock_monotonic_ms(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

char *clock_text(struct arena *m, int64_t seconds) {
    int64_t day = seconds / 86400, rest = seconds % 86400;
    if (rest < 0) rest += 86400, day--;
    int y, mo, d;
    date_of(day, &y, &mo, &d);
    return arena_printf(m, "%04d-%02d-%02dT%02d:%02d:%02dZ", y, mo, d, (int)(rest / 3600),
                        (int)(rest / 60 % 60), (int)(rest % 60));
}

static bool digits(const char *s, int n, int *out) {
    int v = 0;
    for (int i = 0; i < n; i++) {
        if (s[i] < '0' || s[i] > '9') return false;
        v = v * 10 + (s[i] - '0');
    }
    *out = v;
    return true;
}

static bool read_day(const char *s, int *y, int *m, int *d) {
    static const int length[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (!digits(s, 4, y) || s[4] != '-' || !digits(s + 5, 2, m) || s[7] != '-' || !digits(s + 8, 2, d))
        return false;
    if (*y < 1900 || *y > 2200 || *m < 1 || *m > 12 || *d < 1) return false;
    bool leap = (*y % 4 == 0 && *y % 100) || *y % 400 == 0;
    return *d <= length[*m - 1] + (*m == 2 && leap);
}

bool clock_read(const char *s, int64_t *seconds) {
    int y, mo, d, h, mi, se;
    if (!s || strlen(s) != 20 || !read_day(s, &y, &mo, &d) || s[10] != 'T' || !digits(s + 11, 2, &h) ||
        s[13] != ':' || !digits(s + 14, 2, &mi) || s[16] != ':' || !digits(s + 17, 2, &se) || s[19] != 'Z')
        return false;
    if (h > 23 || mi > 59 || se > 59) return false;
    *seconds = days_of(y, mo, d) * 86400 + h * 3600 + mi * 60 + se;
    return true;
}

bool clock_is_day(const char *s) {
    int y, m, d;
    return s && strlen(s) == 10 && read_day(s, &y, &m, &d);
}

char *clock_day(struct arena *m, int64_t seconds) {
    char *t = clock_text(m, seconds);
    t[10] = 0;
    return t;
}

char *clock_day_add(struct arena *arena, const char *day, int days) {
    int y, m, d;
    if (!clock_is_day(day) || !read_day(day, &y, &m, &d)) return NULL;
    date_of(days_of(y, m, d) + days, &y, &m, &d);
    return arena_printf(arena, "%04d-%02d-%02d", y, m, d);
}

int clock_days_between(const char *from, const char *to) {
    int y = 0, m = 0, d = 0, y2 = 0, m2 = 0, d2 = 0;
    if (!clock_is_day(from) || !clock_is_day(to)) bug("not a day: %s, %s", from, to);
    read_day(from, &y, &m, &d);
    read_day(to, &y2, &m2, &d2);
    return (int)(days_of(y2, m2, d2) - days_of(y, m, d));
}
