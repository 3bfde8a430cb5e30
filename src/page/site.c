#include "page/site.h"
#include "page/pages.h"

#define PAGE(method, pattern, function, gate, title) {method, pattern, function, gate, title},
static const struct route routes[] = {
#include "page/site.def"
};
#undef PAGE

struct site page_site(void) {
    return (struct site){.routes = routes, .n_routes = COUNT(routes), .failure = page_failure, .interrupted = page_interrupted};
}
