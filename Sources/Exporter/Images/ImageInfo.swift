/// What a picture says of itself, told from its bytes and never from its name.
struct ImageInfo: Sendable {
    enum Format: String, Sendable {
        case png, jpeg
    }

    /// Pixels per inch, in each direction.
    struct Resolution: Equatable, Sendable {
        let horizontal: Double
        let vertical: Double

        /// What CSS and office programs take for a picture that does not tell.
        static let standard = Resolution(horizontal: 96, vertical: 96)

        /// Nil when nobody can have meant it.
        init?(credible horizontal: Double, _ vertical: Double) {
            guard (10...10_000).contains(horizontal), (10...10_000).contains(vertical) else { return nil }
            self.init(horizontal: horizontal, vertical: vertical)
        }

        init(horizontal: Double, vertical: Double) {
            self.horizontal = horizontal
            self.vertical = vertical
        }
    }

    static let maximumSize = 20_000_000
    static let maximumPixels = 100_000_000

    let format: Format
    /// In pixels.
    let width: Int
    let height: Int
    let resolution: Resolution
    /// How it lies, when it says so.
    let turn: EXIFOrientation?

    init(_ bytes: [UInt8]) throws(ImageError) {
        guard bytes.count <= Self.maximumSize else { throw .tooLarge(bytes: bytes.count) }
        if bytes.starts(with: PNGReader.signature) {
            self = try PNGReader.read(bytes)
        } else if bytes.starts(with: JPEGReader.signature) {
            self = try JPEGReader.read(bytes)
        } else {
            throw .unknownFormat
        }
    }

    init(
        format: Format, width: Int, height: Int, resolution: Resolution?, turn: EXIFOrientation? = nil
    ) throws(ImageError) {
        guard width > 0, height > 0 else { throw .damaged }
        // By division: the product may overflow.
        guard width <= Self.maximumPixels / height else { throw .tooManyPixels(width: width, height: height) }
        self.format = format
        self.width = width
        self.height = height
        self.resolution = resolution ?? .standard
        self.turn = turn
    }

    var mediaType: String { "image/\(format.rawValue)" }

    var fileExtension: String { format == .png ? "png" : "jpg" }

    /// As it is stored, in millimetres, to a hundredth.
    var naturalSize: (width: Double, height: Double) {
        func millimetres(_ pixels: Int, _ perInch: Double) -> Double {
            (Double(pixels) / perInch * 2540).rounded() / 100
        }
        return (millimetres(width, resolution.horizontal), millimetres(height, resolution.vertical))
    }
}
