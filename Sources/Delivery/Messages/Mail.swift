internal import CGMime

/// What makes and reads messages.
package enum Mail {
    /// That of GMime: `3.2.13`.
    package static var libraryVersion: String { "\(gmime_major_version).\(gmime_minor_version).\(gmime_micro_version)" }
}
