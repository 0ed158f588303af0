internal import Exporter
import Templating
import Workspace

/// Looks whether a PDF is the letter that it should be.
struct PDFCheck: Sendable {
    let compiled: CompiledLetter

    /// What was found on the pages, for those who want to know.
    struct Outcome: Sendable {
        var diagnostics = Diagnostics()
        /// On which pages, counted from 1, each value was found.
        var pages: [(printed: Filler.Printed, pages: [Int])] = []
    }

    /// When there is no PDF at all.
    func outcome(of recipient: LetterRecipient, without end: OfficeRun.End) -> Outcome {
        var outcome = Outcome()
        var place = Place(file: compiled.letter.text.name)
        place.recipient = recipient.code.description
        outcome.diagnostics.add(.noPDF(of: recipient.label, because: end.message), at: place)
        return outcome
    }

    func check(_ pdf: [UInt8], of recipient: LetterRecipient) -> Outcome {
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
        var compared = ComparedText()
        guard let text = LetterText(compiled, recipient, &compared) else {
            report("cannot be compared with the letter")
            return outcome
        }
        guard let pages = PDFPages(pdf) else {
            report("cannot be read")
            return outcome
        }
        compare(ValueSearch(pages, text, &compared), document, text, recipient, &outcome)
        return outcome
    }

    private static let claims = [
        ("<pdfaid:part>2</pdfaid:part>", "PDF/A-2"), ("<pdfuaid:part>1</pdfuaid:part>", "PDF/UA"),
    ]

    /// The values, and what of them is in the address.
    private func compare(
        _ search: ValueSearch, _ document: PDFDocument, _ text: LetterText, _ recipient: LetterRecipient,
        _ outcome: inout Outcome
    ) {
        var address = AddressWindow.Lines()
        let who = recipient.label
        func report(_ printed: Filler.Printed, _ problem: (_ value: String, _ source: String) -> Problem) {
            var place = printed.expression.place
            place.recipient = recipient.code.description
            outcome.diagnostics.add(problem(printed.text, printed.expression.source), at: place)
        }
        for (index, flow) in text.flows.enumerated() where search.isShown(index) {
            for value in flow.values {
                let found = search.place(of: value, in: index)
                outcome.pages.append((value.printed, found?.pages.map { $0 + 1 } ?? []))
                guard let found else {
                    report(value.printed) { .notOnPage($0, $1, of: who) }
                    continue
                }
                if let fault = found.fault {
                    report(value.printed) { .hiddenOnPage($0, $1, of: who, fault, page: found.pages[0] + 1) }
                }
                if found.lineCount > 1, value.printed.expression.isUnbroken {
                    report(value.printed) { .brokenValue($0, $1, of: who, column: value.column) }
                }
                address.add(value.printed, found, isInText: flow.kind == .text, of: compiled.letter.houseStyle.name)
            }
        }
        for target in text.targets where !document.targets.contains(target.text) {
            report(target.printed) { .notOnPage($0, $1, of: who) }
        }
        for alternative in text.alternatives where !document.alternatives.contains(alternative.text) {
            report(alternative.printed) { .notOnPage($0, $1, of: who) }
        }
        for (printed, found) in address.outside {
            report(printed) { .outsideWindow($0, $1, of: who, at: found.box.millimetres) }
        }
        reportText(search, of: recipient, &outcome)
    }

    /// What is wrong with the text around the values, and which characters no font has.
    private func reportText(_ search: ValueSearch, of recipient: LetterRecipient, _ outcome: inout Outcome) {
        // Each character is told once, where it stands first.
        var told: Set<String> = []
        for glyph in search.missingGlyphs where told.insert(glyph.text).inserted {
            var place = glyph.value?.printed.expression.place ?? place(of: glyph.text)
            // What is in every letter is told once.
            if glyph.value != nil { place.recipient = recipient.code.description }
            outcome.diagnostics.add(
                .missingGlyph(glyph.text, glyph.value?.printed, of: recipient.label), at: place)
        }
        // A value that is not there takes the text around it along; one message is enough.
        guard !outcome.diagnostics.hasErrors else { return }
        var place = Place(file: compiled.letter.text.name)
        place.recipient = recipient.code.description
        for word in search.brokenWords.prefix(Self.mostFlaws) {
            outcome.diagnostics.add(.brokenWord(word, of: recipient.label), at: place)
        }
        for flaw in search.flaws.prefix(Self.mostFlaws) {
            outcome.diagnostics.add(.textOnPage(flaw, of: recipient.label), at: place)
        }
    }

    private static let mostFlaws = 3

    /// Where a character stands in the letter's text, in its house style, or else in its settings.
    private func place(of character: String) -> Place {
        let style = compiled.letter.houseStyle
        let files = [
            compiled.letter.text, SourceFile(name: style.name, text: String(decoding: style.bytes, as: UTF8.self)),
        ]
        return files.lazy.compactMap { file in file.range(of: character, from: 0, near: .max).map(file.place) }.first
            ?? Place(file: compiled.letter.definitionName)
    }
}
