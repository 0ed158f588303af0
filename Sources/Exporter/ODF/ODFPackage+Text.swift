extension ODFPackage {
    /// ODF 1.3 part 3, appendix C.
    static let textMediaType = "application/vnd.oasis.opendocument.text"
}
