#include "base/confine.h"
#include <errno.h>
#include <fcntl.h>
#include <linux/filter.h>
#include <linux/landlock.h>
#include <linux/seccomp.h>
#include <seccomp.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#if defined(__SANITIZE_ADDRESS__)
enum { sanitized = 1 }; /* the search for leaks at the end stops its threads as a debugger does */
#else
enum { sanitized = 0 };
#endif

/* As of the kernel's documentation; Debian 12's headers end at the second version. */
struct rules { uint64_t files, ports, scope; };
enum { bind_port = 1, scope_abstract_socket = 1, scope_signal = 2 };
static const uint64_t whole_files[] = {0, 0x1fff, 0x3fff, 0x7fff, 0x7fff, 0xffff};
static const uint64_t look = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR;
static const uint64_t of_a_file = LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_READ_FILE | 1 << 14 | 1 << 15;
/* Libraries opened late, fonts, zones, certificates; names of hosts. All of /etc, because
 * resolv.conf is put in place anew whenever an address is leased anew. */
static const char *const system_reads[] = {"/usr", "/lib", "/lib64", "/etc", "/var/cache/fontconfig", "/run/systemd/resolve", "/run/resolvconf",
    "/run/NetworkManager", "/proc/self", "/sys/devices/system/cpu", "/dev/urandom", NULL};

static bool may(int rules, const char *path, uint64_t what) {
    int fd = open(path, O_PATH | O_CLOEXEC);
    struct stat s;
    if (fd < 0) return true;
    if (!fstat(fd, &s) && !S_ISDIR(s.st_mode)) what &= of_a_file;
    struct landlock_path_beneath_attr under = {.allowed_access = what, .parent_fd = fd};
    bool done = !syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &under, 0);
    close(fd);
    return done;
}

static bool files(const struct confinement *c, const char **lacking) {
    long version = syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
    if (version < 1) {
        *lacking = "this kernel has no landlock, so files outside the data folder are guarded by their owners alone";
        return true;
    }
    size_t v = (size_t)version < COUNT(whole_files) ? (size_t)version : COUNT(whole_files) - 1;
    struct rules r = {.files = whole_files[v], .ports = bind_port, .scope = scope_abstract_socket | scope_signal};
    int rules = (int)syscall(SYS_landlock_create_ruleset, &r, version >= 6 ? sizeof r : version >= 4 ? 16 : 8, 0);
    if (rules < 0) return false;
    bool fine = may(rules, "/dev/null", r.files & ~(uint64_t)LANDLOCK_ACCESS_FS_EXECUTE);
    for (const char *const *p = system_reads; *p; p++) fine = may(rules, *p, look) && fine;
    for (const char *const *p = c->read; *p; p++) fine = may(rules, *p, look) && fine;
    for (const char *const *p = c->write; *p; p++) fine = may(rules, *p, r.files & ~(uint64_t)LANDLOCK_ACCESS_FS_EXECUTE) && fine;
    fine = !syscall(SYS_landlock_restrict_self, rules, 0) && fine;
    close(rules);
    return fine;
}

/* What no web server does. A list of what is forbidden, not of what is allowed: the libraries
 * change their calls with each release of Debian, and a page that fails once a month is worse. */
