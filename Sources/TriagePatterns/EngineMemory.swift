#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Memory the engine hands over. No allocator of ours is set, so it is malloc's.
enum EngineMemory {
    /// Gives it back.
    static func free<Element>(_ pointer: UnsafeMutablePointer<Element>) {
        // SAFETY: the callers own the memory and use it no more.
        #if canImport(Glibc)
            unsafe Glibc.free(pointer)
        #elseif canImport(Musl)
            unsafe Musl.free(pointer)
        #else
            unsafe Darwin.free(pointer)
        #endif
    }
}
