internal import Containers
internal import Disk
internal import Foundation

/// A picture as a file of the package. Its name tells its content, so that one picture is there once.
struct Picture: Equatable, Sendable {
    /// The width of a letter's text that no picture exceeds, and the height of half a page.
    static let inText = Extent(width: 155, height: 130)
    /// The width and height that no signature exceeds where the house style has no frame for it: a photo of one has
    /// thousands of pixels.
    static let signature = Extent(width: 80, height: 30)

    /// In millimetres.
    struct Extent: Equatable, Sendable {
        let width: Double
        let height: Double
    }

    /// Who turns a picture that is stored on its side.
    enum Turning: Sendable {
        /// We do: the person who took it sees it upright everywhere.
        case asNoted
        /// The house style did, in an office program, which shows it as it is stored.
        case asStored
    }

    /// For office programs: without its note of how it lies, which some follow and others do not. The frame turns it.
    let bytes: [UInt8]
    /// For browsers, which follow the note (CSS Images 3 §6.1).
    private let noted: [UInt8]
    let path: String
    let mediaType: String
    let orientation: ImageOrientation
    /// In millimetres, as printed.
    let width: Double
    let height: Double

    init(_ bytes: [UInt8], within maximum: Extent = inText, turning: Turning = .asNoted) throws(ImageError) {
        let info = try ImageInfo(bytes)
        var plain = bytes
        if let turn = info.turn { plain.replaceSubrange(turn.range, with: turn.upright) }
        orientation = turning == .asNoted ? info.turn?.orientation ?? .upright : .upright
        let stored = info.naturalSize
        let size = orientation.isSideways ? (width: stored.height, height: stored.width) : stored
        let scale = min(1, maximum.width / size.width, maximum.height / size.height)
        noted = turning == .asNoted ? bytes : plain
        self.bytes = plain
        path = "Pictures/\(ContentHash(of: noted).hex.prefix(16)).\(info.fileExtension)"
        mediaType = info.mediaType
        width = size.width * scale
        height = size.height * scale
    }

    var base64: String { Data(bytes).base64EncodedString() }

    /// As a page of the web has it in itself (RFC 2397).
    var dataURL: String { "data:\(mediaType);base64,\(Data(noted).base64EncodedString())" }

    /// The style of its frame.
    var style: String {
        if orientation.isMirrored { return "Spiegelbeeld" }
        return orientation == .upright ? "Graphics" : "Gedraaid"
    }

    /// A frame that stands in the line like a character, with its alternative text (ODF 1.3 part 3 §10.4).
    func frame(named name: String, alternative: [DocumentNode]) -> DocumentElement {
        var image = DocumentElement(.draw("image"))
        image.link(to: self)
        let size = orientation.isSideways ? (width: height, height: width) : (width: width, height: height)
        var attributes = [
            DocumentAttribute(.draw("style-name"), style),
            DocumentAttribute(.draw("name"), name), DocumentAttribute(.text("anchor-type"), "as-char"),
            DocumentAttribute(.svg("width"), Self.length(size.width)),
            DocumentAttribute(.svg("height"), Self.length(size.height)),
        ]
        if let turning { attributes.append(DocumentAttribute(.draw("transform"), turning)) }
        return DocumentElement(
            .draw("frame"), attributes, [.element(image), .element(DocumentElement(.svg("title"), [], alternative))])
    }

    /// Turned around its corner, counterclockwise, and back to where it was (ODF 1.3 part 3 §19.228).
    private var turning: String? {
        let (angle, right, down): (String, Double, Double)
        switch orientation.quarterTurns {
        case 1: (angle, right, down) = ("-1.5707963267949", width, 0)
        case 2: (angle, right, down) = ("3.14159265358979", width, height)
        case 3: (angle, right, down) = ("1.5707963267949", 0, height)
        default: return nil
        }
        return "rotate (\(angle)) translate (\(Self.length(right)) \(Self.length(down)))"
    }

    private static func length(_ value: Double) -> String {
        let hundredths = Int((value * 100).rounded())
        return "\(hundredths / 100).\(hundredths % 100 < 10 ? "0" : "")\(hundredths % 100)mm"
    }
}

extension DocumentElement {
    mutating func link(to picture: Picture) {
        self[.xlink("href")] = picture.path
        self[.xlink("type")] = "simple"
        self[.xlink("show")] = "embed"
        self[.xlink("actuate")] = "onLoad"
    }
}
