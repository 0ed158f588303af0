import Foundation
import Support
import Templating
import Testing
import Workspace

@testable import Exporter
@testable import Printing

/// Photos that are stored on their side or in a mirror (EXIF), on the page.
@Suite("Pictures that are stored on their side")
struct TurnedPictureTests {
    /// 48 × 32 pixels: red, green; blue, grey.
    private static let jpeg = """
        /9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABALDA4MChAODQ4SERATGCgaGBYWGDEjJR0oOjM9PDkzODdASFxOQERXRTc4UG1RV19i\
        Z2hnPk1xeXBkeFxlZ2P/2wBDARESEhgVGC8aGi9jQjhCY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2Nj\
        Y2NjY2NjY2P/wAARCAAgADADAREAAhEBAxEB/8QAFgABAQEAAAAAAAAAAAAAAAAAAAYF/8QAFBABAAAAAAAAAAAAAAAAAAAAAP/E\
        ABgBAQADAQAAAAAAAAAAAAAAAAAFBgcE/8QAFBEBAAAAAAAAAAAAAAAAAAAAAP/aAAwDAQACEQMRAD8AxUWvgAClRbEQAE0lG3AA\
        KVFsRAAQTZFoAAWShuoABGr45QAFkobqAAf/2Q==
        """

    /// With a note of how it lies, in either order of bytes.
    static func picture(_ orientation: UInt8, isLittle: Bool = false) throws -> [UInt8] {
        let bytes = Array(try #require(Data(base64Encoded: jpeg)))
        let tiff: [UInt8] =
            isLittle
            ? [0x49, 0x49, 42, 0, 8, 0, 0, 0, 1, 0, 0x12, 1, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0, 0, 0, 0, 0]
            : [0x4D, 0x4D, 0, 42, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0]
        let segment = Array("Exif\0\0".utf8) + tiff
        return bytes.prefix(2) + [0xFF, 0xE1, 0, UInt8(segment.count + 2)] + segment + bytes.dropFirst(2)
    }

    private enum Side { case top, bottom, left, right }

    private struct Corner: Hashable {
        var isTop = true
        var isLeft = true

        init(_ one: Side, _ other: Side) {
            for side in [one, other] {
                switch side {
                case .top: isTop = true
                case .bottom: isTop = false
                case .left: isLeft = true
                case .right: isLeft = false
                }
            }
        }
    }

    /// Where the first row and the first column of what is stored are seen (Exif 2.32 §4.6.4 A).
    private static let sides: [(row: Side, column: Side)] = [
        (.top, .left), (.top, .right), (.bottom, .right), (.bottom, .left), (.left, .top), (.right, .top),
        (.right, .bottom), (.left, .bottom),
    ]

    private static func opposite(_ side: Side) -> Side {
        switch side {
        case .top: .bottom
        case .bottom: .top
        case .left: .right
        case .right: .left
        }
    }

    private static func sample() throws -> SampleCopy {
        let images = (1...8).map { "Foto \($0): ![Foto \($0)](foto\($0).jpg)" }.joined(separator: "\n\n")
        var sample = SampleCopy(text: "{{ recipient.salutation }}\n\n\(images)\n")
        for number in 1...8 {
            sample.replacements["letters/\(SampleCopy.letter)/foto\(number).jpg"] =
                try picture(UInt8(number), isLittle: number % 2 == 0)
        }
        return sample
    }

    @Test("All eight are upright on the page, and the letter is right")
    func upright() async throws {
        let printed = try await Printing.print(Self.sample().documents(1))[0]
        #expect(printed.report() == [])
        let objects = try #require(PDFObjects(printed.pdf))
        var found = 0
        for (number, page) in objects.pages.enumerated() {
            let pixels = try withFile(of: printed.pdf) { try Pixels(ofPage: number + 1, in: $0) }
            let images = PageContent(page, of: objects).sections.flatMap(\.images)
            for box in images.sorted(by: { $0.top > $1.top }) {
                let (row, column) = Self.sides[found]
                let colours: [(corner: Corner, colour: Pixels.Colour)] = [
                    (Corner(row, column), .red), (Corner(row, Self.opposite(column)), .green),
                    (Corner(Self.opposite(row), column), .blue),
                ]
                #expect((box.width > box.height) == [.top, .bottom].contains(row), "\(found + 1): \(box)")
                for (corner, colour) in colours {
                    #expect(pixels.colour(in: box, corner.isTop, corner.isLeft) == colour, "\(found + 1): \(corner)")
                }
                found += 1
            }
        }
        #expect(found == 8)
    }

    @Test(
        "Its document is valid, and its picture says no more how it lies; a page of the web leaves that to the browser")
    func formats() throws {
        try TestFolder.withURL { directory in
            let odt = directory.appending(path: "letter.odt")
            try Data(try Self.sample().bytes(as: .odt)).write(to: odt)
            try Program("unzip", "-q", odt.path, "-d", directory.path).output()
            #expect(try Judges.jing(["content", "styles"].map { "\(directory.path)/\($0).xml" }) == "")
            let pictures = directory.appending(path: "Pictures")
            let names = try FileManager.default.contentsOfDirectory(atPath: pictures.path)
            #expect(names.count == 8)
            for name in names {
                let bytes = Array(try Data(contentsOf: pictures.appending(path: name)))
                #expect(try ImageInfo(bytes).turn?.orientation == .upright)
            }
        }
        let page = try Self.sample().filled(as: .html)
        for number in 1...8 {
            let stored = try Self.picture(UInt8(number), isLittle: number % 2 == 0)
            #expect(page.contains(Data(stored).base64EncodedString()))
        }
    }
}

/// A page as a picture of one pixel to a point.
private struct Pixels {
    enum Colour { case red, green, blue, other }

    private let width: Int
    private let height: Int
    private let bytes: [UInt8]

    init(ofPage page: Int, in file: String) throws {
        let target = "\(file)-\(page)"
        defer { try? FileManager.default.removeItem(atPath: "\(target).ppm") }
        try Program("pdftoppm", "-r", "72", "-f", "\(page)", "-l", "\(page)", "-singlefile", file, target).output()
        let image = Array(try #require(FileManager.default.contents(atPath: "\(target).ppm")))
        let numbers = image.prefix(30).split { $0 == 0x0A || $0 == 0x20 }.dropFirst().prefix(2)
            .compactMap { Int(String(decoding: $0, as: UTF8.self)) }
        (width, height) = (try #require(numbers.first), try #require(numbers.last))
        bytes = image.suffix(width * height * 3)
    }

    /// A little in from a corner, so that nothing is cut off, of what is in points from the lower left.
    func colour(in box: PDFRectangle, _ isTop: Bool, _ isLeft: Bool) -> Colour {
        let x = Int(box.left + box.width * (isLeft ? 0.1 : 0.9))
        let y = height - Int(box.bottom + box.height * (isTop ? 0.9 : 0.1))
        let start = 3 * (y * width + x)
        switch bytes[start..<start + 3].map({ $0 > 128 }) {
        case [true, false, false]: return .red
        case [false, true, false]: return .green
        case [false, false, true]: return .blue
        default: return .other
        }
    }
}

extension PDFRectangle {
    fileprivate var width: Double { right - left }
    fileprivate var height: Double { top - bottom }
}
