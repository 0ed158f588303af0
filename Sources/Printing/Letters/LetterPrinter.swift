internal import Exporter
import Templating
import Workspace

/// Makes the PDFs of letters, and checks every one of them.
struct LetterPrinter: Sendable {
    private let compiled: CompiledLetter
    private let folder: WorkFolder
    private let conversion: PDFConversion
    private let check: PDFCheck

    /// How many LibreOffice processes work at a time when nobody says. One takes 200 MB, and to start as long as 40
    /// letters take.
    private static func usualWorkers(_ letters: Int) -> Int { max(1, min(4, coreCount, letters / 40)) }

    /// `letters` is how many are to be printed, `workers` by how many LibreOffice processes, nil for as many as is good.
    init(_ compiled: CompiledLetter, letters: Int, workers: Int? = nil) throws(PDFError) {
        let office = try LibreOffice()
        self.compiled = compiled
        folder = try WorkFolder()
        conversion = PDFConversion(
            office: office, folder: folder, workers: workers ?? Self.usualWorkers(letters))
        check = PDFCheck(compiled: compiled)
    }

    /// Takes the letter, filled as ODT, to the recipient with this index among those of the letter.
    func add(_ document: [UInt8], _ index: Int) throws(PDFError) {
        try folder.write(document, as: PDFConversion.name(index, "odt"))
    }

    /// Which fonts of the house style are not installed: the same for all letters.
    func missingFonts() async throws(PDFError) -> Diagnostics {
        var diagnostics = Diagnostics()
        let style = compiled.letter.houseStyle
        let source = SourceFile(name: style.name, text: String(decoding: style.bytes, as: UTF8.self))
        for family in try await InstalledFonts().missing(of: compiled.fonts) {
            let place = source.range(of: family, from: 0, near: .max).map(source.place)
            diagnostics.add(.missingFont(family), at: place ?? Place(file: style.name))
        }
        return diagnostics
    }

    /// Prints the letters with these indices, which were added. Each is given to `done` with what was found on its pages,
    /// without bytes when LibreOffice makes nothing of it: in any order, and by several tasks. Returns false when
    /// `goesOn`, which is asked often, said to stop.
    func print(
        _ indices: [Int], goesOn: @escaping @Sendable () -> Bool,
        done: @escaping @Sendable (_ index: Int, _ pdf: [UInt8]?, PDFCheck.Outcome) throws -> Void
    ) async throws -> Bool {
        try await conversion.convert(indices, goesOn: goesOn) { index, result in
            let recipient = compiled.letter.recipients[index]
            switch result {
            case .failure(let end):
                try done(index, nil, check.outcome(of: recipient, without: end))
            case .success(let made):
                // A letter without a date has been refused.
                let pdf = compiled.letter.definition.date.flatMap { ReproduciblePDF.bytes(made, date: $0) }
                var outcome = check.check(pdf ?? [], of: recipient)
                if let pdf { check.addBrokenRules(in: pdf, of: recipient, to: &outcome) }
                try done(index, pdf, outcome)
            }
        }
    }
}
