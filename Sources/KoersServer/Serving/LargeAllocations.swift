#if canImport(Glibc)
    import CAllocator
#endif

/// What the process does with memory that was asked for in large pieces: answers of megabytes, and the buffers of libpq.
enum LargeAllocations {
    /// Gives them back to the system as soon as they are freed. By itself glibc learns from the first that is freed to
    /// keep such pieces, up to 32 MiB each: four goal trees of 5 MB at a time then left 121 MiB behind, and leave 70 now.
    static func returnWhenFreed() {
        #if canImport(Glibc)
            _ = mallopt(M_MMAP_THRESHOLD, 256 * 1024)
        #endif
    }
}
