/// An operator of a content stream with its operands (ISO 32000-1 §7.8.2).
struct ContentOperation {
    let name: String
    let operands: [PDFValue]
    /// Its bytes in the stream, from the first operand on.
    let range: Range<Int>
}

extension PDFLexer {
    /// Nil at the end. An image that stands in the stream itself is one operation, `EI`.
    mutating func operation() throws(PDFSyntaxError) -> ContentOperation? {
        var operands: [PDFValue] = []
        var start: Int?
        while true {
            guard let token = try next() else {
                if operands.isEmpty { return nil }
                throw PDFSyntaxError()
            }
            switch token {
            case .value(let value):
                if start == nil { start = self.start }
                operands.append(value)
            case .word("BI"):
                start = start ?? self.start
            case .word("ID"):
                try skipInlineImage()
                return ContentOperation(name: "EI", operands: operands, range: (start ?? position)..<position)
            case .word(let name):
                return ContentOperation(name: name, operands: operands, range: (start ?? self.start)..<position)
            case .endOfArray, .endOfDictionary:
                throw PDFSyntaxError()
            }
        }
    }
}
