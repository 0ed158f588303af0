/// What the codes of a font stand for: its ToUnicode map (ISO 32000-1 §9.10.3).
struct PDFCharacterMap: Sendable {
    private(set) var texts: [Int: String] = [:]

    /// A range longer than a font is none.
    private static let longestRange = 0x10000

    /// Nil when it is no CMap.
    init?(_ stream: [UInt8]) {
        var lexer = PDFLexer(stream)
        do throws(PDFSyntaxError) {
            // The number of entries stands before, with the operator that begins them.
            while let operation = try lexer.operation() { add(operation.name, operation.operands) }
        } catch {
            return nil
        }
    }

    private mutating func add(_ word: String, _ operands: [PDFValue]) {
        switch word {
        case "endbfchar":
            for index in stride(from: 0, to: operands.count - 1, by: 2) {
                guard let code = operands[index].code, let text = operands[index + 1].utf16Text else { continue }
                texts[code] = text
            }
        case "endbfrange":
            for index in stride(from: 0, to: operands.count - 2, by: 3) {
                addRange(operands[index], operands[index + 1], operands[index + 2])
            }
        default: break
        }
    }

    private mutating func addRange(_ first: PDFValue, _ last: PDFValue, _ target: PDFValue) {
        guard let first = first.code, let last = last.code, first <= last, last - first < Self.longestRange else {
            return
        }
        if case .array(let targets) = target {
            for (code, target) in zip(first...last, targets) { texts[code] = target.utf16Text }
        } else if let text = target.utf16Text, let scalar = text.unicodeScalars.last {
            let start = String(String.UnicodeScalarView(text.unicodeScalars.dropLast()))
            for code in first...last {
                guard let next = Unicode.Scalar(scalar.value + UInt32(code - first)) else { return }
                texts[code] = start + String(next)
            }
        }
    }
}

extension PDFValue {
    fileprivate var code: Int? {
        guard let string, (1...4).contains(string.count) else { return nil }
        return string.reduce(0) { $0 << 8 | Int($1) }
    }

    /// UTF-16, without a mark of the order of bytes.
    fileprivate var utf16Text: String? {
        guard let bytes = string else { return nil }
        let units = stride(from: 0, to: bytes.count - 1, by: 2).map { UInt16(bytes[$0]) << 8 | UInt16(bytes[$0 + 1]) }
        return String(decoding: units, as: UTF16.self)
    }
}
