import Templating

/// How tags pass through a parser that knows nothing of them: as their index between two noncharacters,
/// which input cannot hold.
enum TagMarker {
    // Unwrapped: both are scalar values, but a noncharacter cannot be written as a literal.
    static let open = Unicode.Scalar(UInt16(0xFDD0))!
    static let close = Unicode.Scalar(UInt16(0xFDD1))!

    static func text(_ index: Int) -> String {
        "\(open)\(index)\(close)"
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
                literal.append(scalar)
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
