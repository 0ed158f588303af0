internal import CMinizip

extension Deflater {
    /// Of zlib: `1.2.13`.
    package static var version: String { unsafe String(cString: zlibVersion()) }
}
