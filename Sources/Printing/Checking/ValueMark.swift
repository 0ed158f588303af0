/// Marks around the values in a document that is read again: noncharacters, which no text may have.
enum ValueMark {
    enum Piece: Equatable {
        case text(String)
        case begin(Int)
        case end
    }

    // Not nil: only surrogates are (Unicode 15, §3.9).
    private static let open = Unicode.Scalar(UInt16(0xFDD2))!
    private static let openEnd = Unicode.Scalar(UInt16(0xFDD3))!
    private static let close = Unicode.Scalar(UInt16(0xFDD4))!
    /// Stands for text that is not known.
    static let gap = Character(Unicode.Scalar(UInt16(0xFDD5))!)

    static func begin(_ number: Int) -> String { "\(open)\(number)\(openEnd)" }
    static let end = String(close)

    static func pieces(of text: String) -> [Piece] {
        var pieces: [Piece] = []
        var rest = text.unicodeScalars[...]
        while let mark = rest.firstIndex(where: { $0 == open || $0 == close }) {
            if mark > rest.startIndex { pieces.append(.text(String(rest[..<mark]))) }
            let isBegin = rest[mark] == open
            rest = rest[mark...].dropFirst()
            if isBegin {
                let digits = rest.prefix { $0 != openEnd }
                rest = rest.dropFirst(digits.count + 1)
                pieces.append(.begin(Int(String(digits)) ?? -1))
            } else {
                pieces.append(.end)
            }
        }
        if !rest.isEmpty { pieces.append(.text(String(rest))) }
        return pieces
    }

    static func numbers(in text: String) -> [Int] {
        pieces(of: text).compactMap { if case .begin(let number) = $0 { number } else { nil } }
    }

    static func removed(from text: String) -> String {
        pieces(of: text).map { if case .text(let text) = $0 { text } else { "" } }.joined()
    }
}
