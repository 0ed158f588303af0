/// A font as a content stream uses it: what its codes stand for, and how wide they are (ISO 32000-1 §9.6, §9.7).
struct PDFFont: Sendable {
    /// How many bytes a code has.
    let codeLength: Int
    /// Of codes that print anything else than a shape of their own.
    private let looks: [Int: PDFGlyph.Look]
    private let texts: [Int: String]
    /// In thousandths of the font's size.
    private var widths: [Int: Double] = [:]
    private var standardWidth: Double

    func text(of code: Int) -> String { texts[code] ?? "" }
    func width(of code: Int) -> Double { (widths[code] ?? standardWidth) / 1000 }

    func look(of code: Int) -> PDFGlyph.Look { looks[code] ?? .shape }

    init(_ font: UInt32, _ file: borrowing QPDFFile) {
        let isComposite = file.name(font, "/Subtype") == "/Type0"
        codeLength = isComposite ? 2 : 1
        texts = file.stream(file.value(font, "/ToUnicode")).flatMap(PDFCharacterMap.init)?.texts ?? [:]
        let inner = isComposite ? file.items(file.value(font, "/DescendantFonts")).first ?? font : font
        let descriptor = file.value(inner, "/FontDescriptor")
        if isComposite {
            standardWidth = file.number(file.value(inner, "/DW")) ?? 1000
            widths = Self.widths(ofComposite: inner, file)
        } else {
            standardWidth = file.number(file.value(descriptor, "/MissingWidth")) ?? 0
            let first = Int(file.integer(inner, "/FirstChar") ?? 0)
            for (index, width) in file.items(file.value(inner, "/Widths")).enumerated() {
                widths[first + index] = file.number(width)
            }
        }
        looks = Self.looks(in: file.stream(file.value(descriptor, "/FontFile2")), isComposite, texts.keys)
    }

    /// `first [w w w]` or `first last w`, one after another (ISO 32000-1 §9.7.4.3).
    private static func widths(ofComposite font: UInt32, _ file: borrowing QPDFFile) -> [Int: Double] {
        var widths: [Int: Double] = [:]
        let items = file.items(file.value(font, "/W"))
        var index = 0
        while index + 1 < items.count {
            let first = file.number(items[index]).flatMap { Int(exactly: $0) } ?? 0
            let list = file.items(items[index + 1])
            if !list.isEmpty {
                for (offset, width) in list.enumerated() { widths[first + offset] = file.number(width) }
                index += 2
            } else {
                guard index + 2 < items.count, let last = file.number(items[index + 1]).flatMap({ Int(exactly: $0) }),
                    first <= last, last - first < 0x10000
                else { return widths }
                for code in first...last { widths[code] = file.number(items[index + 2]) }
                index += 3
            }
        }
        return widths
    }

    private static func looks(
        in file: [UInt8]?, _ isComposite: Bool, _ codes: some Sequence<Int>
    ) -> [Int: PDFGlyph.Look] {
        var result: [Int: PDFGlyph.Look] = [:]
        guard let glyphs = file.flatMap(TrueTypeGlyphs.init) else { return result }
        for code in codes {
            let glyph = isComposite ? code : glyphs.glyph(of: code)
            if glyphs.isMissing(glyph) {
                result[code] = .box
            } else if glyphs.isBlank(glyph) {
                result[code] = .nothing
            }
        }
        return result
    }
}
