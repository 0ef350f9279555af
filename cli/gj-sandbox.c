/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/gj-sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <seccomp.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

/* Landlock, by number: the C library has no wrappers and older headers lack the later rights. */
#define LL_CREATE_RULESET 444
#define LL_ADD_RULE 445
#define LL_RESTRICT_SELF 446
#define LL_VERSION_FLAG 1
#define LL_RULE_PATH_BENEATH 1
#define LL_READ_FILE (1ull << 2)
#define LL_READ_DIR (1ull << 3)

typedef struct {
  guint64 handled_fs, handled_net, scoped;
} LlRuleset;

typedef struct __attribute__ ((packed)) {
  guint64 allowed;
  gint32 parent_fd;
} LlPath;

static void
limit (int resource, rlim_t soft, rlim_t hard)
{
  struct rlimit r = { soft, hard };
  setrlimit (resource, &r);
}

void
gj_sandbox_limit_memory (guint mib)
{
#ifndef GOUJI_SANITIZE
  rlim_t bytes = (rlim_t) mib << 20;
  /* Data is what a document can make grow; libraries and language data are mapped beside it. */
  limit (RLIMIT_DATA, bytes, bytes);
  limit (RLIMIT_AS, bytes + ((rlim_t) 1 << 30), bytes + ((rlim_t) 1 << 30));
#endif
}

void
gj_sandbox_limit_cpu (guint seconds)
{
  struct rusage usage;
  if (seconds == 0 || getrusage (RUSAGE_SELF, &usage) != 0) {
    limit (RLIMIT_CPU, RLIM_INFINITY, RLIM_INFINITY);
    return;
  }
  limit (RLIMIT_CPU, (rlim_t) (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec + 1 + seconds), RLIM_INFINITY);
}

#ifdef GOUJI_SANITIZE

GjSandbox
gj_sandbox_enter (gboolean alone)
{
  return GJ_SANDBOX_NONE;
}

#else

static void
allow_path (int ruleset, const char *path)
{
  LlPath rule = { LL_READ_FILE | LL_READ_DIR, open (path, O_PATH | O_CLOEXEC) };
  if (rule.parent_fd < 0)
    return;
  if (syscall (LL_ADD_RULE, ruleset, LL_RULE_PATH_BENEATH, &rule, 0) != 0) {
    rule.allowed = LL_READ_FILE; /* not a folder */
    syscall (LL_ADD_RULE, ruleset, LL_RULE_PATH_BENEATH, &rule, 0);
  }
  close (rule.parent_fd);
}

/* Fonts of the user, and what lies beside the program when it runs from where it was built. */
static void
allow_own_paths (int ruleset)
{
  static const char *const in_home[] = { ".fonts", ".fonts.conf", ".local/share/fonts", ".config/fontconfig",
                                         ".cache/fontconfig" };
  static const char *const beside[] = { "../ocr", "../lib", "../share/gouji", "../gouji", "../page" };
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  const char *tessdata = g_getenv ("TESSDATA_PREFIX");

  for (gsize i = 0; i < G_N_ELEMENTS (in_home); i++) {
    g_autofree char *path = g_build_filename (g_get_home_dir (), in_home[i], NULL);
    allow_path (ruleset, path);
  }
  for (gsize i = 0; self != NULL && i < G_N_ELEMENTS (beside); i++) {
    g_autofree char *folder = g_path_get_dirname (self);
    g_autofree char *path = g_build_filename (folder, beside[i], NULL);
    allow_path (ruleset, path);
  }
  if (tessdata != NULL)
    allow_path (ruleset, tessdata);
}

static gboolean
enter_landlock (void)
{
  static const char *const paths[] = { "/usr",
                                       "/lib",
                                       "/lib64",
                                       "/etc/fonts",
                                       "/etc/ld.so.cache",
                                       "/var/cache/fontconfig",
                                       "/var/lib/defoma",
                                       "/dev/null",
                                       "/dev/urandom",
                                       "/proc/meminfo",
                                       "/proc/cpuinfo",
                                       "/sys/devices/system/cpu" };
  /* Rights on files that each version of the interface knows: 13, then REFER, TRUNCATE, IOCTL_DEV. */
  static const guint fs_bits[] = { 13, 14, 15, 15, 16 };
  long abi = syscall (LL_CREATE_RULESET, NULL, 0, LL_VERSION_FLAG);
  LlRuleset rules = { 0 };
  gsize size;
  int fd;
  gboolean held;

  if (abi < 1)
    return FALSE;
  rules.handled_fs = (1ull << fs_bits[MIN (abi, (long) G_N_ELEMENTS (fs_bits)) - 1]) - 1;
  rules.handled_net = abi >= 4 ? 3 : 0;
  rules.scoped = abi >= 6 ? 3 : 0;
  size = abi >= 6 ? sizeof rules : abi >= 4 ? 2 * sizeof (guint64) : sizeof (guint64);
  fd = (int) syscall (LL_CREATE_RULESET, &rules, size, 0);
  if (fd < 0)
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (paths); i++)
    allow_path (fd, paths[i]);
  allow_own_paths (fd);
  held = syscall (LL_RESTRICT_SELF, fd, 0) == 0;
  close (fd);
  return held;
}

