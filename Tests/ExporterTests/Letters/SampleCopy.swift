import Exporter
import Foundation
import Support
import Templating
import Testing
import Workspace

/// The sample workspace of this repository, with some of its files replaced.
struct SampleCopy {
    static let letter = Repository.letter

    /// By path from the workspace.
    var replacements: [String: [UInt8]] = [:]

    init() {}

    /// With another text for the letter.
    init(text: String) {
        self["letters/\(Self.letter)/letter.md"] = text
    }

    /// A short letter: what it prints comes from the list of recipients.
    static func withoutFigures(text: String) -> SampleCopy {
        var sample = SampleCopy(text: text)
        sample.yaml = """
            subject: Stand van zaken
            date: 2024-07-11
            language: nl-NL
            reference: "2024-{{ recipient.code }}"
            recipients: { list: gemeenten-overijssel }
            signatory: { closing: "Met vriendelijke groet,", name: A. de Vries, title: Teamleider }

            """
        return sample
    }

    subscript(path: String) -> String {
        get {
            let original = try? Data(contentsOf: Repository.root.appending(path: path))
            return String(decoding: replacements[path] ?? original.map { Array($0) } ?? [], as: UTF8.self)
        }
        set { replacements[path] = Array(newValue.utf8) }
    }

    var yaml: String {
        get { self["letters/\(Self.letter)/letter.yaml"] }
        set { self["letters/\(Self.letter)/letter.yaml"] = newValue }
    }

    var list: String {
        get { self["recipients/gemeenten-overijssel.csv"] }
        set { self["recipients/gemeenten-overijssel.csv"] = newValue }
    }

    var houseStyle: String {
        get { self["letters/house-style.fodt"] }
        set { self["letters/house-style.fodt"] = newValue }
    }

    /// The letter compiled, with all that was found on the way. The folder is gone when this returns.
    func compile() throws -> (compiled: CompiledLetter?, diagnostics: Diagnostics) {
        let folder = try TestFolder.sample()
        defer { withExtendedLifetime(folder) {} }
        for (path, bytes) in replacements { try folder.write(bytes, as: path) }
        var (letter, diagnostics) = Letter.load(Self.letter, in: try WorkspaceDirectory(at: folder.path))
        guard let letter else { return (nil, diagnostics) }
        let compiled = CompiledLetter.compile(letter, diagnostics: &diagnostics)
        if let compiled { diagnostics.add(LetterCheck(compiled).diagnostics) }
        return (compiled, diagnostics)
    }

    /// The letter, which must be right.
    func letter() throws -> CompiledLetter {
        let (compiled, diagnostics) = try compile()
        if diagnostics.hasErrors { throw diagnostics }
        return try #require(compiled)
    }

    /// What is reported of it, as a terminal shows it; but for figures that nothing prints, as the texts of tests print few.
    func report() throws -> String {
        try compile().diagnostics.all.filter { $0.problem.id != .unusedFigure }.map(\.description)
            .joined(separator: "\n")
    }

    /// The letter to one recipient.
    func filled(_ code: String = "GM0150", as format: Format) throws -> String {
        String(decoding: try bytes(code, as: format), as: UTF8.self)
    }

    func bytes(_ code: String = "GM0150", as format: Format) throws -> [UInt8] {
        let compiled = try letter()
        let filler = try LetterFiller(compiled)
        let recipient = try #require(compiled.letter.recipients.first { "\($0.code)" == code })
        return try filler.fill(recipient, as: format)
    }
}

extension CompiledLetter {
    /// A recipient of the sample that all tests know.
    var deventer: LetterRecipient {
        get throws { try #require(letter.recipients.first { "\($0.code)" == "GM0150" }) }
    }
}
