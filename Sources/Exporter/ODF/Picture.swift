internal import Crypto
internal import Foundation

/// A picture as a file of the package. Its name tells its content, so that one picture is there once.
struct Picture: Equatable, Sendable {
    /// The width of a letter's text that no picture exceeds, and the height of half a page.
    static let inText = Extent(width: 155, height: 130)
    /// The width and height that no signature exceeds: a photo of one has thousands of pixels.
    static let signature = Extent(width: 80, height: 30)

    /// In millimetres.
    struct Extent: Sendable {
        let width: Double
        let height: Double
    }

    let bytes: [UInt8]
    let path: String
    let mediaType: String
    /// In millimetres, as printed.
    let width: Double
    let height: Double

    init(_ bytes: [UInt8], within maximum: Extent = inText) throws(ImageError) {
        let info = try ImageInfo(bytes)
        let size = info.naturalSize
        let scale = min(1, maximum.width / size.width, maximum.height / size.height)
        let digest = SHA256.hash(data: bytes).prefix(8).map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }
        self.bytes = bytes
        path = "Pictures/\(digest.joined()).\(info.fileExtension)"
        mediaType = info.mediaType
        width = size.width * scale
        height = size.height * scale
    }

    var base64: String { Data(bytes).base64EncodedString() }

    /// A frame that stands in the line like a character, with its alternative text (ODF 1.3 part 3 §10.4).
    func frame(named name: String, alternative: [XMLNode]) -> XMLElement {
        func length(_ value: Double) -> String {
            let hundredths = Int((value * 100).rounded())
            return "\(hundredths / 100).\(hundredths % 100 < 10 ? "0" : "")\(hundredths % 100)mm"
        }
        var image = XMLElement(.draw("image"))
        image.link(to: self)
        return XMLElement(
            .draw("frame"),
            [
                XMLAttribute(.draw("style-name"), "Graphics"), XMLAttribute(.draw("name"), name),
                XMLAttribute(.text("anchor-type"), "as-char"), XMLAttribute(.svg("width"), length(width)),
                XMLAttribute(.svg("height"), length(height)),
            ], [.element(image), .element(XMLElement(.svg("title"), [], alternative))])
    }
}

extension XMLElement {
    mutating func link(to picture: Picture) {
        self[.xlink("href")] = picture.path
        self[.xlink("type")] = "simple"
        self[.xlink("show")] = "embed"
        self[.xlink("actuate")] = "onLoad"
    }
}
