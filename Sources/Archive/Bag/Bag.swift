/// A bag as BagIt has it (RFC 8493).
enum Bag {
    /// More files than this are neither written nor read.
    static let maximumFiles = 800_000
}
