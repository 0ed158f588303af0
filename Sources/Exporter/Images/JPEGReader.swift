/// JPEG (ITU-T T.81 annex B) and JFIF (ITU-T T.871).
enum JPEGReader {
    static let signature: [UInt8] = [0xFF, 0xD8, 0xFF]

    /// Goes over the segments up to the first scan; after that, only the end is looked for.
    static func read(_ bytes: [UInt8]) throws(ImageError) -> ImageInfo {
        var rest = ImageBytes(bytes, from: 2)
        var size: (width: Int, height: Int)?
        var resolution: ImageInfo.Resolution?
        var turn: EXIFOrientation?
        while true {
            guard try rest.byte() == 0xFF else { throw .damaged }
            var marker = try rest.byte()
            while marker == 0xFF { marker = try rest.byte() }  // Fill bytes (B.1.1.2).
            if marker == 0x01 || (0xD0...0xD7).contains(marker) { continue }  // These have no length.
            let length = try rest.number(of: 2)
            guard length >= 2 else { throw .damaged }
            let end = rest.position + length - 2
            switch marker {
            case 0xE0 where length >= 14:
                resolution = try density(&rest) ?? resolution
            case 0xE1:
                turn = EXIFOrientation(try rest.take(end - rest.position)) ?? turn
            case 0xC0...0xCF where ![0xC4, 0xC8, 0xCC].contains(marker):  // The start of a frame (B.2.2).
                guard size == nil, length >= 8 else { throw .damaged }
                _ = try rest.byte()
                let (height, width) = (try rest.number(of: 2), try rest.number(of: 2))
                size = (width, height)
            case 0xDA:
                guard let size, isComplete(bytes[rest.position...]) else { throw .damaged }
                return try ImageInfo(
                    format: .jpeg, width: size.width, height: size.height, resolution: resolution, turn: turn)
            case 0xD8, 0xD9:
                throw .damaged
            default:
                break
            }
            _ = try rest.take(end - rest.position)
        }
    }

    /// Of a JFIF segment: units are 1 for an inch, 2 for a centimetre (T.871 §10.1).
    private static func density(_ rest: inout ImageBytes) throws(ImageError) -> ImageInfo.Resolution? {
        guard try rest.take(5).elementsEqual("JFIF\0".utf8) else { return nil }
        _ = try rest.take(2)
        let unit = try rest.byte()
        let (x, y) = (Double(try rest.number(of: 2)), Double(try rest.number(of: 2)))
        switch unit {
        case 1: return .init(credible: x, y)
        case 2: return .init(credible: x * 2.54, y * 2.54)
        default: return nil
        }
    }

    /// Whether the end of the image stands somewhere; cameras put things of their own after it.
    private static func isComplete(_ bytes: ArraySlice<UInt8>) -> Bool {
        zip(bytes, bytes.dropFirst()).contains { $0 == 0xFF && $1 == 0xD9 }
    }
}
