/// Text as it is compared with what was printed: as numbers, the same for what is compared as equal. White space and what
/// nobody sees is left out, as a page breaks lines; capitals are small letters, as a house style may print capitals.
struct ComparedText {
    /// Of what has more than one scalar, or is no ASCII: canonically equivalent strings are equal.
    private var numbers: [String: Int32] = [:]
    private var pending = ""
    private var pendingOffset = 0

    struct Unit: Equatable {
        let number: Int32
        /// In the UTF-8 of the text.
        let offset: Int
    }

    /// Stands for text that is not known, which is like none.
    static let gap: Int32 = -1

    /// Numbers of those that are in `numbers` come after all scalars.
    private static let first: Int32 = 0x110000

    mutating func units(of text: String) -> [Unit] {
        var units: [Unit] = []
        var offset = 0
        for scalar in text.unicodeScalars {
            defer { offset += UTF8.width(scalar) }
            if scalar.value < 0x80 {
                guard scalar.value > 0x20, scalar.value != 0x7F else { continue }
                flush(&units)
                begin(String(Self.plain(scalar)), offset)
            } else if Self.isIgnored(scalar) {
                continue
            } else if scalar.properties.generalCategory.isMark, !pending.isEmpty {
                pending.unicodeScalars.append(scalar)
            } else {
                for letter in Self.letters(of: scalar) {
                    flush(&units)
                    begin(letter, offset)
                }
            }
        }
        flush(&units)
        return units
    }

    private mutating func begin(_ letter: String, _ offset: Int) {
        (pending, pendingOffset) = (letter, offset)
    }

    private mutating func flush(_ units: inout [Unit]) {
        guard !pending.isEmpty else { return }
        let scalars = pending.unicodeScalars
        if let only = scalars.first, scalars.count == 1, only.value < 0x80 {
            units.append(Unit(number: Int32(only.value), offset: pendingOffset))
        } else {
            let number = numbers[pending] ?? Self.first + Int32(numbers.count)
            numbers[pending] = number
            units.append(Unit(number: number, offset: pendingOffset))
        }
        pending = ""
    }

    /// Small, and of a pair the one that opens: what is written from right to left mirrors them (UAX #9, L4).
    private static func plain(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        switch scalar.value {
        case 0x41...0x5A: Unicode.Scalar(UInt8(scalar.value + 32))
        case 0x29: "("
        case 0x3E: "<"
        case 0x5D: "["
        case 0x7D: "{"
        default: scalar
        }
    }

    private static func letters(of scalar: Unicode.Scalar) -> [String] {
        switch scalar {
        case "\u{2010}", "\u{2011}": ["-"]
        case "\u{DF}", "\u{1E9E}": ["s", "s"]
        case "\u{3C2}": ["\u{3C3}"]
        case "\u{BB}": ["\u{AB}"]
        case "\u{203A}": ["\u{2039}"]
        case "\u{FB00}": ["f", "f"]
        case "\u{FB01}": ["f", "i"]
        case "\u{FB02}": ["f", "l"]
        case "\u{FB03}": ["f", "f", "i"]
        case "\u{FB04}": ["f", "f", "l"]
        case "\u{FB05}", "\u{FB06}": ["s", "t"]
        default: [scalar.properties.lowercaseMapping]
        }
    }

    /// Spaces; what only directs how text is set; and the points of Hebrew and Arabic, which stand over and under letters in
    /// no order.
    private static func isIgnored(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0xAD, 0x61C, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2069, 0xFE00...0xFE0F, 0xFEFF, 0x80...0xA0,
            0xE0100...0xE01EF, 0x591...0x5BD, 0x5BF, 0x5C1...0x5C7, 0x610...0x61A, 0x64B...0x65F, 0x670, 0x6D6...0x6DC,
            0x6DF...0x6E8, 0x6EA...0x6ED:
            true
        default: scalar.properties.isWhitespace
        }
    }
}
