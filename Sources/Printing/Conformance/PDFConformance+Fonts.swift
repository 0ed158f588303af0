/// Fonts that text is shown in: Matterhorn 10 and 31. Of TrueType, which LibreOffice embeds, everything; what a glyph of
/// CFF or Type 1 looks like is not read.
extension PDFConformance {
    mutating func checkFonts() {
        let shown = pages.reduce(into: [Int: Set<Int>]()) { $0.merge($1.shown) { $0.union($1) } }
        for (font, codes) in shown.sorted(by: { $0.key < $1.key }) {
            let entries = objects.dictionary(font)
            let name = entries["BaseFont"]?.name ?? entries["Name"]?.name ?? "\(font)"
            checkText(entries, name, codes)
            switch entries["Subtype"]?.name {
            case "Type0": checkComposite(entries, name, codes)
            case "TrueType": checkTrueType(entries, name, codes)
            case "Type3": break
            default: _ = program(of: entries, name)
            }
        }
    }

    /// Whether every code stands for a text.
    private mutating func checkText(_ font: [String: PDFValue], _ name: String, _ codes: Set<Int>) {
        guard let map = objects.stream(font["ToUnicode"]).flatMap(PDFCharacterMap.init) else {
            // The names of glyphs tell it (31-027).
            let encoding = objects.resolved(font["Encoding"]).name ?? ""
            let isKnown = ["WinAnsiEncoding", "MacRomanEncoding", "MacExpertEncoding"].contains(encoding)
            if !isKnown { report(.fontWithoutText, "does not tell what text the font \(name) shows") }
            return
        }
        for code in codes {
            let text = map.texts[code] ?? ""
            if text.isEmpty { report(.characterWithoutText, "shows a character of \(name) of which it has no text") }
            if text.utf16.contains(where: { [0, 0xFEFF, 0xFFFE].contains($0) }) {
                report(.badText, "has for a character of \(name) a text that is none")
            }
        }
    }

    /// The embedded font, empty when it is not TrueType; nil when there is none.
    private mutating func program(of font: [String: PDFValue], _ name: String) -> [UInt8]? {
        let descriptor = objects.dictionary(font["FontDescriptor"])
        for key in ["FontFile", "FontFile2", "FontFile3"] {
            guard let bytes = objects.stream(descriptor[key]) else { continue }
            if descriptor["CharSet"] != nil || descriptor["CIDSet"] != nil {
                report(.fontProgram, "lists the glyphs of the font \(name), which need not be")
            }
            return key == "FontFile2" ? bytes : []
        }
        report(.fontNotEmbedded, "has not the font \(name) in it")
        return nil
    }

    // MARK: Simple fonts

    private mutating func checkTrueType(_ font: [String: PDFValue], _ name: String, _ codes: Set<Int>) {
        guard let bytes = program(of: font, name) else { return }
        guard let file = SFNTFile(bytes) else {
            return report(.fontProgram, "has the font \(name) in it in a form that cannot be read")
        }
        let flags = objects.dictionary(font["FontDescriptor"])["Flags"]?.integer ?? 0
        // Bit 3: the font has characters of its own (§9.8.2).
        guard flags & 4 != 0 else {
            return report(.fontWithoutEncoding, "has the font \(name) with an encoding that cannot be proved")
        }
        if font["Encoding"] != nil {
            report(.symbolicEncoding, "has an encoding for the font \(name), which has its own")
        }
        let microsoft = file.maps.first { $0.platform == 3 && $0.encoding == 0 }
        guard let map = microsoft ?? (file.maps.count == 1 ? file.maps[0] : nil) else {
            return report(.symbolicMap, "does not tell which glyphs of the font \(name) are meant")
        }
        let first = font["FirstChar"]?.integer ?? 0
        let widths = objects.array(font["Widths"])
        for code in codes {
            var glyph = file.glyph(of: code, in: map)
            // Where Microsoft's maps of symbols begin (§9.6.6.4).
            if glyph == 0, map.platform == 3 { glyph = file.glyph(of: code + 0xF000, in: map) }
            let width = widths.indices.contains(code - first) ? objects.resolved(widths[code - first]).number : nil
            check(glyph, width, in: file, name)
        }
    }

    private mutating func check(_ glyph: Int, _ width: Double?, in file: SFNTFile, _ name: String) {
        if glyph == 0 { report(.undefinedGlyph, "shows a character that the font \(name) does not have") }
        guard glyph < file.glyphCount, let own = file.width(of: glyph) else {
            return report(.missingGlyph, "shows a character of which \(name) has no shape")
        }
        if abs(own - (width ?? 0)) > 1 {
            report(.glyphWidth, "has a character of \(name) wider or narrower than its shape")
        }
    }

    // MARK: Composite fonts

    private mutating func checkComposite(_ font: [String: PDFValue], _ name: String, _ codes: Set<Int>) {
        guard ["Identity-H", "Identity-V"].contains(objects.resolved(font["Encoding"]).name ?? "") else {
            return report(.fontEncoding, "has an encoding for the font \(name) that cannot be proved")
        }
        let descendant = objects.dictionary(objects.array(font["DescendantFonts"]).first)
        guard let bytes = program(of: descendant, name), descendant["Subtype"]?.name == "CIDFontType2" else { return }
        var map: [UInt8]?
        if objects.resolved(descendant["CIDToGIDMap"]).name != "Identity" {
            map = objects.stream(descendant["CIDToGIDMap"])
            if map == nil { return report(.glyphMapping, "does not tell which glyphs of the font \(name) are meant") }
        }
        guard let file = SFNTFile(bytes) else {
            return report(.fontProgram, "has the font \(name) in it in a form that cannot be read")
        }
        let widths = compositeWidths(descendant)
        let usual = descendant["DW"]?.number ?? 1000
        for code in codes {
            var glyph = code
            if let map { glyph = 2 * code + 1 < map.count ? Int(map[2 * code]) << 8 | Int(map[2 * code + 1]) : 0 }
            check(glyph, widths[code] ?? usual, in: file, name)
        }
    }

    /// By character (§9.7.4.3).
    private func compositeWidths(_ font: [String: PDFValue]) -> [Int: Double] {
        var widths: [Int: Double] = [:]
        var rest = objects.array(font["W"])[...]
        while let first = rest.popFirst()?.integer, let next = rest.popFirst() {
            if let list = objects.resolved(next).array {
                for (index, width) in list.enumerated() { widths[first + index] = objects.resolved(width).number }
            } else if let last = next.integer, let width = rest.popFirst()?.number, first <= last, last <= 0xFFFF {
                for code in first...last { widths[code] = width }
            }
        }
        return widths
    }
}
