#if canImport(Glibc)
    import Glibc
#endif

/// What the process does with memory that it has freed.
enum FreedMemory {
    /// Gives large pieces back to the system at once: answers of megabytes, and the buffers of libpq. By itself glibc learns
    /// from the first that is freed to keep such pieces, up to 32 MiB each: four goal trees of 5 MB at a time then left
    /// 121 MiB behind, and leave 70 so.
    ///
    /// What is smaller comes from the heaps of the threads. There a page leaves more than 128 KiB free at a time, which glibc
    /// would give back and take again for each, with an interrupt of the other cores; so a heap keeps up to two megabytes.
    static func configure() {
        #if canImport(Glibc)
            // `mallopt` and the numbers of its M_MMAP_THRESHOLD and M_TRIM_THRESHOLD (malloc.h) are not part of Swift's
            // Glibc module.
            guard let function = dlsym(dlopen(nil, RTLD_NOW), "mallopt") else { return }
            let mallopt = unsafeBitCast(function, to: (@convention(c) (Int32, Int32) -> Int32).self)
            _ = mallopt(-3, 256 * 1024)
            _ = mallopt(-1, 2 * 1024 * 1024)
        #endif
    }
}
