#ifdef __linux__
// Not part of Swift's Glibc module.
#include <malloc.h>
#endif
