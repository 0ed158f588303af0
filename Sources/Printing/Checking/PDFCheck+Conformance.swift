internal import Exporter
import Templating
import Workspace

extension PDFCheck {
    /// What a PDF that was just made claims and is not. Of one that was frozen before, nobody asks it again.
    func addBrokenRules(in pdf: [UInt8], of recipient: LetterRecipient, to outcome: inout Outcome) {
        var place = Place(file: compiled.letter.text.name)
        place.recipient = recipient.code.description
        for broken in PDFConformance.broken(pdf) ?? [] {
            outcome.diagnostics.add(.notConforming(broken, of: recipient.label), at: place)
        }
    }
}
