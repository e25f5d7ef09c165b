#define _GNU_SOURCE
#include "clinux.h"
#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <linux/capability.h>
#include <linux/openat2.h>
#include <sched.h>
#include <signal.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#ifndef MS_NOSYMFOLLOW
#define MS_NOSYMFOLLOW 256
#endif

const uint64_t HW_RESOLVE_BENEATH = RESOLVE_BENEATH;
const uint64_t HW_RESOLVE_NO_SYMLINKS = RESOLVE_NO_SYMLINKS;
const uint64_t HW_RESOLVE_NO_MAGICLINKS = RESOLVE_NO_MAGICLINKS;

int hw_openat2(int directory, const char *path, uint64_t flags, uint64_t mode, uint64_t resolve) {
    struct open_how how = {.flags = flags | O_CLOEXEC, .mode = mode, .resolve = resolve};
    return (int)syscall(SYS_openat2, directory, path, &how, sizeof how);
}

int hw_become(uid_t uid, gid_t gid) {
    if (setgroups(0, NULL) != 0) return -1;
    if (setresgid(gid, gid, gid) != 0) return -1;
    return setresuid(uid, uid, uid);
}

static int become_keeping(uid_t uid, gid_t gid, uint32_t kept, uint32_t inherited) {
    if (prctl(PR_SET_KEEPCAPS, 1, 0, 0, 0) != 0) return -1;
    if (hw_become(uid, gid) != 0) return -1;
    struct __user_cap_header_struct header = {.version = _LINUX_CAPABILITY_VERSION_3, .pid = 0};
    struct __user_cap_data_struct sets[2] = {{0}, {0}};
    sets[0].effective = sets[0].permitted = kept;
    sets[0].inheritable = inherited;
    return (int)syscall(SYS_capset, &header, sets);
}

int hw_become_keeping_bind(uid_t uid, gid_t gid) {
    uint32_t bind = 1u << CAP_NET_BIND_SERVICE;
    if (become_keeping(uid, gid, bind, bind) != 0) return -1;
    return prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, CAP_NET_BIND_SERVICE, 0, 0);
}

int hw_become_keeping_search(uid_t uid, gid_t gid) { return become_keeping(uid, gid, 1u << CAP_DAC_READ_SEARCH, 0); }

int hw_private_mounts(void) {
    if (unshare(CLONE_NEWNS) != 0) return -1;
    return mount("none", "/", NULL, MS_REC | MS_PRIVATE, NULL);
}

int hw_bind_nosymfollow(const char *path) {
    if (mount(path, path, NULL, MS_BIND | MS_REC, NULL) != 0) return -1;
    return mount("none", path, NULL, MS_REMOUNT | MS_BIND | MS_NOSYMFOLLOW | MS_NOSUID | MS_NODEV, NULL);
}

int hw_die_with_parent(int signal) { return prctl(PR_SET_PDEATHSIG, signal); }

int hw_no_new_privileges(void) { return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0); }

int hw_pidfd_open(pid_t pid) { return (int)syscall(SYS_pidfd_open, pid, 0); }

int hw_pidfd_signal(int pidfd, int signal) { return (int)syscall(SYS_pidfd_send_signal, pidfd, signal, NULL, 0); }

// Between fork and execve only async-signal-safe calls are allowed (signal-safety(7)): other threads may have held any lock.
enum { FAILURE = 3, GATE = 4 };

static void launch_child(const struct hw_launch *launch) {
    struct sigaction standard = {.sa_handler = SIG_DFL};
    for (int signal = 1; signal < NSIG; signal++) sigaction(signal, &standard, NULL);
    sigset_t none;
    sigemptyset(&none);
    if (sigprocmask(SIG_SETMASK, &none, NULL) != 0) return;
    setsid();
    umask(launch->file_mode_mask);
    if (geteuid() == 0 && syscall(SYS_setgroups, 0, NULL) != 0) return;
    if (chdir(launch->directory) != 0) return;
    // The two pipes move out of the way first, for any of the descriptors may have any number from 3 on.
    int failure = fcntl(launch->failure, F_DUPFD_CLOEXEC, 64);
    int gate = launch->gate >= 0 ? fcntl(launch->gate, F_DUPFD_CLOEXEC, 64) : -1;
    if (failure < 0 || (launch->gate >= 0 && gate < 0)) return;
    if (dup2(launch->input, 0) < 0 || dup2(launch->output, 1) < 0 || dup2(launch->error, 2) < 0) return;
    if (dup3(failure, FAILURE, O_CLOEXEC) < 0) return;
    if (gate >= 0 && dup3(gate, GATE, O_CLOEXEC) < 0) return;
    // Also closes what other launches of the parent had open at this moment, above all the write ends of their gates.
    if (syscall(SYS_close_range, gate >= 0 ? GATE + 1 : FAILURE + 1, ~0u, 0) != 0) return;
    if (gate >= 0) {
        char go;
        ssize_t count;
        do count = read(GATE, &go, 1);
        while (count < 0 && errno == EINTR);
        if (count != 1) _exit(0);
    }
    execve(launch->path, launch->argv, launch->envp);
}

pid_t hw_launch(const struct hw_launch *launch) {
    // Signals are held back so that no handler of the parent runs in the child.
    sigset_t all, before;
    sigfillset(&all);
    if (sigprocmask(SIG_SETMASK, &all, &before) != 0) return -1;
    pid_t pid = fork();
    if (pid == 0) {
        launch_child(launch);
        int reason = errno;
        // Before the pipes were moved the number is the parent's; afterwards 3 is the same pipe and that number is closed.
        if (write(launch->failure, &reason, sizeof reason) < 0 && write(FAILURE, &reason, sizeof reason) < 0) _exit(126);
        _exit(127);
    }
    int reason = errno;
    sigprocmask(SIG_SETMASK, &before, NULL);
    errno = reason;
    return pid;
}

int hw_pipe(int ends[2]) { return pipe2(ends, O_CLOEXEC); }

int hw_replace(int with, int number) { return dup3(with, number, O_CLOEXEC); }

pid_t hw_fork_single_threaded(void) { return fork(); }

void hw_exit_now(int status) { _exit(status); }

int64_t hw_peer_uid(int socket) {
    struct ucred peer;
    socklen_t length = sizeof peer;
    if (getsockopt(socket, SOL_SOCKET, SO_PEERCRED, &peer, &length) != 0) return -1;
    return peer.uid;
}
