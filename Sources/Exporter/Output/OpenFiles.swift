internal import Glibc

/// How many files the program may have open. Libraries that it stands on crash or wait for ever when there are too few.
package enum OpenFiles {
    /// As many as any command needs, and more.
    private static let needed = 64

    /// Nil when there are enough; what is wrong otherwise, and what to do.
    package static var shortage: String? {
        var limit = rlimit()
        guard unsafe getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return nil }
        if limit.rlim_cur < needed, limit.rlim_max > limit.rlim_cur {
            limit.rlim_cur = min(limit.rlim_max, 1024)
            _ = unsafe setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        }
        guard limit.rlim_cur < needed else { return nil }
        return "no more than \(limit.rlim_cur) files may be open at a time, and oproep needs \(needed): "
            + "'ulimit -n 1024' before it, or ask who looks after this system"
    }
}
