internal import Glibc

/// What the system answered when it did not do as asked.
struct SystemError: Error, Equatable, Sendable {
    /// `errno`.
    let code: Int32

    /// The system's own words.
    var message: String { unsafe String(cString: strerror(code)) }

    var isMissing: Bool { code == ENOENT || code == ESRCH }

    var isAlreadyThere: Bool { code == EEXIST }

    /// What file systems answer that do not know of it.
    var isNotSupported: Bool { [EINVAL, ENOSYS, EOPNOTSUPP].contains(code) }
}
