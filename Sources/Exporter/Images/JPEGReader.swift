/// JPEG (ITU-T T.81 annex B) and JFIF (ITU-T T.871).
enum JPEGReader {
    static let signature: [UInt8] = [0xFF, 0xD8, 0xFF]

    /// Goes over the segments up to the first scan; after that, only the end is looked for.
    static func read(_ bytes: [UInt8]) throws(ImageError) -> ImageInfo {
        var rest = ImageBytes(bytes, from: 2)
        var size: (width: Int, height: Int)?
        var resolution: ImageInfo.Resolution?
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
                if try isTurned(rest.take(end - rest.position)) { throw .turned }
            case 0xC0...0xCF where ![0xC4, 0xC8, 0xCC].contains(marker):  // The start of a frame (B.2.2).
                guard size == nil, length >= 8 else { throw .damaged }
                _ = try rest.byte()
                let (height, width) = (try rest.number(of: 2), try rest.number(of: 2))
                size = (width, height)
            case 0xDA:
                guard let size, isComplete(bytes[rest.position...]) else { throw .damaged }
                return try ImageInfo(format: .jpeg, width: size.width, height: size.height, resolution: resolution)
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

    /// Of an Exif segment (Exif 2.32 §4.5.4, §4.6.2): a TIFF file, whose first directory may have an orientation, 1 when
    /// the picture is upright. What is not as it must be says nothing.
    private static func isTurned(_ segment: ArraySlice<UInt8>) -> Bool {
        guard segment.starts(with: Array("Exif\0\0".utf8)) else { return false }
        let tiff = Array(segment.dropFirst(6))
        let isLittle = tiff.starts(with: Array("II".utf8))
        func number(_ start: Int, _ count: Int) -> Int? {
            guard start >= 0, start + count <= tiff.count else { return nil }
            let bytes = tiff[start..<start + count]
            return isLittle ? bytes.reversed().reduce(0) { $0 << 8 | Int($1) } : bytes.reduce(0) { $0 << 8 | Int($1) }
        }
        guard let directory = number(4, 4), let count = number(directory, 2) else { return false }
        for entry in 0..<count where number(directory + 2 + 12 * entry, 2) == 0x0112 {
            return (2...8).contains(number(directory + 10 + 12 * entry, 2) ?? 1)
        }
        return false
    }

    /// Whether the end of the image stands somewhere; cameras put things of their own after it.
    private static func isComplete(_ bytes: ArraySlice<UInt8>) -> Bool {
        zip(bytes, bytes.dropFirst()).contains { $0 == 0xFF && $1 == 0xD9 }
    }
}
