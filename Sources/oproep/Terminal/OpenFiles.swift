import Glibc

/// How many files the program may have open. Libraries that it stands on crash or wait for ever when there are too few.
enum OpenFiles {
    /// As many as any command needs, and more.
    private static let usual: rlim_t = 64

    /// Nil when there are enough, also for so many processes of LibreOffice at a time; what is wrong otherwise, and what
    /// to do.
    static func shortage(workers: Int = 0) -> String? {
        // Pipes to each, and what is read of it.
        let needed = usual + 8 * rlim_t(workers)
        var limit = rlimit()
        guard unsafe getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return nil }
        if limit.rlim_cur < needed, limit.rlim_max > limit.rlim_cur {
            limit.rlim_cur = min(limit.rlim_max, max(1024, needed))
            _ = unsafe setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        }
        guard limit.rlim_cur < needed else { return nil }
        return "no more than \(limit.rlim_cur) files may be open at a time, and oproep needs \(needed): "
            + "'ulimit -n 1024' before it, or ask who looks after this system"
    }
}
