internal import Containers
import Templating
package import Workspace

/// Makes the bytes of one recipient's letter after another's. For one thread: it keeps what the next letter needs too.
package final class LetterFiller {
    /// A file of a package that values are in.
    private struct Member {
        let template: Template
        let deflate: SplicedDeflate
        var filling = Filling()

        init(_ template: Template) {
            self.template = template
            deflate = SplicedDeflate(template)
        }
    }

    private let compiled: CompiledLetter
    private var odt: ODFPackage
    private var members: [Member]
    private var filler: Filler
    /// Of its own: the branches of the message are not those of the letter.
    private var messenger: Filler
    private var message = Filling()
    private var messageErrors: [FillingError] = []

    package convenience init(_ compiled: CompiledLetter) throws(LetterError) {
        self.init(compiled, odt: try compiled.package())
    }

    /// `odt` is `compiled.package()`, which any number of fillers begin with.
    package init(_ compiled: CompiledLetter, odt: ODFPackage) {
        self.compiled = compiled
        self.odt = odt
        members = [compiled.content, compiled.styles, compiled.meta].map(Member.init)
        filler = compiled.filler()
        messenger = compiled.filler()
    }

    /// The letter's bytes; of `pdf` those that it is made of. Never one with a hole: a value that cannot be printed is
    /// an error, also when a check was forgotten.
    package func fill(_ recipient: LetterRecipient, as format: Format) throws(LetterError) -> [UInt8] {
        fillMembers(recipient)
        return try bytes(recipient, as: format)
    }

    /// The bytes of the letter to the recipient with this index in each format; nil when it has values that cannot be
    /// printed. That, and whatever else a check tells, is added to `check`.
    package func fill(
        _ index: Int, as formats: [Format], check: inout LetterCheck.Part
    ) throws(LetterError) -> [[UInt8]]? {
        let recipient = compiled.letter.recipients[index]
        fillMembers(recipient)
        check.add(filler.errors + messageErrors, filler.isTaken, index, of: compiled)
        check.add(filler.numbers, index, in: compiled.letter.language)
        guard filler.errors.isEmpty, messageErrors.isEmpty else { return nil }
        var files: [[UInt8]] = []
        for format in formats { files.append(try bytes(recipient, as: format)) }
        return files
    }

    private func fillMembers(_ recipient: LetterRecipient) {
        filler.start { compiled.frames.put(recipient, in: &$0) }
        for index in members.indices {
            filler.fill(members[index].template, into: &members[index].filling, escape: HoleContext.append)
        }
        messageErrors = compiled.fillMessage(recipient, &messenger, into: &message)
    }

    private func bytes(_ recipient: LetterRecipient, as format: Format) throws(LetterError) -> [UInt8] {
        switch format {
        case .fodt: return try filled(compiled.flat, recipient)
        case .html: return try filled(compiled.page, recipient)
        case .txt: return PlainText.tidied(try filled(compiled.text, recipient, PlainText.append))
        case .odt, .pdf: return try package(recipient)
        case .mail: return try mail(recipient)
        }
    }

    private func mail(_ recipient: LetterRecipient) throws(LetterError) -> [UInt8] {
        guard recipient.channel.usesEmail, let text = compiled.message else {
            throw .package("no e-mail goes to \(recipient.code)")
        }
        try requireNoErrors(recipient)
        let words = String(decoding: PlainText.tidied(message.bytes(of: text)), as: UTF8.self)
        guard let message = try? compiled.message(to: recipient, words) else {
            throw .package("no e-mail can go to \(recipient.code)")
        }
        return message.bytes
    }

    private func package(_ recipient: LetterRecipient) throws(LetterError) -> [UInt8] {
        try requireNoErrors(recipient)
        do throws(ZIPError) {
            return try odt.package { members[$0].deflate.append(members[$0].filling, to: &$1) }
        } catch {
            throw .package(error.message)
        }
    }

    private func filled(
        _ template: Template, _ recipient: LetterRecipient, _ escape: Filler.Escape = HoleContext.append
    ) throws(LetterError) -> [UInt8] {
        var filling = Filling()
        filler.fill(template, into: &filling, escape: escape)
        try requireNoErrors(recipient)
        return filling.bytes(of: template)
    }

    private func requireNoErrors(_ recipient: LetterRecipient) throws(LetterError) {
        let errors = filler.errors + messageErrors
        if errors.isEmpty { return }
        throw .notFilled(recipient: "\(recipient.code)", sources: errors.map(\.source))
    }
}

extension CompiledLetter {
    /// What is the same in every recipient's package.
    package func package() throws(LetterError) -> ODFPackage {
        do throws(ZIPError) {
            return try ODFPackage(
                mediaType: ODFPackage.textMediaType,
                fixed: pictures.map { (ODFPackage.File(path: $0.path, mediaType: $0.mediaType), $0.bytes) },
                varying: [.content, .styles, .meta])
        } catch {
            throw .package(error.message)
        }
    }

    /// Fills the message that a letter goes with, when it goes by e-mail. Returns what cannot be printed.
    func fillMessage(
        _ recipient: LetterRecipient, _ filler: inout Filler, into filling: inout Filling
    ) -> [FillingError] {
        guard recipient.channel.usesEmail, let message else { return [] }
        filler.start { frames.put(recipient, in: &$0) }
        filler.fill(message, into: &filling, escape: PlainText.append)
        return filler.errors
    }

    func filler() -> Filler {
        Filler(frame: frames.shared, language: letter.language)
    }
}
