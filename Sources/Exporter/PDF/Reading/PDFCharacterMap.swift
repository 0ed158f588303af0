/// What the codes of a font stand for: its ToUnicode map (ISO 32000-1 §9.10.3).
struct PDFCharacterMap: Sendable {
    private(set) var texts: [Int: String] = [:]

    /// A range longer than a font is none.
    private static let longestRange = 0x10000

    init(_ stream: [UInt8]) {
        var lexer = PaintingLexer(stream)
        var operands: [PDFOperand] = []
        while let word = lexer.next(&operands) {
            switch word {
            case "endbfchar":
                for index in stride(from: 0, to: operands.count - 1, by: 2) {
                    guard let code = operands[index].code, let text = operands[index + 1].text else { continue }
                    texts[code] = text
                }
            case "endbfrange":
                for index in stride(from: 0, to: operands.count - 2, by: 3) {
                    addRange(operands[index], operands[index + 1], operands[index + 2])
                }
            default: continue
            }
        }
    }

    private mutating func addRange(_ first: PDFOperand, _ last: PDFOperand, _ target: PDFOperand) {
        guard let first = first.code, let last = last.code, first <= last, last - first < Self.longestRange else {
            return
        }
        if case .array(let targets) = target {
            for (code, target) in zip(first...last, targets) { texts[code] = target.text }
        } else if let text = target.text, let scalar = text.unicodeScalars.last {
            let start = String(String.UnicodeScalarView(text.unicodeScalars.dropLast()))
            for code in first...last {
                guard let next = Unicode.Scalar(scalar.value + UInt32(code - first)) else { return }
                texts[code] = start + String(next)
            }
        }
    }
}

extension PDFOperand {
    fileprivate var code: Int? {
        guard let string, (1...4).contains(string.count) else { return nil }
        return string.reduce(0) { $0 << 8 | Int($1) }
    }

    /// UTF-16, with or without a mark of the order of bytes (ISO 32000-1 §7.9.2.2); otherwise Latin.
    var text: String? {
        guard var bytes = string?[...] else { return nil }
        if bytes.starts(with: [0xFE, 0xFF]) { bytes = bytes.dropFirst(2) }
        let units = stride(from: bytes.startIndex, to: bytes.endIndex - 1, by: 2)
            .map { UInt16(bytes[$0]) << 8 | UInt16(bytes[$0 + 1]) }
        return String(decoding: units, as: UTF16.self)
    }
}
