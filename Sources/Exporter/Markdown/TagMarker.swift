import Templating

/// How tags pass through a parser that knows nothing of them: as their index between two noncharacters,
/// which input cannot hold. So does what a backslash makes plain text: it then tells what is meant as it is.
enum TagMarker {
    // Unwrapped: all are scalar values, but a noncharacter cannot be written as a literal.
    static let open = Unicode.Scalar(UInt16(0xFDD0))!
    static let close = Unicode.Scalar(UInt16(0xFDD1))!

    /// Each has a noncharacter of its own from U+FDD2 on. A bar is not among them: in a table cmark itself looks for the
    /// backslash before it.
    private static let plain = Array("#$%&()*+-./:<=>?@[\\]^_{}~!`".unicodeScalars)

    static func text(_ index: Int) -> String {
        "\(open)\(index)\(close)"
    }

    /// What stands for a character after a backslash; nil when the backslash stays as it is.
    static func escaped(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
        guard scalar.isASCII, let index = plain.firstIndex(of: scalar) else { return nil }
        return Unicode.Scalar(UInt16(0xFDD2 + index))
    }

    private static func unescaped(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        let index = Int(scalar.value) - 0xFDD2
        return plain.indices.contains(index) ? plain[index] : scalar
    }

    /// A text with markers as people may read it.
    static func shown(_ text: some StringProtocol) -> String {
        split(String(text)).map { if case .text(let piece) = $0 { piece } else { "{{ … }}" } }.joined()
    }

    /// Takes a text with markers apart.
    static func split(_ text: String) -> [TextPart] {
        var parts: [TextPart] = []
        var literal = String.UnicodeScalarView()
        var scalars = text.unicodeScalars[...]
        while let scalar = scalars.popFirst() {
            guard scalar == open else {
                literal.append(unescaped(scalar))
                continue
            }
            let digits = scalars.prefix { $0 != close }
            scalars = scalars.dropFirst(digits.count + 1)
            guard let index = Int(String(digits)) else { continue }
            if !literal.isEmpty { parts.append(.text(String(literal))) }
            literal = String.UnicodeScalarView()
            parts.append(.tag(index))
        }
        if !literal.isEmpty { parts.append(.text(String(literal))) }
        return parts
    }
}
