extension Unicode.Scalar {
    /// Whether nobody sees it: default ignorable (Unicode 5.21), but for what joins or changes its neighbours' look.
    package var isInvisible: Bool {
        switch value {
        case 0..<0xAD: false
        case 0xAD, 0x34F, 0x61C, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180E, 0x200B...0x200F, 0x202A...0x202E,
            0x2060...0x206F, 0x3164, 0xFEFF, 0xFFA0, 0xFFF9...0xFFFB:
            true
        default: false
        }
    }

    /// Whether it is also of no use within a text: it only says where a line may or may not break.
    package var isWithoutWidth: Bool {
        switch value {
        case 0x180E, 0x200B, 0x2060, 0xFEFF: true
        default: false
        }
    }

    package var isBlank: Bool { properties.isWhitespace || isInvisible }

    /// `U+200B`
    package var codePoint: String {
        let digits = String(value, radix: 16, uppercase: true)
        return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
}
