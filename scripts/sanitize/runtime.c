// Tells the thread sanitizer what Swift's own libraries do where it cannot look: they are not built for it.
//
// Loaded before them (LD_PRELOAD), it stands between the program and three of their functions, calls the real one, and
// says which order that made. It adds no order that is not there and hides no function of ours, as a line in a file of
// suppressions would; what is guarded by nothing is still found.
//
// 1. Synchronization.Mutex. Taking a free lock and giving back one that nobody waits for are inlined into the program,
//    and seen. A held one is taken by _lockSlow, and given back to one who waits by _unlockSlow: system calls (futex,
//    LOCK_PI and UNLOCK_PI) in libswiftSynchronization.so.
// 2. Continuations. libswift_Concurrency.so knows the sanitizer: swift_continuation_resume tells it of the release, and
//    a task that was put to sleep tells of the acquire when it runs again. But swift_continuation_await tells nothing
//    when the answer was there before the task could be put to sleep.
//
// Written for Swift 6.2 and 6.3; the names are those of their binary interface.

#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#define LOCK_SLOW "$s15Synchronization12_MutexHandleV9_lockSlowyys6UInt32VF"
#define UNLOCK_SLOW "$s15Synchronization12_MutexHandleV11_unlockSlowyyF"

#define SWIFT __attribute__((swiftcall))
#define SWIFT_SELF __attribute__((swift_context))

// Weak: only programs that were built for the sanitizer have them, and a test starts others too.
extern void __tsan_acquire(void *address) __attribute__((weak));
extern void __tsan_release(void *address) __attribute__((weak));
extern SWIFT void *swift_task_getCurrent(void) __attribute__((weak));

static void *real(const char *name, void **known) {
    void *found = __atomic_load_n(known, __ATOMIC_RELAXED);
    if (found) return found;
    found = dlsym(RTLD_NEXT, name);
    if (!found) {
        fprintf(stderr, "scripts/sanitize/runtime.c: there is no %s in this version of Swift\n", name);
        abort();
    }
    __atomic_store_n(known, found, __ATOMIC_RELAXED);
    return found;
}

// Mutex

SWIFT void lock_slow(uint32_t thread, SWIFT_SELF void *handle) __asm__(LOCK_SLOW);
SWIFT void unlock_slow(SWIFT_SELF void *handle) __asm__(UNLOCK_SLOW);

SWIFT void lock_slow(uint32_t thread, SWIFT_SELF void *handle) {
    static void *known;
    ((SWIFT void (*)(uint32_t, SWIFT_SELF void *))real(LOCK_SLOW, &known))(thread, handle);
    if (__tsan_acquire) __tsan_acquire(handle);
}

SWIFT void unlock_slow(SWIFT_SELF void *handle) {
    static void *known;
    if (__tsan_release) __tsan_release(handle);
    ((SWIFT void (*)(SWIFT_SELF void *))real(UNLOCK_SLOW, &known))(handle);
}

// Continuations

// The first thing that a caller does when an asynchronous function has returned is to give back its frame. Between the
// sanitizer's release in swift_continuation_resume and that, the task does nothing but return from the await: the body
// of withCheckedContinuation is synchronous and frees no frames. So this acquires exactly what was handed over.
void swift_task_dealloc(void *frame) {
    static void *known;
    if (__tsan_acquire) __tsan_acquire(swift_task_getCurrent());
    ((void (*)(void *))real("swift_task_dealloc", &known))(frame);
}
