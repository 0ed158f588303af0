/// Why bytes are not a picture that can be put into a letter.
enum ImageError: Error, Equatable, Sendable {
    case unknownFormat
    /// Ends too early, or says something impossible of itself.
    case damaged
    case tooLarge(bytes: Int)
    case tooManyPixels(width: Int, height: Int)

    /// What follows the picture's name in a message: `image 'x.gif' …`.
    var explanation: String {
        switch self {
        case .unknownFormat: "is neither PNG nor JPEG: save it as one of these"
        case .damaged: "is damaged or not complete: save it again"
        case .tooLarge(let bytes):
            "is \(bytes / 1_000_000) MB large; at most \(ImageInfo.maximumSize / 1_000_000) MB goes into a letter"
        case .tooManyPixels(let width, let height):
            "has \(width) × \(height) pixels; at most \(ImageInfo.maximumPixels / 1_000_000) million go into a letter"
        }
    }
}
