/* What a confined process can no longer do, tried in a child for each. */
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>
#include "base/confine.h"
#include "unit.h"

static const char *folder, *other;

/* Of the kernel: ports are guarded from the fourth version, signals from the sixth. */
static long landlock(void) { return syscall(SYS_landlock_create_ruleset, NULL, 0, 1); }

/* 0: it went; else the errno with which it was refused. */
static int confined(int (*try)(void)) {
    pid_t child = fork();
    if (!child) {
        const char *lacking = NULL, *const write[] = {folder, NULL}, *const read[] = {NULL};
        if (!confine(&(struct confinement){write, read}, &lacking)) _exit(250);
        if (lacking && landlock() > 0) fprintf(stderr, "%s\n", lacking), _exit(251);
        errno = 0;
        _exit(try());
    }
    int status;
    waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 252;
}
static int of(bool went) { return went ? 0 : errno; }
static int opened(const char *path, int how) { return of(open(path, how, 0600) >= 0); }

static int write_inside(void) { return opened(arena_printf(m, "%s/new", folder), O_CREAT | O_RDWR); }
static int write_beside(void) { return opened(arena_printf(m, "%s/new", other), O_CREAT | O_RDWR); }
static int read_beside(void) { return opened(arena_printf(m, "%s/there", other), O_RDONLY); }
static int remove_beside(void) { return of(!unlink(arena_printf(m, "%s/there", other))); }
static int read_home(void) { return opened("/root/.", O_RDONLY); }
static int read_another_process(void) { return opened(arena_printf(m, "/proc/%d/environ", (int)getppid()), O_RDONLY); }
static int read_zones(void) { return opened("/usr/share/zoneinfo/UTC", O_RDONLY); }
static int write_system(void) { return opened("/etc/isthmus-was-here", O_CREAT | O_RDWR); }
static int run_program(void) {
    execl("/bin/true", "true", (char *)NULL);
    return errno;
}
static int gain_root(void) { return of(!prctl(PR_SET_NO_NEW_PRIVS, 0, 0, 0, 0)); }
static int open_port(void) {
    struct sockaddr_in any = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK), .sin_port = htons(47811)};
    return of(!bind(socket(AF_INET, SOCK_STREAM, 0), (struct sockaddr *)&any, sizeof any));
}
static int listen_further(void) { return of(!listen(socket(AF_INET, SOCK_STREAM, 0), 1)); }
static int ask_for_mail(void) { return of(socket(AF_INET6, SOCK_STREAM, 0) >= 0); }
static int listen_to_the_wire(void) { return of(socket(AF_PACKET, SOCK_RAW, 0) >= 0); }
static int use_the_kernels_ciphers(void) { return of(socket(AF_ALG, SOCK_SEQPACKET, 0) >= 0); }
static void *nothing(void *x) { return x; }
static int start_thread(void) {
    pthread_t t;
    return pthread_create(&t, NULL, nothing, NULL) || pthread_join(t, NULL);
}
static int start_process(void) {
    pid_t child = fork();
    if (!child) _exit(0);
    return child > 0 ? 0 : errno;
}
static int signal_parent(void) { return of(!kill(getppid(), 0)); }

static void it_keeps_its_own(void **state) {
    assert_int_equal(confined(write_inside), 0);
    assert_int_equal(confined(read_zones), 0);
    assert_int_equal(confined(ask_for_mail), 0);
    assert_int_equal(confined(start_thread), 0);
}

static void it_reaches_nothing_else(void **state) {
    if (landlock() < 1) skip();
    assert_int_equal(confined(write_beside), EACCES);
    assert_int_equal(confined(read_beside), EACCES);
    assert_int_equal(confined(remove_beside), EACCES);
    assert_int_equal(confined(read_home), EACCES);
    assert_int_equal(confined(read_another_process), EACCES);
    assert_int_equal(confined(write_system), EACCES);
    assert_int_equal(confined(run_program), EPERM);
    assert_int_equal(confined(listen_further), EPERM);
    assert_int_equal(confined(gain_root), EINVAL);
    assert_int_equal(confined(listen_to_the_wire), EPERM);
    assert_int_equal(confined(use_the_kernels_ciphers), EPERM);
    if (landlock() >= 4) assert_int_equal(confined(open_port), EACCES);
    if (landlock() >= 6) assert_int_equal(confined(signal_parent), EPERM);
#if !defined(__SANITIZE_ADDRESS__)
    assert_int_equal(confined(start_process), EPERM);
#else
    (void)start_process;
#endif
}

int main(void) {
    const struct CMUnitTest tests[] = {TEST(it_keeps_its_own), TEST(it_reaches_nothing_else)};
    struct arena *all = arena_new();
    const char *here = getenv("ISTHMUS_TEST_FOLDER");
    folder = arena_printf(all, "%s/own", here ? here : "");
    other = arena_printf(all, "%s/other", here ? here : "");
    if (!here || mkdir(folder, 0700) || mkdir(other, 0700)) return 1;
    int there = open(arena_printf(all, "%s/there", other), O_CREAT | O_RDWR | O_CLOEXEC, 0600);
    int failed = close(there) || cmocka_run_group_tests(tests, NULL, NULL);
    arena_end(all);
    return failed;
}
