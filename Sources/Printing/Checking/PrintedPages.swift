package import Exporter
internal import Synchronization
import Templating
package import Workspace

/// On which pages of a letter its values are printed.
package struct PrintedPages: Sendable {
    private var pages: [Filler.Printed.Identity: Set<Int>] = [:]
    /// Of the house style, which repeats values in the headers of other pages: an explanation tells these once.
    private var repeated: [[String]: Set<Int>] = [:]
    private var houseStyle = ""

    /// Makes the PDF of one letter, and reads it back. `goesOn` is asked often.
    package init(
        of recipient: LetterRecipient, _ compiled: CompiledLetter, goesOn: @escaping @Sendable () -> Bool
    ) async throws(LetterFailure) {
        do {
            let recipients = compiled.letter.recipients
            let indices = recipients.indices.filter { recipients[$0].code == recipient.code }
            let printer = try LetterPrinter(compiled, letters: 1)
            let fonts = try await printer.missingFonts()
            if fonts.hasErrors { throw LetterFailure.wrong(fonts) }
            for index in indices { try printer.add(LetterFiller(compiled).fill(recipient, as: .pdf), index) }
            let found = Mutex(PDFCheck.Outcome())
            let isComplete = try await printer.print(indices, goesOn: goesOn) { _, _, outcome in
                found.withLock { $0 = outcome }
            }
            guard isComplete else { throw LetterFailure.interrupted }
            try add(found.withLock { $0 }, compiled)
        } catch {
            throw LetterFailure(printing: error)
        }
    }

    /// Reads a PDF of one letter that was made before.
    package init(
        in pdf: [UInt8], of recipient: LetterRecipient, _ compiled: CompiledLetter
    ) async throws(LetterFailure) {
        do {
            try add(PDFCheck(compiled: compiled).check(pdf, of: recipient), compiled)
        } catch {
            throw LetterFailure(error)
        }
    }

    private mutating func add(_ outcome: PDFCheck.Outcome, _ compiled: CompiledLetter) throws(LetterFailure) {
        houseStyle = compiled.letter.houseStyle.name
        if outcome.diagnostics.hasErrors { throw .wrong(outcome.diagnostics) }
        for (printed, found) in outcome.pages {
            pages[printed.identity, default: []].formUnion(found)
            guard printed.expression.place.file == houseStyle else { continue }
            repeated[[printed.text, printed.expression.source], default: []].formUnion(found)
        }
    }

    /// Counted from 1, in order; none for what is only in the document's title or in a link.
    package func pages(of item: Explanation.Item) -> [Int] {
        let own = pages[item.identity] ?? []
        guard item.place.file == houseStyle else { return own.sorted() }
        return own.union(repeated[[item.text, item.expression]] ?? []).sorted()
    }
}
