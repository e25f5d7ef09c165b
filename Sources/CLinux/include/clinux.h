#ifndef HOSTWRIGHT_CLINUX_H
#define HOSTWRIGHT_CLINUX_H
// System calls and constants that Swift's Glibc module leaves out. Declarations and thin wrappers only: decisions are made in Swift.
#include <stdint.h>
#include <sys/types.h>

/// openat2(2). `resolve` takes the RESOLVE_ constants below. Returns a descriptor or -1 with errno set.
int hw_openat2(int directory, const char *path, uint64_t flags, uint64_t mode, uint64_t resolve);
extern const uint64_t HW_RESOLVE_BENEATH;
extern const uint64_t HW_RESOLVE_NO_SYMLINKS;
extern const uint64_t HW_RESOLVE_NO_MAGICLINKS;

/// setgroups(0), setresgid(2), setresuid(2) in this order for the whole process; 0 on success, -1 with errno set.
int hw_become(uid_t uid, gid_t gid);
/// As hw_become, but CAP_NET_BIND_SERVICE stays, also after execve (capabilities(7), ambient). 0 on success.
int hw_become_keeping_bind(uid_t uid, gid_t gid);
/// As hw_become, but CAP_DAC_READ_SEARCH stays until the next execve: it reads and searches every directory and writes none. 0 on success.
int hw_become_keeping_search(uid_t uid, gid_t gid);

/// unshare(CLONE_NEWNS) and make every mount private. 0 on success.
int hw_private_mounts(void);
/// Bind-mounts `path` on itself and remounts it nosymfollow (mount_setattr(2) or MS_NOSYMFOLLOW). 0 on success.
int hw_bind_nosymfollow(const char *path);
/// prctl(PR_SET_PDEATHSIG).
int hw_die_with_parent(int signal);
/// prctl(PR_SET_NO_NEW_PRIVS).
int hw_no_new_privileges(void);

/// pidfd_open(2): a descriptor that becomes readable when the process ends, or -1 with errno set.
int hw_pidfd_open(pid_t pid);
/// pidfd_send_signal(2). 0 on success.
int hw_pidfd_signal(int pidfd, int signal);

/// What hw_launch does in the new process. Every pointer outlives the call; every descriptor is 3 or above and close-on-exec.
struct hw_launch {
    const char *path;
    char *const *argv;
    char *const *envp;
    const char *directory;
    int input;
    int output;
    int error;
    /// Read end of a pipe: the program is executed after one byte came, and never when the other end is closed first. -1: at once.
    int gate;
    /// Write end of a pipe, gets the errno of a failed execve as an int.
    int failure;
    uint32_t file_mode_mask;
};
/// fork(2); in the child default signals, session, no supplementary groups, directory, descriptors 0, 1 and 2 and no other, then execve(2).
/// Returns the child's pid, or -1 with errno set.
pid_t hw_launch(const struct hw_launch *launch);

/// pipe2(2) with O_CLOEXEC.
int hw_pipe(int ends[2]);
/// dup3(2) with O_CLOEXEC.
int hw_replace(int with, int number);

/// fork(2) for a process of one thread. Swift hides it because threads do not survive it.
pid_t hw_fork_single_threaded(void);
/// _exit(2).
void hw_exit_now(int status) __attribute__((noreturn));
/// The uid of the process at the other end of a Unix socket (SO_PEERCRED), or -1.
int64_t hw_peer_uid(int socket);
#endif
