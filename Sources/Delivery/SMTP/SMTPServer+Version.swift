internal import CCurl

extension SMTPServer {
    /// That of libcurl: `7.88.1`.
    package static var libraryVersion: String { unsafe String(cString: oproep_curl_version()) }
}
