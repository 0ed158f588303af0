/// The encoding that Excel gives "CSV" in Western Europe.
enum Windows1252 {
    /// Nil for the five bytes without a meaning.
    static func scalar(_ byte: UInt8) -> Unicode.Scalar? {
        guard (0x80...0x9F).contains(byte) else { return Unicode.Scalar(byte) }
        let scalar = upper[Int(byte - 0x80)]
        return scalar == "\0" ? nil : scalar
    }

    /// The byte that stands for a character; the five without a meaning stand for controls in what misreads them.
    static func byte(_ scalar: Unicode.Scalar) -> UInt8? {
        if let byte = UInt8(exactly: scalar.value) { return byte }
        return upper.firstIndex(of: scalar).map { UInt8(0x80 + $0) }
    }

    /// 0x80 to 0x9F, where it differs from Latin-1.
    private static let upper: [Unicode.Scalar] = [
        "€", "\0", "‚", "ƒ", "„", "…", "†", "‡", "ˆ", "‰", "Š", "‹", "Œ", "\0", "Ž", "\0",
        "\0", "‘", "’", "“", "”", "•", "–", "—", "˜", "™", "š", "›", "œ", "\0", "ž", "Ÿ",
    ]
}
