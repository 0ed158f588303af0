import Foundation

/// Random numbers that are the same in every run (Steele, Lea and Flood 2014).
package struct SplitMix: RandomNumberGenerator {
    /// Of moments to kill and of changes to make: those that a failure names can be had again.
    package static let seed = ProcessInfo.processInfo.environment["OPROEP_SEED"].flatMap(UInt64.init) ?? 20_241_015

    private var state: UInt64

    package init(state: UInt64) {
        self.state = state
    }

    package mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    /// Of white space, of what XML and Markdown give a meaning, and of all of Unicode that XML allows.
    package mutating func text(maximumLength: Int = 12) -> String {
        let pool: [Unicode.Scalar] = [
            " ", " ", " ", "\t", "\n", "\r", "a", "B", "<", ">", "&", "\"", "'", "]", "{", "%", "\u{85}", "\u{A0}",
            "é", "\u{301}", "\u{200F}", "\u{2028}", "\u{2029}", "\u{FFFD}", "\u{1F3F3}", "\u{10FFFF}",
        ]
        var text = String.UnicodeScalarView()
        for _ in 0..<Int.random(in: 0...maximumLength, using: &self) {
            if Int.random(in: 0..<8, using: &self) > 0 {
                text.append(pool.randomElement(using: &self) ?? "a")
            } else if let scalar = Unicode.Scalar(UInt32.random(in: 0x20...0x10FFFF, using: &self)),
                scalar.value & 0xFFFE != 0xFFFE
            {
                text.append(scalar)
            }
        }
        return String(text)
    }
}
