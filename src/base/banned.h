/* banned.h: calls whose use must not compile outside the floor that wraps them.
 * Included by base/common.h, so by every file. A file that has to use one (base/arena.c)
 * says `#define ALLOW_BANNED` before its first include, and why. */
#ifndef BASE_BANNED_H
#define BASE_BANNED_H
#ifndef ALLOW_BANNED
#define BANNED(f) use_of_##f##_is_banned_here_see_base_banned_h
#undef strcpy
#define strcpy(...) BANNED(strcpy)
#undef strcat
#define strcat(...) BANNED(strcat)
#undef strncpy
#define strncpy(...) BANNED(strncpy)
#undef sprintf
#define sprintf(...) BANNED(sprintf)
#undef vsprintf
#define vsprintf(...) BANNED(vsprintf)
#undef strtok
#define strtok(...) BANNED(strtok)
#undef gets
#define gets(...) BANNED(gets)
#undef localtime
#define localtime(...) BANNED(localtime)
#undef gmtime
#define gmtime(...) BANNED(gmtime)
#undef ctime
#define ctime(...) BANNED(ctime)
#undef asctime
#define asctime(...) BANNED(asctime)
#undef system
#define system(...) BANNED(system)
#undef popen
#define popen(...) BANNED(popen)
#undef setlocale
#define setlocale(...) BANNED(setlocale)
#undef rand
#define rand(...) BANNED(rand)
#undef alloca
#define alloca(...) BANNED(alloca)
#endif
#endif
