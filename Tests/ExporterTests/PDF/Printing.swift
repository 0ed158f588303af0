import Support
import Synchronization
import Templating
import Workspace

@testable import Exporter
@testable import Printing

/// Prints many documents in one run of LibreOffice, which takes longer to start than to print.
enum Printing {
    struct Letter: Sendable {
        let compiled: CompiledLetter
        let recipient: LetterRecipient
        let document: [UInt8]
    }

    struct Printed: Sendable {
        let letter: Letter
        /// As LibreOffice made it, and as it is sent.
        let raw: [UInt8]
        let pdf: [UInt8]

        /// What is said of it.
        func report() -> [String] {
            let check = PDFCheck(compiled: letter.compiled)
            var outcome = check.check(pdf, of: letter.recipient)
            check.addBrokenRules(in: pdf, of: letter.recipient, to: &outcome)
            return outcome.diagnostics.all.map(\.description)
        }
    }

    static func print(_ letters: [Letter], workers: Int = 1) async throws -> [Printed] {
        let folder = try WorkFolder()
        for (index, letter) in letters.enumerated() {
            try folder.write(letter.document, as: PDFConversion.name(index, "odt"))
        }
        let conversion = PDFConversion(office: try LibreOffice(), folder: folder, workers: workers)
        let found = Mutex([Int: Printed]())
        let goesOn = { @Sendable in true }
        _ = try await conversion.convert(Array(letters.indices), goesOn: goesOn) { index, result in
            let raw = try result.get()
            let date = letters[index].compiled.letter.definition.date
            let pdf = date.flatMap { ReproduciblePDF.bytes(raw, date: $0) } ?? []
            found.withLock { $0[index] = Printed(letter: letters[index], raw: raw, pdf: pdf) }
        }
        return found.withLock { found in letters.indices.compactMap { found[$0] } }
    }
}

extension SampleCopy {
    /// Its letters to all recipients, or to the first of them.
    func documents(_ most: Int = .max) throws -> [Printing.Letter] {
        let compiled = try letter()
        let filler = try LetterFiller(compiled)
        return try compiled.letter.recipients.prefix(most).map {
            Printing.Letter(compiled: compiled, recipient: $0, document: try filler.fill($0, as: .pdf))
        }
    }
}
