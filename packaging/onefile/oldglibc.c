/* What Debian's static libraries ask of the C library that glibc 2.17 does not have yet. */

#include <fcntl.h>
#include <stdarg.h>
#include <sys/syscall.h>
#include <unistd.h>

/* since glibc 2.28; on 64 bits it is fcntl */
int fcntl64(int file, int command, ...) {
    va_list rest;
    va_start(rest, command);
    void *given = va_arg(rest, void *);
    va_end(rest);
    return fcntl(file, command, given);
}

/* since glibc 2.27; where the kernel has none either, libffi takes a file */
int memfd_create(const char *name, unsigned int flags) {
#ifdef SYS_memfd_create
    return (int)syscall(SYS_memfd_create, name, flags);
#else
    return (int)syscall(319, name, flags);
#endif
}
