import Foundation
import Support
import Testing

@testable import Exporter

struct ImageInfoTests {
    /// 16 × 8 pixels, 300 to the inch.
    private static let png = """
        iVBORw0KGgoAAAANSUhEUgAAABAAAAAICAIAAAB/FOjAAAAACXBIWXMAAC4jAAAuIwF4pT92AAAAE0lEQVR4nGM4IadBEmIY1UALDQCzkYcBWt\
        cicAAAAABJRU5ErkJggg==
        """

    private static func bytes(_ base64: String) throws -> [UInt8] {
        Array(try #require(Data(base64Encoded: base64)))
    }

    /// 16 × 8 grey pixels, in the fewest segments that decoders accept.
    private static func jpeg(unit: UInt8 = 1, density: (UInt8, UInt8) = (150, 75), frame: UInt8 = 0xC0) -> [UInt8] {
        let start: [UInt8] = [0xFF, 0xD8]
        let jfif: [UInt8] = [0xFF, 0xE0, 0, 16] + "JFIF\0".utf8 + [1, 1, unit, 0, density.0, 0, density.1, 0, 0]
        let quantisation: [UInt8] = [0xFF, 0xDB, 0, 67, 0] + Array(repeating: 1, count: 64)
        let size: [UInt8] = [0xFF, frame, 0, 11, 8, 0, 8, 0, 16, 1, 1, 0x11, 0]
        let code: [UInt8] = [1] + Array(repeating: 0, count: 15) + [0]
        let huffman: [UInt8] = [0xFF, 0xC4, 0, 20, 0] + code + [0xFF, 0xFF, 0xC4, 0, 20, 0x10] + code
        let scan: [UInt8] = [0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 63, 0, 0x0F]
        return start + jfif + quantisation + size + huffman + scan + [0xFF, 0xD9]
    }

    @Test func `A PNG tells its size and resolution`() throws {
        let bytes = try Self.bytes(Self.png)
        let image = try ImageInfo(bytes)
        #expect((image.format, image.mediaType, image.fileExtension) == (.png, "image/png", "png"))
        #expect((image.width, image.height) == (16, 8))
        #expect(image.naturalSize == (1.35, 0.68))
        #expect(try withFile(of: bytes) { try Program("file", "-b", $0).output() }.contains("16 x 8"))
    }

    @Test func `A JPEG tells its size and resolution`() throws {
        let bytes = Self.jpeg()
        let image = try ImageInfo(bytes)
        #expect((image.format, image.mediaType, image.fileExtension) == (.jpeg, "image/jpeg", "jpg"))
        #expect((image.width, image.height) == (16, 8))
        #expect(image.naturalSize == (2.71, 2.71))
        #expect(
            try withFile(of: bytes) { try Program("file", "-b", $0).output() }
                .contains("density 150x75, segment length 16, baseline, precision 8, 16x8"))
        #expect(try ImageInfo(Self.jpeg(frame: 0xC2)).width == 16)
    }

    @Test func `Without a credible resolution there are 96 pixels to the inch`() throws {
        for image in [
            Self.jpeg(unit: 0), Self.jpeg(density: (0, 0)), Self.jpeg(density: (1, 1)),
            try Self.bytes(Self.png).replacing([1, 0x78, 0xA5, 0x3F, 0x76], with: [0, 0, 0, 0, 0]),
        ] {
            #expect(try ImageInfo(image).resolution == .standard)
            #expect(try ImageInfo(image).naturalSize == (4.23, 2.12))
        }
        #expect(try ImageInfo(Self.jpeg(unit: 2, density: (59, 59))).resolution.horizontal == 149.86)
    }

    @Test func `What is neither PNG nor JPEG is refused, whatever its name`() {
        for bytes in [Array("GIF89a".utf8), Array("<svg/>".utf8), [], Array("BM".utf8), [0xFF, 0xD8], [0x89, 0x50]] {
            #expect(throws: ImageError.unknownFormat) { try ImageInfo(bytes) }
        }
    }

    @Test func `A picture cut off anywhere is refused`() throws {
        for whole in [try Self.bytes(Self.png), Self.jpeg()] {
            for length in 0..<whole.count {
                #expect(throws: ImageError.self) { try ImageInfo(Array(whole[..<length])) }
            }
            #expect(try ImageInfo(whole + [1, 2, 3]).width == 16)
        }
    }

    @Test func `Whatever bytes come, none are read beyond the end`() throws {
        var random = SplitMix(state: 4)
        for whole in [try Self.bytes(Self.png), Self.jpeg()] {
            for _ in 0..<5_000 {
                var bytes = whole
                for _ in 0..<Int.random(in: 1...6, using: &random) {
                    bytes[Int.random(in: 3..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
                }
                _ = try? ImageInfo(bytes)
            }
        }
    }

    @Test func `A bomb is refused by its size`() throws {
        let size: [UInt8] = [0, 0, 0, 16, 0, 0, 0, 8, 8, 2]
        let huge = try Self.bytes(Self.png)
            .replacing(size, with: [0x7F, 0xFF, 0xFF, 0xFF, 0x7F, 0xFF, 0xFF, 0xFF, 8, 2])
        #expect(throws: ImageError.tooManyPixels(width: 0x7FFF_FFFF, height: 0x7FFF_FFFF)) { try ImageInfo(huge) }
        let empty = try Self.bytes(Self.png).replacing(size, with: [0, 0, 0, 0, 0, 0, 0, 8, 8, 2])
        #expect(throws: ImageError.damaged) { try ImageInfo(empty) }
        let heavy = try Self.bytes(Self.png) + Array(repeating: 0, count: 20_000_000)
        #expect(throws: ImageError.tooLarge(bytes: heavy.count)) { try ImageInfo(heavy) }
    }

    @Test func `Each refusal says what to do`() {
        let explanations: [(ImageError, String)] = [
            (.unknownFormat, "is neither PNG nor JPEG: save it as one of these"),
            (.damaged, "is damaged or not complete: save it again"),
            (.tooLarge(bytes: 64_000_000), "is 64 MB large; at most 20 MB goes into a letter"),
            (.tooManyPixels(width: 9, height: 8), "has 9 × 8 pixels; at most 100 million go into a letter"),
        ]
        for (error, explanation) in explanations { #expect(error.explanation == explanation) }
    }
}
