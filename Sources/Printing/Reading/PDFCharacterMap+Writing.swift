/// A map as a CMap file (ISO 32000-1 §9.10.3; Adobe Technical Note 5014, 5411).
extension PDFCharacterMap {
    static func empty(codeLength: Int) -> String {
        let (first, last) = (
            String(repeating: "0", count: 2 * codeLength), String(repeating: "F", count: 2 * codeLength)
        )
        return """
            /CIDInit/ProcSet findresource begin
            12 dict begin
            begincmap
            /CIDSystemInfo<<
            /Registry (Adobe)
            /Ordering (UCS)
            /Supplement 0
            >> def
            /CMapName/Adobe-Identity-UCS def
            /CMapType 2 def
            1 begincodespacerange
            <\(first)> <\(last)>
            endcodespacerange
            endcmap
            CMapName currentdict /CMap defineresource pop
            end
            end

            """
    }

    /// To stand before the end of a map. A block has at most 100.
    static func entries(_ texts: [Int: String], codeLength: Int) -> String {
        let lines = texts.sorted { $0.key < $1.key }.map { code, text in
            let units = text.utf16.map { hexadecimal(Int($0), 4) }.joined()
            return "<\(hexadecimal(code, 2 * codeLength))> <\(units)>\n"
        }
        return stride(from: 0, to: lines.count, by: 100).map { start in
            let block = lines[start..<min(start + 100, lines.count)]
            return "\(block.count) beginbfchar\n\(block.joined())endbfchar\n"
        }.joined()
    }

    private static func hexadecimal(_ number: Int, _ count: Int) -> String {
        let digits = String(number, radix: 16, uppercase: true)
        return String(repeating: "0", count: max(0, count - digits.count)) + digits
    }
}
