import Templating
import Workspace

/// Looks whether a PDF is the letter that it should be.
struct PDFCheck: Sendable {
    let compiled: CompiledLetter
    /// The path of pdftotext.
    let reader: String

    /// What was found on the pages, for those who want to know.
    struct Outcome: Sendable {
        var diagnostics = Diagnostics()
        /// Pages by value, counted from 1; nil for one that was found on none.
        var pages: [(printed: Filler.Printed, pages: ClosedRange<Int>?)] = []
    }

    /// When there is no PDF at all.
    func outcome(of recipient: LetterRecipient, without end: OfficeRun.End) -> Outcome {
        var outcome = Outcome()
        var place = Place(file: compiled.letter.text.name)
        place.recipient = recipient.code.description
        outcome.diagnostics.add(.noPDF(of: recipient.label, because: end.message), at: place)
        return outcome
    }

    func check(_ pdf: [UInt8], of recipient: LetterRecipient) async throws -> Outcome {
        var outcome = Outcome()
        var place = Place(file: compiled.letter.text.name)
        place.recipient = recipient.code.description
        let who = recipient.label
        func report(_ what: String, suggestion: String? = nil) {
            outcome.diagnostics.add(.badPDF(of: who, what, suggestion: suggestion), at: place)
        }
        guard let document = PDFDocument(pdf) else {
            report("is damaged", suggestion: "is there room on the disk?")
            return outcome
        }
        if document.pageCount < 1 { report("has no pages") }
        if !document.isTagged { report("is not tagged, so it cannot be read aloud") }
        let title = compiled.letter.value(of: "letter.subject", for: recipient).description
        if document.title != title { report("has the title '\(document.title ?? "")', not '\(title)'") }
        let language = compiled.letter.definition.language.description
        if document.language != language { report("says that it is in '\(document.language ?? "")', not \(language)") }
        for (claim, name) in Self.claims where !document.metadata.contains(claim) { report("is not \(name)") }
        for font in document.fonts where !font.isEmbedded { report("has not the font \(font.name) in it") }
        if let other = otherFont(document) {
            report(
                "is printed in \(other), for none of the fonts of the house style is there",
                suggestion: "install \(compiled.fonts.sorted().joined(separator: " and ")), or change the house style")
        }
        guard let text = LetterText(compiled, recipient) else {
            report("cannot be compared with the letter")
            return outcome
        }
        if let missing = missingGlyph(document, text, of: who) { outcome.diagnostics.add(missing, at: place) }
        guard let pages = try await PDFPages.read(pdf, with: reader) else {
            report("cannot be read by pdftotext")
            return outcome
        }
        if pages.pages.count != document.pageCount { report("has pages that pdftotext does not find") }
        compare(pages, document, text, recipient, &outcome)
        return outcome
    }

    private static let claims = [
        ("<pdfaid:part>2</pdfaid:part>", "PDF/A-2"), ("<pdfuaid:part>1</pdfuaid:part>", "PDF/UA"),
    ]

    /// What a letter is printed in of which no font of its own is there; nil when one is. Single characters may well be
    /// of another font.
    private func otherFont(_ document: PDFDocument) -> String? {
        // `ABCDEF+LiberationSans-Bold` (ISO 32000-1 §9.6.4)
        let names = document.fonts.map { $0.name.split(separator: "+").last.map(String.init) ?? "" }
        let wanted = compiled.fonts.map { $0.filter { $0 != " " }.lowercased() }
        let isOwn = names.contains { name in wanted.contains { name.lowercased().hasPrefix($0) } }
        return isOwn || wanted.isEmpty ? nil : names.first
    }

    /// The values, and what of them is in the address.
    private func compare(
        _ pages: PDFPages, _ document: PDFDocument, _ text: LetterText, _ recipient: LetterRecipient,
        _ outcome: inout Outcome
    ) {
        var address = AddressWindow.Lines()
        func report(_ printed: Filler.Printed, _ problem: (_ value: String, _ source: String) -> Problem) {
            var place = printed.expression.place
            place.recipient = recipient.code.description
            outcome.diagnostics.add(problem(printed.text, printed.expression.source), at: place)
        }
        var search = ValueSearch(pages)
        let values = text.values.filter { $0.leastPages <= pages.pages.count }
        for (value, found) in zip(values, search.find(values)) {
            outcome.pages.append((value.printed, found.map { $0.pages.lowerBound + 1...$0.pages.upperBound + 1 }))
            if found == nil { report(value.printed) { .notOnPage($0, $1, of: recipient.label) } }
            // The address is the house style's; the letter's text may name the same again.
            guard let found, value.printed.expression.place.file == compiled.letter.houseStyle.name else { continue }
            for name in value.printed.expression.names { address.add(name.path, value.printed, found) }
        }
        for target in text.targets where !document.targets.contains(target.text) {
            report(target.printed) { .notOnPage($0, $1, of: recipient.label) }
        }
        for alternative in text.alternatives where !document.alternatives.contains(alternative.text) {
            report(alternative.printed) { .notOnPage($0, $1, of: recipient.label) }
        }
        for (printed, found) in address.outside {
            report(printed) { .outsideWindow($0, $1, of: recipient.label, at: found.box.millimetres) }
        }
    }

    /// Which characters they are the PDF does not tell; those that are no Latin are suspected.
    private func missingGlyph(_ document: PDFDocument, _ text: LetterText, of who: String) -> Problem? {
        let fonts = document.fonts.filter(\.drawsMissingGlyph).map(\.name)
        guard !fonts.isEmpty else { return nil }
        var suspects: [Character] = []
        for character in text.values.map(\.printed.text).joined()
        where character.unicodeScalars.contains(where: { $0.value > 0x2FF }) {
            let isCommon = character.unicodeScalars.allSatisfy { (0x2000...0x22FF).contains($0.value) }
            if !isCommon, !suspects.contains(character) { suspects.append(character) }
        }
        return .missingGlyph(String(suspects), in: fonts.joined(separator: ", "), of: who)
    }
}

extension PDFPages.Box {
    /// `25 to 105 mm from the left and 49 to 53 mm from the top`
    fileprivate var millimetres: String {
        let rounded = { (points: Double) in Int((points / 72 * 25.4).rounded()) }
        return "\(rounded(left)) to \(rounded(right)) mm from the left and "
            + "\(rounded(top)) to \(rounded(bottom)) mm from the top"
    }
}
