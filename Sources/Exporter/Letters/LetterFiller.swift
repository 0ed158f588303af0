import Templating
package import Workspace

/// Makes the bytes of one recipient's letter after another.
package struct LetterFiller: ~Copyable {
    private let compiled: CompiledLetter
    private var deflater: Deflater
    private let odt: ODFPackage

    package init(_ compiled: CompiledLetter) throws(LetterError) {
        self.compiled = compiled
        var deflater = Deflater()
        do throws(ZipError) {
            odt = try ODFPackage(
                mediaType: ODFPackage.textMediaType,
                fixed: compiled.pictures.map { (ODFPackage.File(path: $0.path, mediaType: $0.mediaType), $0.bytes) },
                varying: [.content, .styles, .meta], deflater: &deflater)
        } catch {
            throw .package("\(error)")
        }
        self.deflater = deflater
    }

    /// The letter's bytes. Never one with a hole: a value that cannot be printed is an error, also when a check was
    /// forgotten.
    package mutating func fill(_ recipient: LetterRecipient, as format: Format) throws(LetterError) -> [UInt8] {
        switch format {
        case .fodt: return try filled(compiled.flat, recipient)
        case .html: return try filled(compiled.page, recipient)
        case .txt: return PlainText.tidied(try filled(compiled.text, recipient, isPlain: true))
        case .odt:
            var members: [[UInt8]] = []
            for template in [compiled.content, compiled.styles, compiled.meta] {
                members.append(try filled(template, recipient))
            }
            do throws(ZipError) {
                return try odt.package(members, with: &deflater)
            } catch {
                throw .package("\(error)")
            }
        }
    }

    private func filled(
        _ template: Template, _ recipient: LetterRecipient, isPlain: Bool = false
    ) throws(LetterError) -> [UInt8] {
        var filler = compiled.filler(for: recipient)
        var bytes: [UInt8] = []
        filler.fill(template, into: &bytes) { text, context, bytes in
            let context = HoleContext(rawValue: context) ?? .plain
            if isPlain, context != .link {
                bytes.append(contentsOf: text.replacing("\r\n", with: "\n").utf8)
            } else {
                context.append(text, to: &bytes)
            }
        }
        guard filler.errors.isEmpty else {
            throw .notFilled(recipient: "\(recipient.code)", sources: filler.errors.map(\.source))
        }
        return bytes
    }
}
