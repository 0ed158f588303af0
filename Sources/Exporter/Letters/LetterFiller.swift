import Templating
package import Workspace

/// Makes the bytes of recipients' letters, for any number of threads.
package struct LetterFiller: Sendable {
    private let compiled: CompiledLetter
    private let odt: ODFPackage
    /// The files of a package that values are in.
    private let members: [(template: Template, deflate: SplicedDeflate)]

    package init(_ compiled: CompiledLetter) throws(LetterError) {
        self.compiled = compiled
        members = [compiled.content, compiled.styles, compiled.meta].map { ($0, SplicedDeflate($0)) }
        do throws(ZipError) {
            odt = try ODFPackage(
                mediaType: ODFPackage.textMediaType,
                fixed: compiled.pictures.map { (ODFPackage.File(path: $0.path, mediaType: $0.mediaType), $0.bytes) },
                varying: [.content, .styles, .meta])
        } catch {
            throw .package("\(error)")
        }
    }

    /// The letter's bytes. Never one with a hole: a value that cannot be printed is an error, also when a check was
    /// forgotten.
    package func fill(_ recipient: LetterRecipient, as format: Format) throws(LetterError) -> [UInt8] {
        var filler = compiled.filler(for: recipient)
        switch format {
        case .fodt: return try filled(compiled.flat, recipient, &filler).bytes(of: compiled.flat)
        case .html: return try filled(compiled.page, recipient, &filler).bytes(of: compiled.page)
        case .txt:
            let filling = try filled(compiled.text, recipient, &filler, PlainText.append)
            return PlainText.tidied(filling.bytes(of: compiled.text))
        case .odt:
            var contents: [(filling: Filling, deflate: SplicedDeflate)] = []
            for (template, deflate) in members { contents.append((try filled(template, recipient, &filler), deflate)) }
            do throws(ZipError) {
                return try odt.package(contents)
            } catch {
                throw .package("\(error)")
            }
        }
    }

    private func filled(
        _ template: Template, _ recipient: LetterRecipient, _ filler: inout Filler,
        _ escape: Filler.Escape = HoleContext.append
    ) throws(LetterError) -> Filling {
        var filling = Filling()
        filler.fill(template, into: &filling, escape: escape)
        guard filler.errors.isEmpty else {
            throw .notFilled(recipient: "\(recipient.code)", sources: filler.errors.map(\.source))
        }
        return filling
    }
}
