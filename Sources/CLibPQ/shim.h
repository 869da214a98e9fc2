#include <libpq-fe.h>

#ifdef __linux__
// Not part of Swift's Glibc module.
#include <pthread.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>

// Declared by <pthread.h> only with _GNU_SOURCE.
extern int pthread_setname_np(pthread_t thread, const char *name);
#endif