static const int allowed_calls[] = {
  /* the pipe, the input, data files */
  SCMP_SYS (read),
  SCMP_SYS (readv),
  SCMP_SYS (pread64),
  SCMP_SYS (preadv),
  SCMP_SYS (write),
  SCMP_SYS (writev),
  SCMP_SYS (sendto),
  SCMP_SYS (sendmsg),
  SCMP_SYS (recvfrom),
  SCMP_SYS (recvmsg),
  SCMP_SYS (lseek),
  SCMP_SYS (close),
  SCMP_SYS (dup),
  SCMP_SYS (fcntl),
  SCMP_SYS (poll),
  SCMP_SYS (ppoll),
  SCMP_SYS (fstat),
  SCMP_SYS (stat),
  SCMP_SYS (lstat),
  SCMP_SYS (newfstatat),
  SCMP_SYS (statx),
  SCMP_SYS (access),
  SCMP_SYS (faccessat),
  SCMP_SYS (faccessat2),
  SCMP_SYS (readlink),
  SCMP_SYS (readlinkat),
  SCMP_SYS (getdents64),
  SCMP_SYS (statfs),
  SCMP_SYS (fstatfs),
  SCMP_SYS (getcwd),
  SCMP_SYS (fadvise64),
  /* memory */
  SCMP_SYS (brk),
  SCMP_SYS (mmap),
  SCMP_SYS (munmap),
  SCMP_SYS (mremap),
  SCMP_SYS (mprotect),
  SCMP_SYS (madvise),
  /* time, itself */
  SCMP_SYS (clock_gettime),
  SCMP_SYS (clock_getres),
  SCMP_SYS (clock_nanosleep),
  SCMP_SYS (nanosleep),
  SCMP_SYS (gettimeofday),
  SCMP_SYS (time),
  SCMP_SYS (times),
  SCMP_SYS (getrusage),
  SCMP_SYS (getrandom),
  SCMP_SYS (getpid),
  SCMP_SYS (getppid),
  SCMP_SYS (gettid),
  SCMP_SYS (getuid),
  SCMP_SYS (geteuid),
  SCMP_SYS (getgid),
  SCMP_SYS (getegid),
  SCMP_SYS (uname),
  SCMP_SYS (sysinfo),
  SCMP_SYS (prlimit64),
  SCMP_SYS (getrlimit),
  SCMP_SYS (setrlimit),
  SCMP_SYS (setitimer),
  SCMP_SYS (futex),
  SCMP_SYS (sched_yield),
  SCMP_SYS (sched_getaffinity),
  SCMP_SYS (set_robust_list),
  SCMP_SYS (rseq),
  SCMP_SYS (set_tid_address),
  SCMP_SYS (arch_prctl),
  SCMP_SYS (rt_sigaction),
  SCMP_SYS (rt_sigprocmask),
  SCMP_SYS (rt_sigreturn),
  SCMP_SYS (sigaltstack),
  SCMP_SYS (restart_syscall),
  SCMP_SYS (exit),
  SCMP_SYS (exit_group),
};

/* Nothing in the program does these by mistake: whoever tries is not to go on. */
static const int deadly_calls[] = {
  SCMP_SYS (execve), SCMP_SYS (execveat), SCMP_SYS (ptrace), SCMP_SYS (process_vm_readv), SCMP_SYS (process_vm_writev),
};

static gboolean
add_rules (scmp_filter_ctx filter, guint32 for_deadly)
{
  const guint64 writing = O_WRONLY | O_RDWR | O_CREAT | O_TRUNC;
  const guint64 self = (guint64) getpid ();

  for (gsize i = 0; i < G_N_ELEMENTS (allowed_calls); i++)
    if (seccomp_rule_add (filter, SCMP_ACT_ALLOW, allowed_calls[i], 0) != 0)
      return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (deadly_calls); i++)
    if (seccomp_rule_add (filter, for_deadly, deadly_calls[i], 0) != 0)
      return FALSE;
  return seccomp_rule_add (filter, SCMP_ACT_ALLOW, SCMP_SYS (openat), 1, SCMP_A2 (SCMP_CMP_MASKED_EQ, writing, 0)) ==
             0 &&
         seccomp_rule_add (filter, SCMP_ACT_ALLOW, SCMP_SYS (open), 1, SCMP_A1 (SCMP_CMP_MASKED_EQ, writing, 0)) == 0 &&
         seccomp_rule_add (filter, SCMP_ACT_ALLOW, SCMP_SYS (tgkill), 1, SCMP_A0 (SCMP_CMP_EQ, self)) == 0 &&
         seccomp_rule_add (filter, SCMP_ACT_ALLOW, SCMP_SYS (kill), 1, SCMP_A0 (SCMP_CMP_EQ, self)) == 0 &&
         seccomp_rule_add (filter, SCMP_ACT_ERRNO (ENOSYS), SCMP_SYS (clone3), 0) == 0;
}

static gboolean
enter_seccomp (gboolean alone)
{
  scmp_filter_ctx filter = seccomp_init (SCMP_ACT_ERRNO (EPERM));
  gboolean held;

  if (filter == NULL)
    return FALSE;
  seccomp_attr_set (filter, SCMP_FLTATR_CTL_OPTIMIZE, 2); /* a binary tree: most calls are decided in 7 steps */
  held = add_rules (filter, alone ? SCMP_ACT_TRAP : SCMP_ACT_KILL_PROCESS) && seccomp_load (filter) == 0;
  seccomp_release (filter);
  return held;
}

GjSandbox
gj_sandbox_enter (gboolean alone)
{
  GjSandbox held = GJ_SANDBOX_NONE;

  limit (RLIMIT_CORE, 0, 0);
  if (!alone)
    limit (RLIMIT_FSIZE, 0, 0);
  limit (RLIMIT_NOFILE, 256, 256);
  if (prctl (PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
    return held;
  if (enter_landlock ())
    held |= GJ_SANDBOX_LANDLOCK;
  if (enter_seccomp (alone))
    held |= GJ_SANDBOX_SECCOMP;
  return held;
}

#endif
