/// The text of a file as UTF-8, whichever of the encodings that offices use it was saved in.
struct DecodedText: Sendable {
    enum Encoding: Sendable {
        case utf8
        /// `first` is the offset, in `bytes`, of the first character that shows it.
        case windows1252(first: Int)
        /// Neither: parts are UTF-8 and parts are not, or a byte has no meaning.
        case unknown(first: Int)
    }

    /// Without a byte order mark.
    let bytes: [UInt8]
    let encoding: Encoding

    init(_ original: [UInt8]) throws(FileError) {
        // What is HTML a reader of Markdown refuses at its place.
        if let kind = FileKind(of: original), kind != .page { throw FileError(.notText(kind)) }
        var file = UTF16Order(of: original).map { Array($0.text(of: original).utf8) } ?? original
        file = file.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(file.dropFirst(3)) : file
        guard let foreign = Self.firstForeign(in: file) else {
            bytes = file
            encoding = .utf8
            return
        }
        var text: [UInt8] = []
        text.reserveCapacity(file.count + file.count / 8)
        var first = 0
        var undefined: Int?
        for (offset, byte) in file.enumerated() {
            if offset == foreign { first = text.count }
            let scalar = Windows1252.scalar(byte)
            if scalar == nil, undefined == nil { undefined = text.count }
            text.append(contentsOf: UTF8.encode(scalar ?? "\u{FFFD}") ?? UTF8.encodedReplacementCharacter)
        }
        // Taking the UTF-8 parts of a mixed file for Windows-1252 would print `Ã©` for `é`.
        let isMixed = Self.hasMultibyte(file)
        bytes = text
        encoding =
            if let undefined { .unknown(first: undefined) } else if isMixed {
                .unknown(first: first)
            } else {
                .windows1252(first: first)
            }
    }

    /// The offset of the first byte that is not UTF-8.
    private static func firstForeign(in bytes: [UInt8]) -> Int? {
        do {
            _ = try UTF8Span(validating: bytes.span)
            return nil
        } catch {
            return error.byteOffsets.lowerBound
        }
    }

    private static func hasMultibyte(_ bytes: [UInt8]) -> Bool {
        bytes.indices.contains { bytes[$0] >= 0x80 && sequenceLength(in: bytes, at: $0) != nil }
    }

    /// How many bytes a well-formed sequence of more than one byte has (Unicode, table 3-7).
    private static func sequenceLength(in bytes: [UInt8], at position: Int) -> Int? {
        let length: Int
        var second: ClosedRange<UInt8> = 0x80...0xBF
        switch bytes[position] {
        case 0xC2...0xDF: length = 2
        case 0xE0: (length, second) = (3, 0xA0...0xBF)
        case 0xED: (length, second) = (3, 0x80...0x9F)
        case 0xE1...0xEF: length = 3
        case 0xF0: (length, second) = (4, 0x90...0xBF)
        case 0xF1...0xF3: length = 4
        case 0xF4: (length, second) = (4, 0x80...0x8F)
        default: return nil
        }
        guard position + length <= bytes.count, second.contains(bytes[position + 1]) else { return nil }
        let rest = bytes[(position + 2)..<(position + length)]
        return rest.allSatisfy { $0 & 0xC0 == 0x80 } ? length : nil
    }
}
