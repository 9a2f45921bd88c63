/*
 * Injects one fault into a process it is preloaded into: the Nth call that writes, syncs, renames or
 * creates a file below $FAULTS_BELOW fails as the control file $FAULTS says. The control
 * file is three 32-bit numbers, shared by mmap: the kind of fault (0: none), how many matching calls
 * are still let through, and how often a fault was injected.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

enum { NONE, FAIL_EIO, FAIL_ENOSPC, INTERRUPT, SHORT_WRITE, SLOW_SYNC };

struct control { volatile int32_t kind, left, fired; };
static struct control *control;
static const char *below;

__attribute__((constructor)) static void begin(void) {
  const char *file = getenv("FAULTS");
  below = getenv("FAULTS_BELOW");
  int fd = file && below ? open(file, O_RDWR) : -1;
  if (fd < 0) return;
  void *map = mmap(NULL, sizeof *control, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  close(fd);
  if (map != MAP_FAILED) control = map;
}

static int matches(const char *path) {
  return strncmp(path, below, strlen(below)) == 0;
}

/* The kind of fault this call gets, NONE for nearly all. */
static int fault_for(const char *path) {
  if (!control || control->kind == NONE || !path || !matches(path)) return NONE;
  if (__sync_sub_and_fetch(&control->left, 1) != -1) return NONE;
  int kind = control->kind;
  __sync_add_and_fetch(&control->fired, 1);
  control->kind = NONE;
  return kind;
}

static int fault_on(int fd) {
  char link[40], path[PATH_MAX];
  if (!control || control->kind == NONE) return NONE;
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t n = readlink(link, path, sizeof path - 1);
  if (n <= 0) return NONE;
  path[n] = 0;
  return fault_for(path);
}

/* Returns -1 with errno set for kinds that fail, 0 for those that do not. */
static int failed(int kind) {
  if (kind == FAIL_EIO) errno = EIO;
  else if (kind == FAIL_ENOSPC) errno = ENOSPC;
  else if (kind == INTERRUPT) errno = EINTR;
  else return 0;
  return -1;
}

static size_t shortened(int kind, size_t count) {
  return kind == SHORT_WRITE && count > 1 ? count / 2 : count;
}

static void slow(int kind) {
  struct timespec time = {0, 500 * 1000 * 1000};
  if (kind == SLOW_SYNC) nanosleep(&time, NULL);
}

#define REAL(type, name, ...)                               \
  static type (*real)(__VA_ARGS__);                         \
  if (!real) real = (type (*)(__VA_ARGS__))dlsym(RTLD_NEXT, name)

ssize_t write(int fd, const void *bytes, size_t count) {
  REAL(ssize_t, "write", int, const void *, size_t);
  int kind = fault_on(fd);
  return failed(kind) ? -1 : real(fd, bytes, shortened(kind, count));
}

ssize_t pwrite(int fd, const void *bytes, size_t count, off_t at) {
  REAL(ssize_t, "pwrite", int, const void *, size_t, off_t);
  int kind = fault_on(fd);
  return failed(kind) ? -1 : real(fd, bytes, shortened(kind, count), at);
}

ssize_t pwrite64(int fd, const void *bytes, size_t count, off64_t at) {
  REAL(ssize_t, "pwrite64", int, const void *, size_t, off64_t);
  int kind = fault_on(fd);
  return failed(kind) ? -1 : real(fd, bytes, shortened(kind, count), at);
}

ssize_t writev(int fd, const struct iovec *parts, int count) {
  REAL(ssize_t, "writev", int, const struct iovec *, int);
  int kind = fault_on(fd);
  return failed(kind) ? -1 : real(fd, parts, kind == SHORT_WRITE && count > 1 ? count / 2 : count);
}

int fsync(int fd) {
  REAL(int, "fsync", int);
  int kind = fault_on(fd);
  slow(kind);
  return failed(kind) ? -1 : real(fd);
}

int fdatasync(int fd) {
  REAL(int, "fdatasync", int);
  int kind = fault_on(fd);
  slow(kind);
  return failed(kind) ? -1 : real(fd);
}

int rename(const char *from, const char *to) {
  REAL(int, "rename", const char *, const char *);
  return failed(fault_for(to)) ? -1 : real(from, to);
}

int mkdir(const char *path, mode_t mode) {
  REAL(int, "mkdir", const char *, mode_t);
  return failed(fault_for(path)) ? -1 : real(path, mode);
}
