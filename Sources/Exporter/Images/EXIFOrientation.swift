/// The note of how a JPEG lies, in its Exif segment (Exif 2.32 §4.5.4, §4.6.2): a TIFF file, whose first directory may have
/// it. What is not as it must be says nothing.
struct EXIFOrientation {
    let orientation: ImageOrientation
    /// Where its number stands in the segment.
    let range: Range<Int>
    /// The number that stands for a picture that is upright, as it is written there.
    let upright: [UInt8]

    private static let header = Array("Exif\0\0".utf8)

    init?(_ segment: ArraySlice<UInt8>) {
        guard segment.starts(with: Self.header) else { return nil }
        let tiff = Array(segment.dropFirst(Self.header.count))
        let isLittle = tiff.starts(with: Array("II".utf8))
        func number(_ start: Int, _ count: Int) -> Int? {
            guard start >= 0, start + count <= tiff.count else { return nil }
            let bytes = tiff[start..<start + count]
            return isLittle ? bytes.reversed().reduce(0) { $0 << 8 | Int($1) } : bytes.reduce(0) { $0 << 8 | Int($1) }
        }
        guard let directory = number(4, 4), let count = number(directory, 2),
            let entry = (0..<count).first(where: { number(directory + 2 + 12 * $0, 2) == 0x0112 }),
            let orientation = number(directory + 10 + 12 * entry, 2).flatMap(ImageOrientation.init(exif:))
        else { return nil }
        let start = segment.startIndex + Self.header.count + directory + 10 + 12 * entry
        self.orientation = orientation
        range = start..<start + 2
        upright = isLittle ? [1, 0] : [0, 1]
    }
}
