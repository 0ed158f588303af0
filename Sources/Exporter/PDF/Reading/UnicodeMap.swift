/// What text the codes of a font stand for (ISO 32000-1 §9.10.3).
struct UnicodeMap {
    private(set) var texts: [Int: [UInt16]] = [:]

    /// Nil when it is no CMap.
    init?(_ bytes: [UInt8]) {
        var lexer = PDFLexer(bytes)
        do throws(PDFSyntaxError) {
            while let operation = try lexer.operation() {
                // The number of entries stands before, with the operator that begins them.
                let operands = operation.operands
                switch operation.name {
                case "endbfchar":
                    for index in stride(from: 0, to: operands.count - 1, by: 2) {
                        add(operands[index], operands[index], operands[index + 1])
                    }
                case "endbfrange":
                    for index in stride(from: 0, to: operands.count - 2, by: 3) {
                        add(operands[index], operands[index + 1], operands[index + 2])
                    }
                default: break
                }
            }
        } catch {
            return nil
        }
    }

    private mutating func add(_ first: PDFValue, _ last: PDFValue, _ text: PDFValue) {
        guard let first = Self.code(first), let last = Self.code(last), first <= last, last <= 0xFFFF else { return }
        if let list = text.array {
            for (index, text) in list.prefix(last - first + 1).enumerated() { texts[first + index] = Self.units(text) }
            return
        }
        guard let units = Self.units(text), let end = units.last else { return }
        for code in first...last {
            texts[code] = units.dropLast() + [end &+ UInt16(truncatingIfNeeded: code - first)]
        }
    }

    private static func code(_ value: PDFValue) -> Int? {
        guard let bytes = value.string, (1...2).contains(bytes.count) else { return nil }
        return bytes.reduce(0) { $0 << 8 | Int($1) }
    }

    private static func units(_ value: PDFValue) -> [UInt16]? {
        guard let bytes = value.string else { return nil }
        return stride(from: 0, to: bytes.count - 1, by: 2).map { UInt16(bytes[$0]) << 8 | UInt16(bytes[$0 + 1]) }
    }
}
