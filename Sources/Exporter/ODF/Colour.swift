/// A colour as ODF writes it, `#1d5a96` (ODF 1.3 part 3 §18.3.9).
package struct Colour: Sendable {
    /// Relative (WCAG 2.1): 0 is black, 1 is white.
    private let luminance: Double

    package static let white = Colour(luminance: 1)
    package static let black = Colour(luminance: 0)

    private init(luminance: Double) { self.luminance = luminance }

    /// Nil for what is no colour, such as `transparent`.
    package init?(_ text: String) {
        guard text.utf8.count == 7, text.hasPrefix("#"), text.dropFirst().allSatisfy(\.isHexDigit),
            let value = Int(text.dropFirst(), radix: 16)
        else { return nil }
        self.init([value >> 16, value >> 8 & 0xFF, value & 0xFF].map { Double($0) / 255 })
    }

    /// As PDF has it (ISO 32000-1 §8.6.4): grey, red green blue, or cyan magenta yellow black, each from 0 to 1; nil for
    /// what is none of these.
    package init?(components: [Double]) {
        switch components.count {
        case 1: self.init([components[0], components[0], components[0]])
        case 3: self.init(components)
        case 4: self.init(components.prefix(3).map { (1 - $0) * (1 - components[3]) })
        default: return nil
        }
    }

    /// Red, green and blue.
    private init(_ shares: [Double]) {
        let channels = shares.map { share in
            share <= 0.03928 ? max(0, share) / 12.92 : Self.power((min(1, share) + 0.055) / 1.055)
        }
        self.init(luminance: 0.2126 * channels[0] + 0.7152 * channels[1] + 0.0722 * channels[2])
    }

    /// From 1, the same, to 21, black on white.
    package func contrast(with other: Colour) -> Double {
        (max(luminance, other.luminance) + 0.05) / (min(luminance, other.luminance) + 0.05)
    }

    /// `base` to the power of 2.4, for 0 to 1: its square, and that twice its fifth root.
    private static func power(_ base: Double) -> Double {
        var root = 1.0
        // Newton's method, which is there in far fewer steps.
        for _ in 0..<40 { root = (4 * root + base / (root * root * root * root)) / 5 }
        return base * base * root * root
    }
}
