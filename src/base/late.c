#include "base/late.h"
#include <dlfcn.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

struct entry { const char *from, *symbol; }; /* name of the shared library, of its function */
/* Of tools/late; not there where libraries are linked as usual. */
extern void *late_slots[] __attribute__((weak, visibility("hidden")));
extern const struct entry late_entries[] __attribute__((weak, visibility("hidden")));
extern const uint32_t late_count __attribute__((weak, visibility("hidden")));

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static void give_up(const char *what) {
    fprintf(stderr, "isthmus: %s; see docs/operator.md for the packages it needs\n", what);
    exit(1);
}

static void writable(bool yes) {
    size_t size = (late_count * sizeof *late_slots + 4095) & ~(size_t)4095;
    if (mprotect(late_slots, size, yes ? PROT_READ | PROT_WRITE : PROT_READ)) give_up("a library cannot be opened");
}

/* All functions of the library at once, so that its addresses are written once. */
void *late_open(uint32_t wanted) {
    if (wanted >= late_count) give_up("a function that is not there was called");
    pthread_mutex_lock(&lock);
    const char *library = late_entries[wanted].from;
    void *handle = dlopen(library, RTLD_NOW | RTLD_LOCAL);
    if (!handle) give_up(dlerror());
    writable(true);
    for (uint32_t i = 0; i < late_count; i++) {
        if (strcmp(late_entries[i].from, library) != 0) continue;
        void *address = dlsym(handle, late_entries[i].symbol);
        if (!address) give_up(dlerror());
        __atomic_store_n(&late_slots[i], address, __ATOMIC_RELEASE);
    }
    writable(false);
    void *address = late_slots[wanted];
    pthread_mutex_unlock(&lock);
    return address;
}
