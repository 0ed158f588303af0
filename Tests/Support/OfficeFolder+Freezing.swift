import Templating
import Workspace

@testable import Exporter
@testable import Printing
@testable import Registry

extension OfficeFolder {
    /// Freezes a letter as 'freeze' does, but for its PDFs, which are small ones of our own: what LibreOffice makes is seen to
    /// elsewhere, and takes long. Returns the number of the mailing.
    @discardableResult
    package func freezeWithSmallPDFs(_ name: String, reminding reminded: Int? = nil) throws -> Int {
        let compiled = try compiled(name)
        let output = try OutputFolder(at: OutputTarget(path(".oproep/freezing")))
        let filler = try LetterFiller(compiled)
        for recipient in compiled.letter.recipients {
            for format in Format.frozen(for: recipient.channel) {
                let bytes =
                    format == .pdf ? SmallPDF.bytes("\(recipient.code)") : try filler.fill(recipient, as: format)
                _ = try output.files.write(bytes, as: recipient.fileName(format), for: "\(recipient.code)")
            }
        }
        let rendered = RenderedLetters(output, name, [], Diagnostics())
        return try registry().store(
            compiled.letter, FrozenSources(compiled.letter.filesRead()), reminded.map { ($0, .reminder) }, rendered,
            again: true, by: author("Jan")
        ).mailing
    }
}
