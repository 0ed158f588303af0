/// What shows that a text was damaged before it came here.
struct TextDamage: Equatable {
    enum Kind: Equatable {
        /// U+FFFD: what stood there is gone.
        case lost
        /// UTF-8 that was once read as Windows-1252: `Ã«`, with what it was.
        case misread(String)
    }

    let kind: Kind
    /// In the scalars of the text.
    let range: Range<Int>

    /// In their order.
    static func all(in scalars: [Unicode.Scalar]) -> [TextDamage] {
        var found: [TextDamage] = []
        var index = 0
        while index < scalars.count {
            let scalar = scalars[index]
            if scalar == "\u{FFFD}" {
                found.append(TextDamage(kind: .lost, range: index..<index + 1))
            } else if scalar.value >= 0xC2, let (meant, length) = misread(scalars[index...]) {
                let range = index..<index + length
                found.append(TextDamage(kind: meant == "\u{FFFD}" ? .lost : .misread(String(meant)), range: range))
                index += length
                continue
            }
            index += 1
        }
        return found
    }

    /// The first in a text, and nearly none has any.
    static func first(in text: String) -> TextDamage? {
        guard text.utf8.contains(where: { $0 >= 0xC3 }) else { return nil }
        return all(in: Array(text.unicodeScalars)).first
    }

    /// A text with all that was misread mended.
    static func mended(_ text: String) -> String {
        let scalars = Array(text.unicodeScalars)
        var result = String.UnicodeScalarView()
        var end = 0
        for damage in all(in: scalars) {
            result.append(contentsOf: scalars[end..<damage.range.lowerBound])
            if case .misread(let meant) = damage.kind {
                result.append(contentsOf: meant.unicodeScalars)
            } else {
                result.append(contentsOf: scalars[damage.range])
            }
            end = damage.range.upperBound
        }
        result.append(contentsOf: scalars[end...])
        return String(result)
    }

    /// What the first scalars are when they are read as Windows-1252 from UTF-8 (Unicode, table 3-7). Only of characters
    /// that offices write: letters of Latin scripts, marks, the euro, emoji.
    private static func misread(_ scalars: ArraySlice<Unicode.Scalar>) -> (meant: Unicode.Scalar, length: Int)? {
        guard let first = scalars.first.flatMap(Windows1252.byte) else { return nil }
        let length: Int
        switch first {
        case 0xC2...0xC5: length = 2
        case 0xE2, 0xEF: length = 3
        case 0xF0: length = 4
        default: return nil
        }
        let bytes = scalars.prefix(length).compactMap(Windows1252.byte)
        guard bytes.count == length, bytes.dropFirst().allSatisfy({ (0x80...0xBF).contains($0) }) else { return nil }
        var decoder = UTF8()
        var iterator = bytes.makeIterator()
        guard case .scalarValue(let scalar) = decoder.decode(&iterator), isWritten(scalar) else { return nil }
        return (scalar, length)
    }

    private static func isWritten(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0xA0...0x17F, 0x2000...0x27BF, 0xFB00...0xFB06, 0xFEFF, 0xFFFD, 0x1F000...0x1FAFF: true
        default: false
        }
    }
}

extension String {
    /// U+FFFD, also when it was misread itself: `ï¿½`.
    var holdsLostCharacter: Bool {
        guard utf8.contains(where: { $0 >= 0xC3 }) else { return false }
        return TextDamage.all(in: Array(unicodeScalars)).contains { $0.kind == .lost }
    }
}
