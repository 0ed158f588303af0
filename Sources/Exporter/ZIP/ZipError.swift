/// Why an archive cannot be written without ZIP64, which not every reader of ODF knows.
enum ZipError: Error, Equatable, Sendable {
    /// A file or the whole would reach 4 GiB.
    case tooLarge(String)
    case tooManyFiles
    case nameTooLong(String)
    case duplicateName(String)
}