static const int never[] = {SCMP_SYS(execve), SCMP_SYS(execveat), SCMP_SYS(listen), SCMP_SYS(fork), SCMP_SYS(vfork), SCMP_SYS(process_vm_readv), SCMP_SYS(process_vm_writev),
    SCMP_SYS(pidfd_getfd), SCMP_SYS(mount), SCMP_SYS(umount2), SCMP_SYS(pivot_root), SCMP_SYS(chroot), SCMP_SYS(setns), SCMP_SYS(unshare), SCMP_SYS(fsopen),
    SCMP_SYS(fsmount), SCMP_SYS(move_mount), SCMP_SYS(open_tree), SCMP_SYS(open_by_handle_at), SCMP_SYS(bpf), SCMP_SYS(perf_event_open), SCMP_SYS(userfaultfd),
    SCMP_SYS(io_uring_setup), SCMP_SYS(keyctl), SCMP_SYS(add_key), SCMP_SYS(request_key), SCMP_SYS(init_module), SCMP_SYS(finit_module), SCMP_SYS(delete_module),
    SCMP_SYS(kexec_load), SCMP_SYS(kexec_file_load), SCMP_SYS(reboot), SCMP_SYS(swapon), SCMP_SYS(swapoff), SCMP_SYS(acct), SCMP_SYS(quotactl),
    SCMP_SYS(settimeofday), SCMP_SYS(clock_settime), SCMP_SYS(clock_adjtime), SCMP_SYS(adjtimex), SCMP_SYS(sethostname), SCMP_SYS(setdomainname),
    SCMP_SYS(iopl), SCMP_SYS(ioperm), SCMP_SYS(modify_ldt), SCMP_SYS(personality), SCMP_SYS(syslog), SCMP_SYS(mknod), SCMP_SYS(mknodat)};

static int refuse(scmp_filter_ctx f, int call, uint32_t with, unsigned n, const struct scmp_arg_cmp *when) {
    return seccomp_rule_add_array(f, SCMP_ACT_ERRNO(with), call, n, when);
}
static bool write_filter(int file) {
    scmp_filter_ctx f = seccomp_init(SCMP_ACT_ALLOW);
    if (!f) return false;
    int bad = 0;
    for (size_t i = 0; i < COUNT(never); i++) bad |= refuse(f, never[i], EPERM, 0, NULL);
    for (int family = 0; family < AF_NETLINK; family++)
        if (family != AF_UNIX && family != AF_INET && family != AF_INET6) bad |= refuse(f, SCMP_SYS(socket), EPERM, 1, &SCMP_A0(SCMP_CMP_EQ, (uint64_t)family, 0));
    bad |= refuse(f, SCMP_SYS(socket), EPERM, 1, &SCMP_A0(SCMP_CMP_GT, AF_NETLINK, 0));
    if (!sanitized) {
        /* A new process is a clone that is no thread; clone3 hides its flags, and without it the C library uses clone. */
        bad |= refuse(f, SCMP_SYS(clone), EPERM, 1, &SCMP_A0(SCMP_CMP_MASKED_EQ, 0x10000, 0)); /* CLONE_THREAD */
        bad |= refuse(f, SCMP_SYS(clone3), ENOSYS, 0, NULL) | refuse(f, SCMP_SYS(ptrace), EPERM, 0, NULL);
    }
    return !bad && !seccomp_export_bpf(f, file);
}

/* The filter is made in a process of its own, for the library that makes it would stay: half a
 * megabyte of a server that has 24. */
static bool calls(const char **lacking) {
    int file = memfd_create("filter", MFD_CLOEXEC), status = 1;
    pid_t maker = file < 0 ? -1 : fork();
    if (!maker) _exit(!write_filter(file));
    struct sock_filter steps[1024];
    ssize_t size = maker > 0 && waitpid(maker, &status, 0) == maker && !status ? pread(file, steps, sizeof steps, 0) : -1;
    if (file >= 0) close(file);
    if (size <= 0 || size == sizeof steps) return false;
    struct sock_fprog program = {(unsigned short)((size_t)size / sizeof *steps), steps};
    if (prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program, 0, 0)) *lacking = "seccomp is not to be had here, so calls of the system are not filtered";
    return true;
}

bool confine(const struct confinement *c, const char **lacking) {
    *lacking = NULL;
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)) {
        *lacking = "the kernel keeps no promise to gain no privileges";
        return true;
    }
    bool fine = files(c, lacking) && calls(lacking);
    if (!fine) *lacking = "the program could not be confined to its folders";
    return fine;
}
