/// Characters that no document may hold: controls (XML 1.0 §2.2 and C1) and the noncharacters that mark holes.
package enum ForbiddenCharacter {
    package static func contains(_ scalar: Unicode.Scalar, allowingLines: Bool = true) -> Bool {
        switch scalar.value {
        case 0x09: false
        case 0x0A, 0x0D: !allowingLines
        case 0x00...0x1F, 0x7F...0x9F, 0xFDD0...0xFDEF, 0xFFFE, 0xFFFF: true
        default: false
        }
    }

    package static func first(in text: String, allowingLines: Bool = true) -> Unicode.Scalar? {
        text.unicodeScalars.first { contains($0, allowingLines: allowingLines) }
    }
}
