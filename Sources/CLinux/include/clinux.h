#ifndef HOSTWRIGHT_CLINUX_H
#define HOSTWRIGHT_CLINUX_H
// System calls and constants that Swift's Glibc module leaves out. Declarations and thin wrappers only: decisions are made in Swift.
#define _GNU_SOURCE
#include <stdint.h>
#include <sys/types.h>

/// openat2(2). `resolve` takes the RESOLVE_ constants below. Returns a descriptor or -1 with errno set.
int hw_openat2(int directory, const char *path, uint64_t flags, uint64_t mode, uint64_t resolve);
extern const uint64_t HW_RESOLVE_BENEATH;
extern const uint64_t HW_RESOLVE_NO_SYMLINKS;
extern const uint64_t HW_RESOLVE_NO_MAGICLINKS;

/// setgroups(0), setresgid(2), setresuid(2) in this order for the whole process; 0 on success, -1 with errno set.
int hw_become(uid_t uid, gid_t gid);

/// unshare(CLONE_NEWNS) and make every mount private. 0 on success.
int hw_private_mounts(void);
/// Bind-mounts `path` on itself and remounts it nosymfollow (mount_setattr(2) or MS_NOSYMFOLLOW). 0 on success.
int hw_bind_nosymfollow(const char *path);
/// prctl(PR_SET_PDEATHSIG).
int hw_die_with_parent(int signal);
/// prctl(PR_SET_NO_NEW_PRIVS).
int hw_no_new_privileges(void);
#endif
