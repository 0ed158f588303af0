internal import Glibc

/// What the system answered when it did not do as asked.
package struct SystemError: Error, Equatable, Sendable {
    /// `errno`.
    package let code: Int32

    /// The system's own words.
    package var message: String { unsafe String(cString: strerror(code)) }

    package var isMissing: Bool { code == ENOENT || code == ESRCH }

    package var isAlreadyThere: Bool { code == EEXIST }

    /// What file systems answer that do not know of it.
    package var isNotSupported: Bool { [EINVAL, ENOSYS, EOPNOTSUPP].contains(code) }
}
